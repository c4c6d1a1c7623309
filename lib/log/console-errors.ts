import type { Logger } from "pino";

/**
 * Sends what is written to `console.error` through the logger. Next prints an error whole there,
 * and the message of a database error quotes the value that it stumbled over.
 */
export function logConsoleErrors(log: Logger, target: Pick<Console, "error"> = console): void {
  target.error = (...parts: unknown[]) => {
    const error = parts.find((part) => part instanceof Error);
    // An error with a digest belongs to a request: `onRequestError` writes it with its route.
    if (error && "digest" in error) return;
    const text = parts.filter((part) => typeof part === "string").join(" ");
    log.error(error ? { err: error } : { reason: text }, "written to the console");
  };
}
