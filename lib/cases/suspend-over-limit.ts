import { z } from "zod";
import type { AuditEntry } from "@/lib/audit/record-audit";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { participationWorkflow } from "@/lib/programs/workflow";
import { invariant } from "@/lib/shared/invariant";
import { CLOSED_STATES } from "./workflow";

const AUDIT = {
  action: "participation.suspend",
  subject: "participation",
} as const satisfies AuditEntry;

const Count = z.tuple([z.object({ suspended: z.number().int() })]);

/**
 * Holds the aid of every recipient with an open case above the limit, in the programs whose setting
 * says so, until somebody has checked. It is the one move that detection may make with a
 * participation. What a person gave back after the case was opened stays given back.
 *
 * Set-based, one statement: the move, its event, its audit row and the case's evidence are one.
 */
export async function suspendOverLimit(tx: Db, at: Date): Promise<number> {
  const suspend = participationWorkflow.transitions.find(({ action }) => action === "suspend");
  invariant(suspend !== undefined, "the participation workflow lost its suspend step");
  const from = Prisma.join(suspend.from.map((state) => Prisma.sql`${state}::participation_state`));
  const closed = Prisma.join(CLOSED_STATES.map((state) => Prisma.sql`${state}::case_state`));
  const rows = await tx.$queryRaw`
    WITH due AS (
      SELECT participation.id, participation.state, error_case.id AS case_id, error_case.rule_version
        FROM error_case
        JOIN program
          ON program.code = error_case.program_code
         AND program.suspends_over_limit
        JOIN participation
          ON participation.household_id = error_case.household_id
         AND participation.program_code = error_case.program_code
         AND participation.state IN (${from})
         AND participation.list_id IS NOT NULL
       WHERE error_case.kind = 'over-limit'
         AND error_case.state NOT IN (${closed})
         AND NOT EXISTS (
               SELECT FROM participation_event AS resumption
                WHERE resumption.participation_id = participation.id
                  AND resumption.from_state = 'suspended'
                  AND resumption.to_state = 'active'
                  AND resumption.actor_kind <> 'system'
                  AND resumption.at >= error_case.opened_at
             )
    ), suspended AS (
      UPDATE participation
         SET state = ${suspend.to}::participation_state, since = ${at}::timestamptz,
             version = participation.version + 1
        FROM due
       WHERE participation.id = due.id AND participation.state = due.state
   RETURNING participation.id, due.state AS from_state, participation.state AS to_state,
             due.case_id, due.rule_version
    ), noted AS (
      INSERT INTO participation_event (
               participation_id, at, action, from_state, to_state, actor_kind, case_id, rule_version
             )
      SELECT suspended.id, ${at}::timestamptz, ${suspend.action}, suspended.from_state,
             suspended.to_state, 'system', suspended.case_id, suspended.rule_version
        FROM suspended
    ORDER BY suspended.id
    ), audited AS (
      INSERT INTO audit_event (at, actor_kind, action, subject, subject_id, detail)
      SELECT ${at}::timestamptz, 'system', ${AUDIT.action}, ${AUDIT.subject}, suspended.id::text,
             jsonb_build_object(
               'caseId', suspended.case_id::text, 'ruleVersion', suspended.rule_version
             )
        FROM suspended
    ORDER BY suspended.id
    ), shown_in_case AS (
      UPDATE error_case
         SET evidence = error_case.evidence || '{"suspended": true}'
       WHERE error_case.id IN (SELECT suspended.case_id FROM suspended)
    )
    SELECT count(*)::int AS suspended
      FROM suspended
  `;
  return Count.parse(rows)[0].suspended;
}
