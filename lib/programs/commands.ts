import { z } from "zod";
import { recordAudit } from "@/lib/audit/record-audit";
import { coversVillage } from "@/lib/auth/scope";
import { actorColumns, type UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { fail, ok, type Result } from "@/lib/shared/result";
import { decide, type Rejection } from "@/lib/workflow/machine";
import { SUSPENDING_CASE, WAITS_FOR_VISIT } from "./suspending-case";
import type { DecideParticipation } from "./suspension-schema";
import {
  PARTICIPATION_STATES,
  type ParticipationGuard,
  type ParticipationState,
  participationWorkflow,
} from "./workflow";

export type DecideProblem =
  | { readonly code: "not_found" }
  | { readonly code: "changed_meanwhile" }
  | Rejection<ParticipationGuard>;

const Aid = z.object({
  state: z.enum(PARTICIPATION_STATES),
  programCode: z.string(),
  caseId: z.bigint().nullable(),
  villageId: z.number().int().nullable(),
  waits: z.boolean(),
});

/**
 * Gives a suspended aid back or ends it, with a reason: the decision that detection may not make.
 * Nobody decides while the family's case above the limit still waits for a visit. Runs inside the
 * caller's transaction; stores nothing when it refuses.
 */
export async function decideParticipation(
  tx: Db,
  actor: UserActor,
  { participationId, version, action, reason }: DecideParticipation,
): Promise<Result<{ readonly state: ParticipationState }, DecideProblem>> {
  const aid = await readAid(tx, participationId);
  // An aid outside the actor's area does not exist for them: 403 would confirm that it does.
  if (!aid || !coversVillage(actor, aid.villageId)) return fail({ code: "not_found" });
  const decision = decide(participationWorkflow, {
    state: aid.state,
    action,
    role: actor.role,
    reason,
    facts: { family_was_checked: !aid.waits },
  });
  if (!decision.ok) return decision;

  // State and version in the WHERE make check and write one step: of two who decide together, and of
  // one whose page shows an older version, the second updates no row.
  const { from, to } = decision.value;
  const at = new Date();
  const { count } = await tx.participation.updateMany({
    where: { id: participationId, state: from, version },
    data: { state: to, version: { increment: 1 }, since: at },
  });
  if (count === 0) return fail({ code: "changed_meanwhile" });

  await tx.participationEvent.create({
    data: {
      participationId,
      at,
      action,
      fromState: from,
      toState: to,
      ...actorColumns(actor),
      caseId: aid.caseId,
      reason,
    },
  });
  await recordAudit(tx, actor, {
    action: `participation.${action}`,
    subject: "participation",
    subjectId: participationId,
    detail: {
      from,
      to,
      programCode: aid.programCode,
      caseId: aid.caseId === null ? null : String(aid.caseId),
    },
  });
  return ok({ state: to });
}

async function readAid(tx: Db, id: bigint): Promise<z.infer<typeof Aid> | undefined> {
  const rows = await tx.$queryRaw`
    SELECT participation.state::text,
           participation.program_code AS "programCode",
           ruling.id AS "caseId",
           ruling.village_id AS "villageId",
           ${WAITS_FOR_VISIT} AS waits
      FROM participation
      ${SUSPENDING_CASE}
     WHERE participation.id = ${id}
  `;
  return z.array(Aid).max(1).parse(rows)[0];
}
