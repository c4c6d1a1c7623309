import { z } from "zod";
import type { AuditEntry } from "@/lib/audit/record-audit";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { WITH_COMPANION } from "@/lib/groundchecks/workflow";
import { VISITED_KINDS } from "../kinds";
import { type CaseAction, caseWorkflow } from "../workflow";
import { stateList, systemStep } from "./system-step";

const AUDIT = {
  action: "groundcheck.assign",
  subject: "groundcheck",
} as const satisfies AuditEntry;
const ASSIGN = "assign" satisfies CaseAction;

const Count = z.tuple([z.object({ joined: z.number().int() })]);

/**
 * Adds what was found since to the visits that are under way: one visit settles all open cases of a
 * family. The groundcheck keeps its version, because what the companion fills in stays the same.
 * One statement; a record that somebody is moving at this moment is left to the next detection, so
 * that detection waits for nobody and nobody is turned back.
 */
export async function joinGroundchecks(tx: Db, at: Date): Promise<number> {
  const step = systemStep(caseWorkflow, ASSIGN, "system");
  const rows = await tx.$queryRaw`
    WITH joining AS (
      SELECT error_case.id AS case_id, error_case.state, groundcheck.id AS groundcheck_id
        FROM groundcheck
        JOIN error_case
          ON error_case.household_id = groundcheck.household_id
         AND error_case.kind = ANY(${[...VISITED_KINDS]}::text[])
         AND error_case.state IN (${stateList(step.from, Prisma.sql`case_state`)})
       WHERE groundcheck.state IN (${stateList(WITH_COMPANION, Prisma.sql`groundcheck_state`)})
    ORDER BY error_case.id
         FOR UPDATE OF error_case SKIP LOCKED
         FOR SHARE OF groundcheck SKIP LOCKED
    ), linked AS (
      INSERT INTO groundcheck_case (groundcheck_id, case_id)
      SELECT joining.groundcheck_id, joining.case_id
        FROM joining
          ON CONFLICT DO NOTHING
    ), moved AS (
      UPDATE error_case
         SET state = ${step.to}::case_state, version = error_case.version + 1
        FROM joining
       WHERE error_case.id = joining.case_id
   RETURNING error_case.id, joining.state AS from_state, joining.groundcheck_id
    ), noted AS (
      INSERT INTO case_event (case_id, at, action, from_state, to_state, actor_kind, detail)
      SELECT moved.id, ${at}::timestamptz, ${ASSIGN}, moved.from_state, ${step.to}::case_state,
             'system', jsonb_build_object('groundcheckId', moved.groundcheck_id)
        FROM moved
    ORDER BY moved.id
    ), audited AS (
      INSERT INTO audit_event (at, actor_kind, action, subject, subject_id, detail)
      SELECT ${at}::timestamptz, 'system', ${AUDIT.action}, ${AUDIT.subject},
             moved.groundcheck_id::text,
             jsonb_build_object('caseIds', jsonb_agg(moved.id::text ORDER BY moved.id))
        FROM moved
    GROUP BY moved.groundcheck_id
    )
    SELECT count(*)::int AS joined FROM moved
  `;
  return Count.parse(rows)[0].joined;
}
