import { z } from "zod";
import type { AuditEntry } from "@/lib/audit/record-audit";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { BEFORE_HAND_OVER, type ProposalAction, proposalWorkflow } from "@/lib/proposals/workflow";
import type { DetectionContext } from "../detectors/detector";
import { LAST_ENTRY, releasedSinceEntry } from "./handed-over-proposal";
import { stateList, systemStep } from "./system-step";

const AUDIT = {
  action: "proposal.follow_release",
  subject: "proposal",
} as const satisfies AuditEntry;
const NOTE_REFLECTED = "note_reflected" satisfies ProposalAction;

const Count = z.tuple([z.object({ reflected: z.number().int() })]);

/**
 * Proposals that the release shows: handed over, and every case of theirs closed by new data. Not
 * where a case closed only because the recipient lists or the old DTKS changed: that the family
 * receives no more says nothing about its place in DTSEN (`byList`: the detector knew). A proposal that was refused and taken up
 * again is answered by the one that followed, once that was handed over.
 */
export async function noteReflected(tx: Db, { at, release }: DetectionContext): Promise<number> {
  const step = systemStep(proposalWorkflow, NOTE_REFLECTED, "system");
  const notHandedOver = stateList([...BEFORE_HAND_OVER, "withdrawn"], Prisma.sql`proposal_state`);
  const rows = await tx.$queryRaw`
    WITH due AS (
      SELECT proposal.id, proposal.state
        FROM proposal
        ${LAST_ENTRY}
       WHERE proposal.state IN (${stateList(step.from, Prisma.sql`proposal_state`)})
         AND ${releasedSinceEntry(release.id)}
         AND EXISTS (
               SELECT FROM proposal_case
                 JOIN error_case ON error_case.id = proposal_case.case_id
                WHERE proposal_case.proposal_id = proposal.id
                  AND error_case.closing_evidence ->> 'recipients' IS DISTINCT FROM '0'
                  AND error_case.closing_evidence ->> 'found' IS DISTINCT FROM 'not_listed'
                  AND error_case.closing_evidence ->> 'byList' IS DISTINCT FROM 'true'
                  AND NOT (error_case.closing_evidence ? 'dtksDesil'
                           AND error_case.closing_evidence -> 'dtksDesil'
                               IS DISTINCT FROM error_case.evidence -> 'dtksDesil')
             )
         AND NOT EXISTS (
               SELECT FROM proposal_case
                 JOIN error_case ON error_case.id = proposal_case.case_id
                WHERE proposal_case.proposal_id = proposal.id
                  AND error_case.outcome IS DISTINCT FROM 'new_data'
             )
         AND NOT EXISTS (
               SELECT FROM proposal AS next
                WHERE next.previous_proposal_id = proposal.id
                  AND next.state NOT IN (${notHandedOver})
             )
         FOR UPDATE OF proposal SKIP LOCKED
    ), reflected AS (
      UPDATE proposal
         SET state = ${step.to}::proposal_state, since = ${at}::timestamptz,
             version = proposal.version + 1
        FROM due
       WHERE proposal.id = due.id
   RETURNING proposal.id, due.state AS from_state
    ), noted AS (
      INSERT INTO proposal_event (proposal_id, at, action, from_state, to_state, actor_kind, detail)
      SELECT reflected.id, ${at}::timestamptz, ${NOTE_REFLECTED}, reflected.from_state,
             ${step.to}::proposal_state, 'system',
             jsonb_build_object('releaseId', ${release.id}::int, 'releaseName', ${release.name}::text,
                                'asOf', ${release.asOf}::text)
        FROM reflected
    ), audited AS (
      INSERT INTO audit_event (at, actor_kind, action, subject, subject_id, detail)
      SELECT ${at}::timestamptz, 'system', ${AUDIT.action}, ${AUDIT.subject}, reflected.id::text,
             jsonb_build_object('releaseId', ${release.id}::int, 'from', reflected.from_state,
                                'to', ${step.to}::text)
        FROM reflected
    )
    SELECT count(*)::int AS reflected FROM reflected
  `;
  return Count.parse(rows)[0].reflected;
}
