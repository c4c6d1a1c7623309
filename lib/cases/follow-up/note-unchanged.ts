import { z } from "zod";
import type { AuditEntry } from "@/lib/audit/record-audit";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import {
  HANDED_OVER,
  type ProposalAction,
  type ProposalEventAction,
  proposalWorkflow,
} from "@/lib/proposals/workflow";
import type { DetectionContext } from "../detectors/detector";
import type { CaseEventAction, CaseState } from "../workflow";
import { LAST_ENTRY, releasedSinceEntry } from "./handed-over-proposal";
import { stateList, systemStep } from "./system-step";

const AUDIT = {
  action: "proposal.follow_release",
  subject: "proposal",
} as const satisfies AuditEntry;
const NOTE_NOT_REFLECTED = "note_not_reflected" satisfies ProposalAction;
const STAY_UNCHANGED = "stay_unchanged" satisfies ProposalEventAction & CaseEventAction;
const AWAITING = "awaiting_release" satisfies CaseState;

const Counts = z.tuple([z.object({ notReflected: z.number().int(), unchanged: z.number().int() })]);

/** Proposals that a new release does not show, and how many of them are thereby without effect. */
export type UnchangedCounts = z.infer<typeof Counts>[0];

/** A person who left the release has changed there; such a case waits for a list of another office. */
const STILL_LISTED = Prisma.sql`error_case.evidence ->> 'inRelease' IS DISTINCT FROM 'false'`;

/**
 * Says *belum berubah* of proposals that were handed over before this release came and of which a
 * case still waits; once a release. What Kemensos had approved or BPS had received is thereby
 * without effect; what only stands in SIKS-NG goes on waiting. The cases keep their state and are
 * told both ranks: of the release in force at the entry, and of this one.
 */
export async function noteUnchanged(
  tx: Db,
  { at, release }: DetectionContext,
): Promise<UnchangedCounts> {
  const step = systemStep(proposalWorkflow, NOTE_NOT_REFLECTED, "system");
  const rows = await tx.$queryRaw`
    WITH due AS (
      SELECT proposal.id, proposal.state, proposal.household_id, proposal.release_id,
             entry.at AS entered_at
        FROM proposal
        ${LAST_ENTRY}
       WHERE proposal.state IN (${stateList(HANDED_OVER, Prisma.sql`proposal_state`)})
         AND ${releasedSinceEntry(release.id)}
         AND EXISTS (
               SELECT FROM proposal_case
                 JOIN error_case ON error_case.id = proposal_case.case_id
                WHERE proposal_case.proposal_id = proposal.id
                  AND error_case.state = ${AWAITING}::case_state
                  AND ${STILL_LISTED}
             )
         AND NOT EXISTS (
               SELECT FROM proposal_event AS said
                WHERE said.proposal_id = proposal.id
                  AND said.action IN (${NOTE_NOT_REFLECTED}, ${STAY_UNCHANGED})
                  AND said.at >= entry.at
                  AND said.detail ->> 'releaseId' = ${String(release.id)}
             )
         AND NOT EXISTS (
               SELECT FROM proposal AS next
                WHERE next.previous_proposal_id = proposal.id AND next.state <> 'withdrawn'
             )
         FOR UPDATE OF proposal SKIP LOCKED
    ), compared AS (
      SELECT due.id, due.state,
             due.state IN (${stateList(step.from, Prisma.sql`proposal_state`)}) AS without_effect,
             jsonb_build_object(
               'releaseId', ${release.id}::int,
               'releaseName', ${release.name}::text,
               'asOf', ${release.asOf}::text,
               'before', CASE
                           WHEN then_family.household_id IS NULL THEN '"absent"'::jsonb
                           ELSE to_jsonb(then_family.desil_nasional)
                         END,
               'now', CASE
                        WHEN now_family.household_id IS NULL THEN '"absent"'::jsonb
                        ELSE to_jsonb(now_family.desil_nasional)
                      END
             ) AS detail
        FROM due
   LEFT JOIN LATERAL (
               SELECT release.id
                 FROM release
                WHERE release.status IN ('published', 'superseded')
                  AND release.published_at <= due.entered_at
             ORDER BY release.as_of DESC, release.id DESC
                LIMIT 1
             ) AS release_then ON TRUE
   LEFT JOIN household_release AS then_family
          ON then_family.household_id = due.household_id
         AND then_family.release_id = coalesce(release_then.id, due.release_id)
   LEFT JOIN household_release AS now_family
          ON now_family.household_id = due.household_id
         AND now_family.release_id = ${release.id}::int
    ), without_effect AS (
      UPDATE proposal
         SET state = ${step.to}::proposal_state, since = ${at}::timestamptz,
             version = proposal.version + 1
        FROM compared
       WHERE proposal.id = compared.id AND compared.without_effect
   RETURNING proposal.id
    ), noted AS (
      INSERT INTO proposal_event (proposal_id, at, action, from_state, to_state, actor_kind, detail)
      SELECT compared.id, ${at}::timestamptz,
             CASE WHEN without_effect THEN ${NOTE_NOT_REFLECTED} ELSE ${STAY_UNCHANGED} END,
             compared.state,
             CASE WHEN without_effect THEN ${step.to}::proposal_state ELSE compared.state END,
             'system', compared.detail
        FROM compared
    ), audited AS (
      INSERT INTO audit_event (at, actor_kind, action, subject, subject_id, detail)
      SELECT ${at}::timestamptz, 'system', ${AUDIT.action}, ${AUDIT.subject}, compared.id::text,
             jsonb_build_object(
               'releaseId', ${release.id}::int, 'from', compared.state,
               'to', CASE WHEN without_effect THEN ${step.to}::text ELSE compared.state::text END
             )
        FROM compared
    ), told AS (
      INSERT INTO case_event (case_id, at, action, from_state, to_state, actor_kind, detail)
      SELECT error_case.id, ${at}::timestamptz, ${STAY_UNCHANGED}, error_case.state, error_case.state,
             'system', compared.detail || jsonb_build_object('proposalId', compared.id)
        FROM compared
        JOIN proposal_case ON proposal_case.proposal_id = compared.id
        JOIN error_case ON error_case.id = proposal_case.case_id
       WHERE error_case.state = ${AWAITING}::case_state
         AND ${STILL_LISTED}
    ORDER BY error_case.id
    )
    SELECT (SELECT count(*) FROM without_effect)::int AS "notReflected",
           (SELECT count(*) FROM compared WHERE NOT compared.without_effect)::int AS unchanged
  `;
  return Counts.parse(rows)[0];
}
