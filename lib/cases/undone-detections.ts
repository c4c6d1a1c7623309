import { Prisma } from "@/lib/db/generated/client";
import { BEFORE_HAND_OVER, HANDED_OVER } from "@/lib/proposals/workflow";
import { stateList } from "./follow-up/system-step";

/**
 * When detections ran whose closings count as not done: those over a release that was withdrawn, and
 * those that followed a withdrawal. What the system closed in one of them comes back as the same case
 * as soon as the data shows the same values again.
 */
export const UNDONE_DETECTIONS: Prisma.Sql = Prisma.sql`(
  SELECT detection_run.started_at
    FROM detection_run
   WHERE detection_run.withdrawn_release_id IS NOT NULL
      OR detection_run.release_id IN (SELECT release.id FROM release WHERE release.status = 'withdrawn')
)`;

/** A visit (row `groundcheck`) that such a detection called off, and that nobody replaced. */
export const UNDONE_GROUNDCHECK: Prisma.Sql = Prisma.sql`(
  groundcheck.state = 'cancelled'
  AND EXISTS (
        SELECT FROM groundcheck_event AS last
         WHERE last.groundcheck_id = groundcheck.id
           AND last.actor_kind = 'system'
           AND last.at IN ${UNDONE_DETECTIONS}
           AND NOT EXISTS (
                 SELECT FROM groundcheck_event AS later
                  WHERE later.groundcheck_id = groundcheck.id AND later.id > last.id
               )
      )
  AND NOT EXISTS (
        SELECT FROM groundcheck AS other
         WHERE other.household_id = groundcheck.household_id
           AND other.state NOT IN ('verified', 'cancelled')
      )
)`;

/** A proposal (row `proposal`) that such a detection withdrew or called reflected. */
export const UNDONE_PROPOSAL: Prisma.Sql = Prisma.sql`(
  proposal.state IN ('withdrawn', 'reflected')
  AND EXISTS (
        SELECT FROM proposal_event AS last
         WHERE last.proposal_id = proposal.id
           AND last.actor_kind = 'system'
           AND last.at = proposal.since
           AND last.at IN ${UNDONE_DETECTIONS}
      )
)`;

const EARLY = stateList(BEFORE_HAND_OVER, Prisma.sql`proposal_state`);
const LATE = stateList(HANDED_OVER, Prisma.sql`proposal_state`);

/**
 * Where a case stands that comes back: where it stood when it was closed, as far as the visit or the
 * proposal that carried it is there, or comes back with it. A lateral subquery with one row `state`.
 */
export function standingAgain(caseId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(
    SELECT CASE
             WHEN closing.from_state IN ('in_proposal', 'awaiting_release') AND carrier.handed_over
               THEN 'awaiting_release'
             WHEN closing.from_state IN ('in_proposal', 'awaiting_release') AND carrier.proposed
               THEN 'in_proposal'
             WHEN closing.from_state = 'in_groundcheck' AND carrier.visiting
               THEN 'in_groundcheck'
             WHEN closing.from_state = 'checked' OR (closing.from_state <> 'open' AND carrier.visited)
               THEN 'checked'
             ELSE 'open'
           END::case_state AS state
      FROM (
             SELECT case_event.from_state
               FROM case_event
              WHERE case_event.case_id = ${caseId}
                AND case_event.action = 'resolve_by_new_data'
           ORDER BY case_event.id DESC
              LIMIT 1
           ) AS closing
CROSS JOIN LATERAL (
             SELECT EXISTS (
                      SELECT FROM proposal_case
                        JOIN proposal ON proposal.id = proposal_case.proposal_id
                       WHERE proposal_case.case_id = ${caseId}
                         AND (proposal.state IN (${LATE})
                              OR (proposal.state = 'reflected' AND ${UNDONE_PROPOSAL}))
                    ) AS handed_over,
                    EXISTS (
                      SELECT FROM proposal_case
                        JOIN proposal ON proposal.id = proposal_case.proposal_id
                       WHERE proposal_case.case_id = ${caseId}
                         AND (proposal.state IN (${EARLY})
                              OR (proposal.state = 'withdrawn' AND ${UNDONE_PROPOSAL}))
                    ) AS proposed,
                    EXISTS (
                      SELECT FROM groundcheck_case
                        JOIN groundcheck ON groundcheck.id = groundcheck_case.groundcheck_id
                       WHERE groundcheck_case.case_id = ${caseId}
                         AND (groundcheck.state NOT IN ('verified', 'cancelled')
                              OR ${UNDONE_GROUNDCHECK})
                    ) AS visiting,
                    EXISTS (
                      SELECT FROM groundcheck_case
                        JOIN groundcheck ON groundcheck.id = groundcheck_case.groundcheck_id
                       WHERE groundcheck_case.case_id = ${caseId}
                         AND groundcheck.state = 'verified'
                    ) AS visited
           ) AS carrier
  )`;
}
