import { coversVillage } from "@/lib/auth/scope";
import type { UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { photosOf } from "./visit-photos";
import type { GroundcheckGuard } from "./workflow";

/**
 * What a decision about a visit is made from; null where the groundcheck does not exist for the
 * actor, because 403 would confirm that it does.
 */
export async function findSubmittedVisit(tx: Db, actor: UserActor, groundcheckId: string) {
  const where = { groundcheckId };
  const groundcheck = await tx.groundcheck.findUnique({
    where: { id: groundcheckId },
    select: {
      state: true,
      version: true,
      villageId: true,
      companionId: true,
      visitId: true,
      visit: { select: { submittedBy: true, answers: true } },
    },
  });
  if (!groundcheck || !coversVillage(actor, groundcheck.villageId)) return null;
  const { state, version, visitId, visit, companionId } = groundcheck;
  // One after the other: as relations of one query they would be asked at once, and a transaction
  // has one connection.
  const openConflicts = await tx.submissionConflict.count({ where: { ...where, settledAt: null } });
  const attachments = await tx.attachment.findMany({ where, select: { id: true } });
  const cases = await tx.groundcheckCase.findMany({ where, select: { caseId: true } });
  const arrived = new Set(attachments.map(({ id }) => id));
  const facts: Record<GroundcheckGuard, boolean> = {
    own_task: companionId === actor.id,
    not_own_visit: companionId !== actor.id && visit?.submittedBy !== actor.id,
    photos_complete: visit !== null && photosOf(visit.answers).every((id) => arrived.has(id)),
    no_open_conflict: openConflicts === 0,
  };
  return { state, version, visitId, facts, caseIds: cases.map(({ caseId }) => caseId) };
}
