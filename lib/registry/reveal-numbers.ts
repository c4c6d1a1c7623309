import "server-only";
import { z } from "zod";
import { recordAudit } from "@/lib/audit/record-audit";
import type { UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { fail, ok, type Result } from "@/lib/shared/result";
import { findHouseholdFile } from "./household-file";
import { HouseholdId } from "./schema";

/** How long the numbers stay in sight after they were asked for. */
export const REVEAL_MINUTES = 5;

export const RevealNumbers = z.strictObject({ householdId: HouseholdId });

export type RevealProblem = { readonly code: "not_found" };

const REVEAL = "household.reveal_numbers";
const CONCEAL = "household.conceal_numbers";

/**
 * Lets one person see the NIK and No KK of one family in full for some minutes. The audit row is
 * the permission itself: without it no page shows a number, so none can be seen untraced.
 */
export async function revealNumbers(
  tx: Db,
  actor: UserActor,
  { householdId }: z.output<typeof RevealNumbers>,
): Promise<Result<undefined, RevealProblem>> {
  return recordSight(tx, actor, householdId, REVEAL);
}

/** Masks the numbers again before the time is over. */
export async function concealNumbers(
  tx: Db,
  actor: UserActor,
  { householdId }: z.output<typeof RevealNumbers>,
): Promise<Result<undefined, RevealProblem>> {
  return recordSight(tx, actor, householdId, CONCEAL);
}

async function recordSight(
  tx: Db,
  actor: UserActor,
  householdId: bigint,
  action: typeof REVEAL | typeof CONCEAL,
): Promise<Result<undefined, RevealProblem>> {
  const file = await findHouseholdFile(tx, actor, householdId);
  if (!file) return fail({ code: "not_found" });
  await recordAudit(tx, actor, { action, subject: "household", subjectId: householdId });
  return ok(undefined);
}

/** Whether this person asked for the family's numbers a moment ago and has not hidden them since. */
export async function numbersAreRevealed(
  tx: Db,
  actor: UserActor,
  householdId: bigint,
  now: Date,
): Promise<boolean> {
  const last = await tx.auditEvent.findFirst({
    where: {
      subject: "household",
      subjectId: String(householdId),
      actorId: actor.id,
      action: { in: [REVEAL, CONCEAL] },
    },
    orderBy: { id: "desc" },
    select: { action: true, at: true },
  });
  const since = now.getTime() - REVEAL_MINUTES * 60_000;
  return last?.action === REVEAL && last.at.getTime() > since;
}
