import { z } from "zod";
import { auditInsert } from "@/lib/audit/audit-insert";
import type { UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { PREPARED } from "@/lib/db/prepared";
import type { Submission } from "./read-submission";
import type { GroundcheckAction, GroundcheckResult, GroundcheckState } from "./workflow";

const SUBMIT = "submit" satisfies GroundcheckAction;
const INT4_MAX = 2_147_483_647;

const Stored = z.object({ receivedAt: z.date() });

/**
 * Takes a visit in: the visit, the groundcheck's step, its event and the audit row in one statement,
 * so all of them or none. Null where the groundcheck is no longer as it was read, or where the same
 * id came in at the same moment: nothing was stored, and the facts have to be read again.
 *
 * The groundcheck's row is locked first and judged again under the lock; only then is the visit
 * inserted, and only with the visit does the groundcheck move.
 */
export async function storeVisit(
  db: Db,
  actor: UserActor,
  submission: Submission,
  step: {
    readonly from: GroundcheckState;
    readonly to: GroundcheckState;
    readonly result: GroundcheckResult;
  },
): Promise<{ readonly receivedAt: Date } | null> {
  const { item } = submission;
  const detail = { visitId: item.id, result: step.result };
  const rows = await db.$queryRaw`${PREPARED}
    WITH task AS (
      SELECT id
        FROM groundcheck
       WHERE id = ${item.groundcheckId}::uuid
         AND state = ${step.from}::groundcheck_state
         AND version = ${item.baseVersion}
         AND companion_id = ${actor.id}::uuid
         FOR UPDATE
    ), visit AS (
      ${visitInsert(actor, submission, step.result)}
    ), moved AS (
      UPDATE groundcheck
         SET state = ${step.to}::groundcheck_state,
             version = groundcheck.version + 1,
             visit_id = visit.id,
             result = visit.result,
             submitted_at = visit.received_at,
             draft = NULL,
             draft_saved_at = NULL
        FROM visit
       WHERE groundcheck.id = visit.groundcheck_id
   RETURNING groundcheck.id
    ), noted AS (
      INSERT INTO groundcheck_event (groundcheck_id, action, from_state, to_state, actor_kind, actor_id, detail)
      SELECT moved.id, ${SUBMIT}, ${step.from}::groundcheck_state, ${step.to}::groundcheck_state,
             'user', ${actor.id}::uuid, ${JSON.stringify(detail)}::jsonb
        FROM moved
    ), audited AS (
      ${auditInsert(
        actor,
        {
          action: "groundcheck.submit",
          subject: "groundcheck",
          subjectId: item.groundcheckId,
          detail: { ...detail, from: step.from, to: step.to },
        },
        Prisma.sql`moved`,
      )}
    )
    SELECT visit.received_at AS "receivedAt" FROM visit, moved
  `;
  return z.array(Stored).max(1).parse(rows)[0] ?? null;
}

function visitInsert(
  actor: UserActor,
  { item, raw, sha256 }: Submission,
  result: GroundcheckResult,
): Prisma.Sql {
  const { position } = item.document;
  const accuracy = position?.accuracyMetres;
  const accuracyMetres = accuracy == null ? null : Math.min(Math.round(accuracy), INT4_MAX);
  return Prisma.sql`
      INSERT INTO groundcheck_visit (
             id, groundcheck_id, questionnaire, result, answers, raw, sha256,
             latitude, longitude, accuracy_metres, position_source,
             started_at, finished_at, clock_offset_ms, submitted_by)
      SELECT ${item.id}::uuid, task.id, ${item.questionnaire}, ${result}::groundcheck_result,
             ${JSON.stringify(item.document)}::jsonb, ${raw}, ${sha256},
             ${position?.latitude ?? null}::float8::numeric, ${position?.longitude ?? null}::float8::numeric,
             ${accuracyMetres}::int, ${position?.source ?? null},
             ${item.startedAt}::timestamptz, ${item.finishedAt}::timestamptz,
             ${clockOffsetMs(item.clientNow)}::int, ${actor.id}::uuid
        FROM task
 ON CONFLICT (id) DO NOTHING
   RETURNING id, groundcheck_id, result, received_at`;
}

/** The phone's clock less ours. Phones are off by days at times; more than 24 days are kept as 24. */
function clockOffsetMs(clientNow: string): number {
  const offset = new Date(clientNow).getTime() - Date.now();
  return Math.max(-INT4_MAX, Math.min(INT4_MAX, offset));
}
