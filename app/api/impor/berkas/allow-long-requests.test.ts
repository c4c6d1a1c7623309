import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { findFreePort } from "@/lib/db/free-port";
import { allowLongRequests } from "./allow-long-requests";

const TIMEOUT_MS = 200;

let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** The answer to a request whose body pauses for longer than the server waits. */
async function sendSlowly(): Promise<string> {
  const port = await findFreePort();
  server = createServer(
    { requestTimeout: TIMEOUT_MS, headersTimeout: TIMEOUT_MS, connectionsCheckingInterval: 20 },
    (request, response) => {
      request.resume().once("end", () => response.end("diterima"));
    },
  ).listen(port, "127.0.0.1");
  await once(server, "listening");
  const socket = connect(port, "127.0.0.1");
  let answer = "";
  socket.on("data", (chunk) => {
    answer += chunk;
  });
  const closed = once(socket, "close");
  socket.write("POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n\r\na");
  await sleep(4 * TIMEOUT_MS);
  socket.end("b");
  await closed;
  return answer;
}

test("a body that comes slower than Node waits is taken in once long requests are allowed", async () => {
  expect(await sendSlowly()).toContain("408 Request Timeout");

  allowLongRequests();

  expect(await sendSlowly()).toContain("diterima");
});
