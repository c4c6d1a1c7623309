import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { invariant } from "@/lib/shared/invariant";
import type { DetectionContext } from "./detectors/detector";
import type { DetectedKind } from "./kinds";
import { standingAgain, UNDONE_DETECTIONS } from "./undone-detections";
import { CLOSED_STATES, caseWorkflow, statesOf } from "./workflow";

/** What one detection did with the cases of one kind. */
export const KindCounts = z.object({
  /** New cases, and those that came back after a withdrawal. */
  opened: z.number().int(),
  /** Open cases whose condition still holds. */
  kept: z.number().int(),
  /** Of those, how many had a deciding value that changed. */
  changed: z.number().int(),
  /** Open cases that the data no longer shows. */
  closed: z.number().int(),
  /** Closed by a person and still shown with the same values: they stay closed. */
  leftClosed: z.number().int(),
});
export type KindCounts = z.infer<typeof KindCounts>;

const CLOSED = Prisma.sql`(${Prisma.join(CLOSED_STATES.map((state) => Prisma.sql`${state}::case_state`))})`;

/** The data stopped showing what a person closed, but in a release that was withdrawn since. */
const LOSS_IS_UNDONE = Prisma.sql`EXISTS (
  SELECT FROM case_event AS loss
   WHERE loss.case_id = error_case.id
     AND loss.action = 'lose_condition'
     AND loss.at IN ${UNDONE_DETECTIONS}
     AND NOT EXISTS (
           SELECT FROM case_event AS later
            WHERE later.case_id = error_case.id
              AND later.action = 'lose_condition'
              AND later.id > loss.id
         )
)`;

/**
 * Notes the latest case of each subject of a kind in `latest_case`. A case about a person has the
 * person as its subject, whatever family they stand in (`family_id` is empty then). Only the latest
 * matters: a new one opens only once the one before it is closed. `watched` are the cases that new
 * data may change: open ones, and those that a person closed while the condition held. Once the data
 * stopped showing such a condition (`closing_evidence` is set), a return is a new case. What a
 * detection closed that a withdrawal has undone (`undone`) is not over: it returns as itself.
 */
export async function collectLatestCases(tx: Db, kind: DetectedKind): Promise<void> {
  await tx.$executeRaw`
    CREATE TEMP TABLE latest_case ON COMMIT DROP AS
    SELECT latest_case.*,
           latest_case.is_open OR latest_case.stays_closed AS watched
      FROM (
             SELECT DISTINCT ON (family_id, individual_id, program_code)
                    CASE WHEN error_case.individual_id IS NULL THEN error_case.household_id END
                      AS family_id,
                    error_case.id,
                    error_case.household_id,
                    error_case.individual_id,
                    error_case.program_code,
                    error_case.fingerprint,
                    error_case.state,
                    error_case.state NOT IN ${CLOSED} AS is_open,
                    error_case.state IN ${CLOSED}
                      AND error_case.closed_by IS NOT NULL
                      AND (error_case.closing_evidence IS NULL OR ${LOSS_IS_UNDONE}) AS stays_closed,
                    error_case.outcome = 'new_data'
                      AND error_case.closed_at IN ${UNDONE_DETECTIONS} AS undone
               FROM error_case
              WHERE error_case.kind = ${kind}
           ORDER BY family_id, individual_id, program_code, error_case.id DESC
           ) AS latest_case
  `;
  await tx.$executeRaw`ANALYZE latest_case`;
}

/** Stores a detector's findings in `finding`, each with the latest case of its subject. */
export async function collectFindings(tx: Db, select: Prisma.Sql): Promise<void> {
  await tx.$executeRaw`
    CREATE TEMP TABLE finding ON COMMIT DROP AS
    SELECT detected.*,
           latest_case.id AS case_id,
           latest_case.state AS case_state,
           coalesce(latest_case.is_open, false) AS is_open,
           coalesce(latest_case.stays_closed, false) AS stays_closed,
           coalesce(latest_case.undone AND latest_case.fingerprint = detected.fingerprint, false)
             AS returns,
           coalesce(latest_case.fingerprint = detected.fingerprint, false) AS same_fingerprint
      FROM (${select}) AS detected
 LEFT JOIN latest_case
        ON coalesce(latest_case.family_id, 0)
           = coalesce(CASE WHEN detected.individual_id IS NULL THEN detected.household_id END, 0)
       AND coalesce(latest_case.individual_id, 0) = coalesce(detected.individual_id, 0)
       AND coalesce(latest_case.program_code, '') = coalesce(detected.program_code, '')
  `;
  await tx.$executeRaw`ANALYZE finding`;
  const [row] = await tx.$queryRaw<{ missed: boolean }[]>`
    SELECT EXISTS (
             SELECT FROM latest_case
              WHERE latest_case.watched
                AND NOT EXISTS (SELECT FROM finding WHERE finding.case_id = latest_case.id)
           ) AS missed
  `;
  invariant(row?.missed === false, "a detector said nothing about a case that it has to watch");
}

/**
 * Turns the findings of a kind into cases: opens new ones (pointing to the subject's earlier case),
 * reinstates those that only an undone detection had closed, refreshes open ones, closes what the data no longer shows, and leaves alone what a person closed.
 * One statement, so that each change and its event are one; a finding that changes nothing writes
 * nothing. Where somebody dismissed a case in between, the state in the WHERE leaves theirs standing.
 */
