import { z } from "zod";
import type { AuditEntry } from "@/lib/audit/record-audit";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { type GroundcheckAction, groundcheckWorkflow } from "@/lib/groundchecks/workflow";
import { CLOSED_STATES } from "../workflow";
import { stateList, systemStep } from "./system-step";

const AUDIT = {
  action: "groundcheck.cancel",
  subject: "groundcheck",
} as const satisfies AuditEntry;
const CANCEL = "cancel" satisfies GroundcheckAction;

const Count = z.tuple([z.object({ cancelled: z.number().int() })]);

/**
 * Calls off the visits for which nothing is left to see: every case of theirs is over. One that was
 * sent already stays for the verifier, because somebody went there.
 */
export async function cancelGroundchecks(
  tx: Db,
  { at, releaseName }: { readonly at: Date; readonly releaseName: string },
): Promise<number> {
  const step = systemStep(groundcheckWorkflow, CANCEL, "system");
  const closed = stateList(CLOSED_STATES, Prisma.sql`case_state`);
  const reason = `Semua kasusnya selesai oleh data baru (${releaseName}).`;
  const rows = await tx.$queryRaw`
    WITH due AS (
      SELECT groundcheck.id, groundcheck.state
        FROM groundcheck
       WHERE groundcheck.state IN (${stateList(step.from, Prisma.sql`groundcheck_state`)})
         AND EXISTS (
               SELECT FROM groundcheck_case
                WHERE groundcheck_case.groundcheck_id = groundcheck.id
             )
         AND NOT EXISTS (
               SELECT FROM groundcheck_case
                 JOIN error_case ON error_case.id = groundcheck_case.case_id
                WHERE groundcheck_case.groundcheck_id = groundcheck.id
                  AND error_case.state NOT IN (${closed})
             )
         FOR UPDATE OF groundcheck SKIP LOCKED
    ), cancelled AS (
      UPDATE groundcheck
         SET state = ${step.to}::groundcheck_state, version = groundcheck.version + 1
        FROM due
       WHERE groundcheck.id = due.id
   RETURNING groundcheck.id, due.state AS from_state
    ), noted AS (
      INSERT INTO groundcheck_event (groundcheck_id, at, action, from_state, to_state, actor_kind, reason)
      SELECT cancelled.id, ${at}::timestamptz, ${CANCEL}, cancelled.from_state,
             ${step.to}::groundcheck_state, 'system', ${reason}
        FROM cancelled
    ), audited AS (
      INSERT INTO audit_event (at, actor_kind, action, subject, subject_id, detail)
      SELECT ${at}::timestamptz, 'system', ${AUDIT.action}, ${AUDIT.subject}, cancelled.id::text,
             jsonb_build_object('from', cancelled.from_state, 'to', ${step.to}::text)
        FROM cancelled
    )
    SELECT count(*)::int AS cancelled FROM cancelled
  `;
  return Count.parse(rows)[0].cancelled;
}
