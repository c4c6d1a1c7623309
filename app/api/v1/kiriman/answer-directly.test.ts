import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { answerDirectly } from "./answer-directly";
import { POST } from "./route";

vi.mock("./route", () => ({ POST: vi.fn() }));

let server: Server;

beforeEach(async () => {
  answerDirectly();
  server = createServer((_request, response) => response.end("Next")).listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function send(path: string, init: RequestInit = {}): Promise<Response> {
  const { port } = server.address() as AddressInfo;
  return fetch(`http://127.0.0.1:${port}${path}`, { method: "POST", body: "{}", ...init });
}

test("what phones send is answered by its route, from the first request on", async () => {
  vi.mocked(POST).mockImplementation(async ({ method, headers, body }) => {
    const parts: Uint8Array[] = [];
    for await (const part of body ?? []) parts.push(part);
    const sent = { method, told: headers.get("X-Told"), text: Buffer.concat(parts).toString() };
    return Response.json(sent, { status: 201, headers: { "X-Answer": "ya" } });
  });

  const answer = await send("/api/v1/kiriman", { body: "isi é", headers: { "x-told": "a" } });

  expect(answer.status).toBe(201);
  expect(answer.headers.get("x-answer")).toBe("ya");
  expect(await answer.json()).toEqual({ method: "POST", told: "a", text: "isi é" });
});

test.each([
  ["another address", "/api/v1/kiriman/", {}],
  ["an address with a question", "/api/v1/kiriman?a=1", {}],
  ["another method", "/api/v1/kiriman", { method: "PUT" }],
])("%s stays Next's", async (_name, path, init) => {
  expect(await (await send(path, init)).text()).toBe("Next");
});

test("a body that is left unread does not become the next request", async () => {
  vi.mocked(POST).mockImplementation(async ({ body }) => {
    for await (const _part of body ?? []) break;
    return Response.json({}, { status: 413 });
  });

  const answer = await send("/api/v1/kiriman", { body: "x".repeat(8 * 1024 * 1024) });

  expect(answer.status).toBe(413);
  expect(answer.headers.get("connection")).toBe("close");
});

test("a fault of the route is told without its words, and the server lives on", async () => {
  vi.mocked(POST).mockRejectedValueOnce(new Error("rahasia"));

  const answer = await send("/api/v1/kiriman");

  expect(answer.status).toBe(500);
  expect(await answer.text()).toBe("");
  expect(await (await send("/masuk")).text()).toBe("Next");
});
