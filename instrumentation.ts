import type { Instrumentation } from "next";

/** Runs once before the first request. */
export async function register(): Promise<void> {
  // biome-ignore lint/style/noProcessEnv: as below
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { allowLongRequests } = await import("@/app/api/impor/berkas/allow-long-requests");
  allowLongRequests();
}

/** An error that no page handled: one line with the request's id and the page's pattern, not its address. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  // biome-ignore lint/style/noProcessEnv: Next replaces it when building, and leaves the branch out of the edge bundle that it always makes
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { log } = await import("@/lib/log/log");
  const requestId = request.headers["x-request-id"];
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  log().error(
    {
      err: error,
      digest,
      route: context.routePath,
      kind: context.routeType,
      requestId: typeof requestId === "string" ? requestId : undefined,
    },
    "request failed",
  );
};
