import type { z } from "zod";
import { problem, type RouteRequest } from "@/lib/actions/define-route";
import { readBody } from "@/lib/actions/read-body";

const JSON_BYTES_MAX = 1024 * 1024;

const NOT_A_SCRIPT = "Permintaan ini tidak datang dari halaman tugas Tepat.";
const TOO_LARGE = "Kiriman lebih dari 1 MB. Kirim lebih sedikit sekaligus.";
const UNREADABLE = "Kiriman ini tidak dapat dibaca. Perbarui halaman tugas, lalu coba lagi.";

/**
 * The answer to a request without the header that our own script sets, which a form of another site
 * cannot; undefined where it is there. Comes before anything is read.
 */
export function refuseWithoutHeader(request: RouteRequest): Response | undefined {
  return request.headers.get("x-tepat-request") === "1" ? undefined : problem(403, NOT_A_SCRIPT);
}

/** A JSON body with the text it was read from, or the answer that refuses it. */
export async function readJson<Schema extends z.ZodType>(
  request: RouteRequest,
  schema: Schema,
): Promise<{ readonly text: string; readonly value: z.output<Schema> } | Response> {
  const body = await readBody(request, JSON_BYTES_MAX);
  if (!body.ok) return problem(413, TOO_LARGE);
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body.value);
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? { text, value: parsed.data } : problem(400, UNREADABLE);
  } catch {
    // Not UTF-8, or not JSON: throwing is their only way to say so.
    return problem(400, UNREADABLE);
  }
}
