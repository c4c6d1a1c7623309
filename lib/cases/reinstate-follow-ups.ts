import type { AuditEntry } from "@/lib/audit/record-audit";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { participationWorkflow } from "@/lib/programs/workflow";
import { stateList, systemStep } from "./follow-up/system-step";
import { UNDONE_DETECTIONS, UNDONE_GROUNDCHECK, UNDONE_PROPOSAL } from "./undone-detections";
import { CLOSED_STATES } from "./workflow";

/** The event that gives a record back what a detection had taken from it. */
const REINSTATE = "reinstate";

const AUDIT = {
  groundcheck: { action: "groundcheck.reinstate", subject: "groundcheck" },
  proposal: { action: "proposal.reinstate", subject: "proposal" },
  participation: { action: "participation.reinstate", subject: "participation" },
} as const satisfies Record<string, AuditEntry>;

/** Which detection is at work. */
interface Reinstatement {
  readonly at: Date;
  /** The release that was taken out of force just before; null in every other detection. */
  readonly withdrawnReleaseId: number | null;
}

/**
 * Lets visits and proposals come back with the cases that this detection reinstated. After a
 * withdrawal it also takes back what the detections over that release did with aid and with
 * proposals that stayed unchanged. Only what the system did is taken back, and only where nobody has
 * acted since: what people did stays.
 */
export async function reinstateFollowUps(tx: Db, { at, withdrawnReleaseId }: Reinstatement) {
  await reinstateGroundchecks(tx, at);
  await reinstateProposals(tx, at, Prisma.sql`${UNDONE_PROPOSAL} AND ${carriesReinstatedCase(at)}`);
  if (withdrawnReleaseId === null) return;
  await reinstateProposals(tx, at, foundUnchangedIn(withdrawnReleaseId));
  await forgetUnchanged(tx, at, withdrawnReleaseId);
  await reinstateAid(tx, at, withdrawnReleaseId);
}

async function reinstateGroundchecks(tx: Db, at: Date): Promise<void> {
  await tx.$executeRaw`
    WITH due AS (
      SELECT groundcheck.id, last.from_state
        FROM groundcheck
        JOIN LATERAL (
               SELECT groundcheck_event.from_state
                 FROM groundcheck_event
                WHERE groundcheck_event.groundcheck_id = groundcheck.id
             ORDER BY groundcheck_event.id DESC
                LIMIT 1
             ) AS last ON last.from_state IS NOT NULL
       WHERE groundcheck.id IN (
               SELECT groundcheck_case.groundcheck_id
                 FROM case_event
                 JOIN groundcheck_case ON groundcheck_case.case_id = case_event.case_id
                WHERE case_event.at = ${at}::timestamptz AND case_event.action = ${REINSTATE}
             )
         AND ${UNDONE_GROUNDCHECK}
    ), reinstated AS (
      UPDATE groundcheck
         SET state = due.from_state, version = groundcheck.version + 1
        FROM due
       WHERE groundcheck.id = due.id
   RETURNING groundcheck.id, groundcheck.state
    ), noted AS (
      INSERT INTO groundcheck_event (groundcheck_id, at, action, from_state, to_state, actor_kind)
      SELECT id, ${at}::timestamptz, ${REINSTATE}, 'cancelled', state, 'system' FROM reinstated
    )
    INSERT INTO audit_event (at, actor_kind, action, subject, subject_id, detail)
    SELECT ${at}::timestamptz, 'system', ${AUDIT.groundcheck.action}, ${AUDIT.groundcheck.subject},
           id::text, jsonb_build_object('from', 'cancelled', 'to', state)
      FROM reinstated
  `;
}

