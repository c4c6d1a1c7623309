import { createHash } from "node:crypto";
import { z } from "zod";
import { canonicalJson } from "@/lib/shared/canonical-json";
import { fail, ok, type Result } from "@/lib/shared/result";
import { SubmissionItem } from "./schema";

/** A submission that can be read, with what it was read from. */
export interface Submission {
  readonly item: SubmissionItem;
  /** What the phone sent, character by character. */
  readonly raw: string;
  /** Of the content: of everything that was sent but the phone's clock, which each sending reads anew. */
  readonly sha256: string;
}

/** An item that is not what the interface asks for; with its id where that much can be read. */
export interface Unreadable {
  readonly id: string | null;
}

/** Reads one item of a sending. */
export function readSubmission(raw: string): Result<Submission, Unreadable> {
  const sent: unknown = JSON.parse(raw);
  const parsed = SubmissionItem.safeParse(sent);
  if (!parsed.success || !isStorable(raw, sent)) {
    return fail({ id: z.object({ id: z.uuid() }).safeParse(sent).data?.id ?? null });
  }
  const content = { ...parsed.data, clientNow: undefined };
  const sha256 = createHash("sha256").update(canonicalJson(content)).digest("hex");
  return ok({ item: parsed.data, raw, sha256 });
}

/**
 * PostgreSQL keeps neither the sign NUL nor half a surrogate pair; no keyboard writes either. JSON
 * can name both by number only, so most submissions need not be searched.
 */
function isStorable(raw: string, sent: unknown): boolean {
  return (raw.isWellFormed() && !raw.includes("\\u")) || hasStorableTexts(sent);
}

function hasStorableTexts(value: unknown): boolean {
  if (typeof value === "string") return !value.includes("\0") && value.isWellFormed();
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(
    ([key, part]) => hasStorableTexts(key) && hasStorableTexts(part),
  );
}
