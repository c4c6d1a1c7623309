import "server-only";
import { z } from "zod";
import { scopeWhere } from "@/lib/auth/scope";
import type { Actor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { CaseFacts } from "./evidence";
import { caseSentences, type Sentence } from "./sentences";
import { CASE_OUTCOMES, CASE_STATES } from "./workflow";

const Row = z.object({
  id: z.bigint(),
  state: z.enum(CASE_STATES),
  outcome: z.enum(CASE_OUTCOMES).nullable(),
  programCode: z.string().nullable(),
  openedAt: z.date(),
  closedAt: z.date().nullable(),
  facts: CaseFacts,
});

/** A case as the page of its family lists it, with the sentences that explain it. */
export interface HouseholdCase extends z.infer<typeof Row> {
  readonly sentences: readonly Sentence[];
}

/** All cases of a family that the actor may see, the newest first. */
export async function listHouseholdCases(
  client: Db,
  actor: Actor,
  householdId: bigint,
): Promise<HouseholdCase[]> {
  const rows = await client.errorCase.findMany({
    where: { householdId, ...scopeWhere(actor) },
    select: {
      id: true,
      kind: true,
      state: true,
      outcome: true,
      programCode: true,
      openedAt: true,
      closedAt: true,
      evidence: true,
      closingEvidence: true,
    },
    orderBy: { id: "desc" },
  });
  return rows.map(({ kind, evidence, closingEvidence, ...row }) => {
    const parsed = Row.parse({ ...row, facts: { kind, evidence, closingEvidence } });
    return { ...parsed, sentences: caseSentences(parsed.facts, parsed.state) };
  });
}
