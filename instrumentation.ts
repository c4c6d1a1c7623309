import type { Instrumentation } from "next";

/** Errors that were written down: Next reports one for each part of the page that it broke. */
const written = new WeakSet<object>();

/** Runs once before the first request. */
export async function register(): Promise<void> {
  // biome-ignore lint/style/noProcessEnv: Next replaces it when building, and leaves the branch out of the edge bundle that it always makes
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const [{ allowLongRequests }, { answerDirectly }, { env }, { logConsoleErrors }, { log }] =
    await Promise.all([
      import("@/app/api/impor/berkas/allow-long-requests"),
      import("@/app/api/v1/kiriman/answer-directly"),
      import("@/lib/env"),
      import("@/lib/log/console-errors"),
      import("@/lib/log/log"),
    ]);
  allowLongRequests();
  if (env().NODE_ENV !== "production") return;
  logConsoleErrors(log());
  // In development the route is Next's, so that a change of it works at once.
  answerDirectly();
}

/** An error that no page handled: one line with the request's id and the page's pattern, not its address. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  // biome-ignore lint/style/noProcessEnv: as above
  if (process.env.NEXT_RUNTIME !== "nodejs" || !(error instanceof Error)) return;
  if (written.has(error)) return;
  written.add(error);
  const { log } = await import("@/lib/log/log");
  const requestId = request.headers["x-request-id"];
  log().error(
    {
      err: error,
      digest: "digest" in error ? String(error.digest) : undefined,
      route: context.routePath,
      kind: context.routeType,
      requestId: typeof requestId === "string" ? requestId : undefined,
    },
    "request failed",
  );
};
