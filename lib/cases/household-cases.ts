import "server-only";
import { z } from "zod";
import { scopeWhere } from "@/lib/auth/scope";
import type { Actor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { listPeople, nameIn } from "@/lib/registry/list-people";
import { CaseFacts } from "./evidence";
import { caseSentences, type Sentence } from "./sentences";
import { Unchanged } from "./unchanged";
import { CASE_OUTCOMES, CASE_STATES } from "./workflow";

const Row = z.object({
  id: z.bigint(),
  state: z.enum(CASE_STATES),
  outcome: z.enum(CASE_OUTCOMES).nullable(),
  individualId: z.bigint().nullable(),
  programCode: z.string().nullable(),
  openedAt: z.date(),
  closedAt: z.date().nullable(),
  facts: CaseFacts,
});

/** A case as the page of its family lists it, with the sentences that explain it. */
export interface HouseholdCase extends z.infer<typeof Row> {
  readonly sentences: readonly Sentence[];
  /** The member it is about; null for a case about the family. */
  readonly personName: string | null;
}

/** All cases of a family and of its members that the actor may see, the newest first. */
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
      individualId: true,
      programCode: true,
      openedAt: true,
      closedAt: true,
      evidence: true,
      closingEvidence: true,
      events: {
        where: { action: { in: ["stay_unchanged", "hand_over", "reinstate"] } },
        orderBy: { id: "desc" },
        take: 1,
        select: { action: true, detail: true },
      },
    },
    orderBy: { id: "desc" },
  });
  const people = await listPeople(
    client,
    rows.map(({ individualId }) => individualId),
  );
  return rows.map(({ kind, evidence, closingEvidence, events: [last], ...row }) => {
    const parsed = Row.parse({ ...row, facts: { kind, evidence, closingEvidence } });
    const { facts, state, outcome } = parsed;
    // What a release said counts since the last hand-over only, and while it is not withdrawn.
    const unchanged = last?.action === "stay_unchanged" ? Unchanged.parse(last.detail) : null;
    return {
      ...parsed,
      sentences: caseSentences(facts, state, { outcome, unchanged }),
      personName: nameIn(people, parsed.individualId),
    };
  });
}