export async function applyFindings(
  tx: Db,
  kind: DetectedKind,
  context: DetectionContext,
  runId: number,
): Promise<KindCounts> {
  const resolvable = Prisma.join(
    statesOf("resolve_by_new_data").map((state) => Prisma.sql`${state}::case_state`),
  );
  const rows = await tx.$queryRaw`
    WITH opened AS (
      INSERT INTO error_case (
               kind, household_id, individual_id, program_code, village_id, state, evidence,
               fingerprint, release_id, rule_version, previous_case_id, opened_at
             )
      SELECT ${kind},
             finding.household_id,
             finding.individual_id,
             finding.program_code,
             finding.village_id,
             ${caseWorkflow.initial}::case_state,
             finding.evidence,
             finding.fingerprint,
             ${context.release.id}::int,
             finding.rule_version,
             finding.case_id,
             ${context.at}::timestamptz
        FROM finding
       WHERE finding.shown
         AND NOT finding.is_open
         AND NOT finding.returns
         AND NOT (finding.stays_closed AND finding.same_fingerprint)
    ORDER BY finding.household_id, finding.individual_id, finding.program_code
   RETURNING id, state, evidence
    ), reinstated AS (
      UPDATE error_case
         SET state = standing.state,
             outcome = NULL,
             closed_at = NULL,
             closing_evidence = NULL,
             evidence = finding.evidence,
             household_id = finding.household_id,
             village_id = finding.village_id,
             release_id = ${context.release.id}::int,
             rule_version = finding.rule_version,
             version = error_case.version + 1
        FROM finding
  CROSS JOIN LATERAL ${standingAgain(Prisma.sql`finding.case_id`)} AS standing
       WHERE error_case.id = finding.case_id
         AND error_case.state = finding.case_state
         AND finding.shown
         AND finding.returns
   RETURNING error_case.id, error_case.state, error_case.evidence, finding.case_state
    ), refreshed AS (
      UPDATE error_case
         SET evidence = finding.evidence,
             fingerprint = finding.fingerprint,
             household_id = finding.household_id,
             village_id = finding.village_id,
             release_id = ${context.release.id}::int,
             rule_version = finding.rule_version,
             version = error_case.version + 1
        FROM finding
       WHERE error_case.id = finding.case_id
         AND error_case.state = finding.case_state
         AND finding.shown
         AND finding.is_open
         AND (error_case.evidence, error_case.fingerprint, error_case.household_id,
              error_case.village_id, error_case.release_id, error_case.rule_version)
             IS DISTINCT FROM
             (finding.evidence, finding.fingerprint, finding.household_id,
              finding.village_id, ${context.release.id}::int, finding.rule_version)
   RETURNING error_case.id, error_case.state, error_case.evidence, finding.same_fingerprint
    ), resolved AS (
      UPDATE error_case
         SET state = 'resolved',
             outcome = 'new_data',
             closed_at = ${context.at}::timestamptz,
             closing_evidence = finding.evidence,
             version = error_case.version + 1
        FROM finding
       WHERE error_case.id = finding.case_id
         AND error_case.state = finding.case_state
         AND error_case.state IN (${resolvable})
         AND NOT finding.shown
   RETURNING error_case.id, error_case.state, error_case.closing_evidence, finding.case_state
    ), lost AS (
      UPDATE error_case
         SET closing_evidence = finding.evidence
        FROM finding
       WHERE error_case.id = finding.case_id
         AND NOT finding.shown
         AND finding.stays_closed
         AND NOT EXISTS (
               SELECT FROM case_event AS told
                 JOIN detection_run ON detection_run.started_at = told.at
                WHERE told.case_id = error_case.id
                  AND told.action = 'lose_condition'
                  AND detection_run.release_id = ${context.release.id}::int
             )
   RETURNING error_case.id, error_case.state, error_case.closing_evidence
    ), step AS (
      SELECT id, 'open' AS action, NULL::case_state AS from_state, state AS to_state, evidence
        FROM opened
   UNION ALL
      SELECT id, 'reinstate', case_state, state, evidence
        FROM reinstated
   UNION ALL
      SELECT id, 'change_evidence', state, state, evidence
        FROM refreshed
       WHERE NOT same_fingerprint
   UNION ALL
      SELECT id, 'resolve_by_new_data', case_state, state, closing_evidence
        FROM resolved
   UNION ALL
      SELECT id, 'lose_condition', state, state, closing_evidence
        FROM lost
    ), noted AS (
      INSERT INTO case_event (case_id, at, action, from_state, to_state, actor_kind, detail)
      SELECT step.id,
             ${context.at}::timestamptz,
             step.action,
             step.from_state,
             step.to_state,
             'system',
             jsonb_build_object('runId', ${runId}::int, 'evidence', step.evidence)
        FROM step
    ORDER BY step.id
    )
    SELECT ((SELECT count(*) FROM opened) + (SELECT count(*) FROM reinstated))::int AS opened,
           (SELECT count(*) FROM finding WHERE shown AND is_open)::int AS kept,
           (SELECT count(*) FROM refreshed WHERE NOT same_fingerprint)::int AS changed,
           (SELECT count(*) FROM resolved)::int AS closed,
           (SELECT count(*) FROM finding WHERE shown AND stays_closed AND same_fingerprint)::int
             AS "leftClosed"
  `;
  return z.tuple([KindCounts]).parse(rows)[0];
}
