import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { Server } from "node:http";

/** Two gigabytes at five megabits a second: the largest file over a slow line. */
const REQUEST_TIMEOUT_MS = 60 * 60 * 1000;

const REQUEST_START = "http.server.request.start";

/**
 * Node ends a request whose body takes more than five minutes, which a large file over an office's
 * line does. Next makes the server and has no setting for it, so it is reached by way of its first
 * request, on Node's own channel. The time for headers stays as short as it is.
 */
export function allowLongRequests(): void {
  subscribe(REQUEST_START, setTimeoutOnce);
}

function setTimeoutOnce(message: unknown): void {
  if (typeof message !== "object" || message === null || !("server" in message)) return;
  if (!(message.server instanceof Server)) return;
  message.server.requestTimeout = REQUEST_TIMEOUT_MS;
  unsubscribe(REQUEST_START, setTimeoutOnce);
}
