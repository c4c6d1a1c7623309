import { z } from "zod";
import type { AuditEntry } from "@/lib/audit/record-audit";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { type ProposalAction, proposalWorkflow } from "@/lib/proposals/workflow";
import { CLOSED_STATES } from "../workflow";
import { stateList, systemStep } from "./system-step";

const AUDIT = { action: "proposal.withdraw", subject: "proposal" } as const satisfies AuditEntry;
const WITHDRAW = "withdraw" satisfies ProposalAction;

const Count = z.tuple([z.object({ withdrawn: z.number().int() })]);

/**
 * Withdraws the proposals that SIKS-NG does not know of yet and that ask for nothing any more: every
 * case of theirs is over. Their content stays as it was written.
 */
export async function withdrawProposals(
  tx: Db,
  { at, releaseName }: { readonly at: Date; readonly releaseName: string },
): Promise<number> {
  const step = systemStep(proposalWorkflow, WITHDRAW, "system");
  const closed = stateList(CLOSED_STATES, Prisma.sql`case_state`);
  const reason = `Semua kasusnya selesai oleh data baru (${releaseName}) sebelum usulan dimasukkan ke SIKS-NG.`;
  const rows = await tx.$queryRaw`
    WITH due AS (
      SELECT proposal.id, proposal.state
        FROM proposal
       WHERE proposal.state IN (${stateList(step.from, Prisma.sql`proposal_state`)})
         AND EXISTS (SELECT FROM proposal_case WHERE proposal_case.proposal_id = proposal.id)
         AND NOT EXISTS (
               SELECT FROM proposal_case
                 JOIN error_case ON error_case.id = proposal_case.case_id
                WHERE proposal_case.proposal_id = proposal.id
                  AND error_case.state NOT IN (${closed})
             )
         FOR UPDATE OF proposal SKIP LOCKED
    ), withdrawn AS (
      UPDATE proposal
         SET state = ${step.to}::proposal_state, since = ${at}::timestamptz,
             version = proposal.version + 1
        FROM due
       WHERE proposal.id = due.id
   RETURNING proposal.id, due.state AS from_state
    ), noted AS (
      INSERT INTO proposal_event (proposal_id, at, action, from_state, to_state, actor_kind, reason)
      SELECT withdrawn.id, ${at}::timestamptz, ${WITHDRAW}, withdrawn.from_state,
             ${step.to}::proposal_state, 'system', ${reason}
        FROM withdrawn
    ), audited AS (
      INSERT INTO audit_event (at, actor_kind, action, subject, subject_id, detail)
      SELECT ${at}::timestamptz, 'system', ${AUDIT.action}, ${AUDIT.subject}, withdrawn.id::text,
             jsonb_build_object('from', withdrawn.from_state, 'to', ${step.to}::text)
        FROM withdrawn
    )
    SELECT count(*)::int AS withdrawn FROM withdrawn
  `;
  return Count.parse(rows)[0].withdrawn;
}
