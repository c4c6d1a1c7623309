import type { z } from "zod";
import type { RouteRequest } from "@/lib/actions/define-route";
import { readBody } from "@/lib/actions/read-body";

/** Digests of a few hundred files at most. */
const JSON_BYTES_MAX = 256 * 1024;

/** What our script sends beside the files themselves; null for anything else. */
export async function readRequest<Schema extends z.ZodType>(
  request: RouteRequest,
  schema: Schema,
): Promise<z.output<Schema> | null> {
  const body = await readBody(request, JSON_BYTES_MAX);
  if (!body.ok) return null;
  try {
    return schema.safeParse(JSON.parse(body.value.toString())).data ?? null;
  } catch {
    // Not JSON: throwing is the parser's only way to say so.
    return null;
  }
}
