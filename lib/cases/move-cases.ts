import "server-only";
import { z } from "zod";
import { type Actor, actorColumns } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { invariant } from "@/lib/shared/invariant";
import { type CaseAction, type CaseRole, type CaseState, caseWorkflow } from "./workflow";

/** Steps that end a case have commands of their own: they need an outcome. */
export type CaseMove = Exclude<CaseAction, "dismiss" | "confirm_data" | "resolve_by_new_data">;

const Moved = z.object({ id: z.bigint() });

/**
 * Takes cases along with the groundcheck or the proposal that carries them, one statement for the
 * states and their events. A case that is not in a state which the step starts from stays where it
 * is: new data may have closed it meanwhile. Returns the ids of those that moved.
 *
 * The caller has checked the record that carries them, and the guards of the step; the audit row of
 * that record tells of the cases too.
 */
export async function moveCases(
  tx: Db,
  actor: Actor,
  {
    caseIds,
    action,
    reason = null,
    detail = null,
  }: {
    readonly caseIds: readonly bigint[];
    readonly action: CaseMove;
    readonly reason?: string | null;
    /** E.g. the id of the groundcheck or proposal; no names, no numbers of people. */
    readonly detail?: Prisma.InputJsonObject | null;
  },
): Promise<bigint[]> {
  const { from, to } = stepFor(action, roleOf(actor));
  const { actorKind, actorId } = actorColumns(actor);
  const rows = await tx.$queryRaw`
    WITH due AS (
      SELECT error_case.id, error_case.state
        FROM error_case
       WHERE error_case.id = ANY(${[...caseIds]}::bigint[])
         AND error_case.state IN (${Prisma.join(from.map((state) => Prisma.sql`${state}::case_state`))})
    ORDER BY error_case.id
         FOR UPDATE
    ), moved AS (
      UPDATE error_case
         SET state = ${to}::case_state, version = error_case.version + 1
        FROM due
       WHERE error_case.id = due.id
   RETURNING error_case.id, due.state AS from_state
    ), noted AS (
      INSERT INTO case_event (case_id, action, from_state, to_state, actor_kind, actor_id, reason, detail)
      SELECT moved.id, ${action}, moved.from_state, ${to}::case_state, ${actorKind}::actor_kind,
             ${actorId}::uuid, ${reason}, ${detail === null ? null : JSON.stringify(detail)}::jsonb
        FROM moved
    ORDER BY moved.id
    )
    SELECT moved.id FROM moved ORDER BY moved.id
  `;
  return z
    .array(Moved)
    .parse(rows)
    .map(({ id }) => id);
}

function roleOf(actor: Actor): CaseRole {
  return actor.kind === "user" ? actor.role : "system";
}

function stepFor(
  action: CaseMove,
  role: CaseRole,
): { readonly from: readonly CaseState[]; readonly to: CaseState } {
  const step = caseWorkflow.transitions.find(
    (transition) => transition.action === action && transition.roles.includes(role),
  );
  invariant(step !== undefined, `a ${role} takes no case through ${action}`);
  return step;
}
