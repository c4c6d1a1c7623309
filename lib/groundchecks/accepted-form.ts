import type { Db } from "@/lib/db/client";
import type { Questionnaire } from "@/lib/forms/definition";
import { questionnaireByVersion } from "@/lib/forms/queries";

/**
 * Forms that were read and checked before. A version never changes once it was used, and reading
 * one takes longer than all the rest of a submission.
 */
const known = new Map<string, Questionnaire>();

/** The form of a version that the database was just seen to have. */
export async function acceptedForm(db: Db, version: string): Promise<Questionnaire | null> {
  const before = known.get(version);
  if (before) return before;
  const form = await questionnaireByVersion(db, version);
  if (form) known.set(version, form);
  return form;
}
