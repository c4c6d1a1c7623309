import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { type IncomingMessage, Server, type ServerResponse } from "node:http";
import { log } from "@/lib/log/log";
import { POST } from "./route";

const ADDRESS = "/api/v1/kiriman";
const REQUEST_START = "http.server.request.start";

/**
 * Answers what phones send without going through Next, which takes longer to hand a request to its
 * route than the route takes to answer it: 50 companions at once would wait for that most. The
 * route is the same one, with all its questions; any other way to write the address leads to Next
 * and from there to it too.
 *
 * Next makes the server, so it is reached by way of its first request, on Node's own channel, which
 * speaks before the server does.
 */
export function answerDirectly(): void {
  subscribe(REQUEST_START, standBeforeNext);
}

function standBeforeNext(message: unknown): void {
  if (typeof message !== "object" || message === null || !("server" in message)) return;
  const { server } = message;
  if (!(server instanceof Server)) return;
  unsubscribe(REQUEST_START, standBeforeNext);
  const others = server.listeners("request");
  server.removeAllListeners("request");
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    if (request.method === "POST" && request.url === ADDRESS) void answer(request, response);
    else for (const listener of others) listener.call(server, request, response);
  });
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const asked = {
      method: "POST",
      headers: { get: (name: string) => headerOf(request, name) },
      // A body that is refused for its length is left unread; the answer still has to go out.
      body: request.iterator({ destroyOnReturn: false }),
    };
    const answered = await POST(asked, { params: Promise.resolve({}) });
    const text = await answered.text();
    const length = { "content-length": Buffer.byteLength(text) };
    // What is left of a body would be taken for the next request.
    if (!request.complete) response.setHeader("connection", "close");
    response.writeHead(answered.status, { ...Object.fromEntries(answered.headers), ...length });
    response.end(text);
  } catch (error) {
    log().error({ err: error, route: ADDRESS, kind: "route" }, "request failed");
    response.writeHead(500, { connection: "close" }).end();
  }
}

function headerOf({ headers }: IncomingMessage, name: string): string | null {
  const value = headers[name.toLowerCase()];
  return Array.isArray(value) ? value.join(", ") : (value ?? null);
}