/** Proposals with a case that came back in the detection of this moment. */
function carriesReinstatedCase(at: Date): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT FROM proposal_case
      JOIN case_event ON case_event.case_id = proposal_case.case_id
     WHERE proposal_case.proposal_id = proposal.id
       AND case_event.at = ${at}::timestamptz
       AND case_event.action = ${REINSTATE}
  )`;
}

/** Proposals whose present state is what a detection over the release made of it. */
function foundUnchangedIn(releaseId: number): Prisma.Sql {
  return Prisma.sql`proposal.state = 'not_reflected'
    AND EXISTS (
          SELECT FROM proposal_event AS said
            JOIN detection_run ON detection_run.started_at = said.at
           WHERE said.proposal_id = proposal.id
             AND said.actor_kind = 'system'
             AND said.action = 'note_not_reflected'
             AND said.at = proposal.since
             AND detection_run.release_id = ${releaseId}
        )
    AND NOT EXISTS (
          SELECT FROM proposal AS next
           WHERE next.previous_proposal_id = proposal.id AND next.state <> 'withdrawn'
        )`;
}

async function reinstateProposals(tx: Db, at: Date, meant: Prisma.Sql): Promise<void> {
  await tx.$executeRaw`
    WITH due AS (
      SELECT proposal.id, proposal.state, moved.from_state, moved.since
        FROM proposal
        JOIN LATERAL (
               SELECT proposal_event.from_state,
                      (SELECT max(earlier.at)
                         FROM proposal_event AS earlier
                        WHERE earlier.proposal_id = proposal.id
                          AND earlier.to_state = proposal_event.from_state
                          AND earlier.from_state IS DISTINCT FROM earlier.to_state
                          AND earlier.id < proposal_event.id) AS since
                 FROM proposal_event
                WHERE proposal_event.proposal_id = proposal.id
                  AND proposal_event.at = proposal.since
                  AND proposal_event.to_state = proposal.state
                  AND proposal_event.from_state <> proposal.state
             ORDER BY proposal_event.id DESC
                LIMIT 1
             ) AS moved ON TRUE
       WHERE ${meant}
    ), reinstated AS (
      UPDATE proposal
         SET state = due.from_state, since = coalesce(due.since, ${at}::timestamptz),
             version = proposal.version + 1
        FROM due
       WHERE proposal.id = due.id
   RETURNING proposal.id, due.state AS from_state, proposal.state AS to_state
    ), noted AS (
      INSERT INTO proposal_event (proposal_id, at, action, from_state, to_state, actor_kind)
      SELECT id, ${at}::timestamptz, ${REINSTATE}, from_state, to_state, 'system' FROM reinstated
    )
    INSERT INTO audit_event (at, actor_kind, action, subject, subject_id, detail)
    SELECT ${at}::timestamptz, 'system', ${AUDIT.proposal.action}, ${AUDIT.proposal.subject},
           id::text, jsonb_build_object('from', from_state, 'to', to_state)
      FROM reinstated
  `;
}

/** A case that the release had called unchanged waits again as if it had never said so. */
async function forgetUnchanged(tx: Db, at: Date, releaseId: number): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO case_event (case_id, at, action, from_state, to_state, actor_kind)
    SELECT error_case.id, ${at}::timestamptz, ${REINSTATE}, error_case.state, error_case.state, 'system'
      FROM error_case
     WHERE error_case.state = 'awaiting_release'
       AND EXISTS (
             SELECT FROM case_event AS said
               JOIN detection_run ON detection_run.started_at = said.at
              WHERE said.case_id = error_case.id
                AND said.action = 'stay_unchanged'
                AND detection_run.release_id = ${releaseId}
           )
       AND NOT EXISTS (
             SELECT FROM case_event AS again
              WHERE again.case_id = error_case.id
                AND again.at = ${at}::timestamptz
                AND again.action = ${REINSTATE}
           )
  ORDER BY error_case.id
  `;
}

/** Aid that was held only because the withdrawn release showed a family above the limit. */
async function reinstateAid(tx: Db, at: Date, releaseId: number): Promise<void> {
  const step = systemStep(participationWorkflow, REINSTATE, "system");
  const closed = stateList(CLOSED_STATES, Prisma.sql`case_state`);
  await tx.$executeRaw`
    WITH due AS (
      SELECT participation.id, participation.state, suspension.case_id
        FROM participation
        JOIN participation_event AS suspension
          ON suspension.participation_id = participation.id
         AND suspension.action = 'suspend'
         AND suspension.at = participation.since
        JOIN detection_run
          ON detection_run.started_at = suspension.at
         AND detection_run.release_id = ${releaseId}
        JOIN error_case
          ON error_case.id = suspension.case_id
         AND error_case.state IN (${closed})
         AND (error_case.opened_at IN ${UNDONE_DETECTIONS}
              OR (error_case.closed_by IS NULL AND error_case.closed_at IN ${UNDONE_DETECTIONS}))
       WHERE participation.state IN (${stateList(step.from, Prisma.sql`participation_state`)})
    ), reinstated AS (
      UPDATE participation
         SET state = ${step.to}::participation_state, since = ${at}::timestamptz,
             version = participation.version + 1
        FROM due
       WHERE participation.id = due.id
   RETURNING participation.id, due.state AS from_state, participation.state AS to_state, due.case_id
    ), noted AS (
      INSERT INTO participation_event (participation_id, at, action, from_state, to_state, actor_kind,
                                       case_id)
      SELECT id, ${at}::timestamptz, ${REINSTATE}, from_state, to_state, 'system', case_id
        FROM reinstated
    )
    INSERT INTO audit_event (at, actor_kind, action, subject, subject_id, detail)
    SELECT ${at}::timestamptz, 'system', ${AUDIT.participation.action},
           ${AUDIT.participation.subject}, id::text, jsonb_build_object('caseId', case_id::text)
      FROM reinstated
  `;
}
