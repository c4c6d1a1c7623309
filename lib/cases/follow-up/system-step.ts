import { Prisma } from "@/lib/db/generated/client";
import { invariant } from "@/lib/shared/invariant";
import type { Workflow } from "@/lib/workflow/machine";

/** Where a step that the system takes starts and leads to, for a set-based statement. */
export interface SystemStep<State extends string> {
  readonly from: readonly State[];
  readonly to: State;
}

/**
 * Reads a step of the system from its table, so that a statement over many records does what the
 * table says and nothing else.
 */
export function systemStep<State extends string, Action, ActorRole, Guard>(
  workflow: Workflow<State, Action, ActorRole, Guard>,
  action: Action,
  system: ActorRole,
): SystemStep<State> {
  const step = workflow.transitions.find(
    (transition) => transition.action === action && transition.roles.includes(system),
  );
  invariant(step !== undefined, `the system takes no step ${String(action)}`);
  return step;
}

/** States as a list of enum values for `IN (…)`; `type` is written by us, never by a request. */
export function stateList(states: readonly string[], type: Prisma.Sql): Prisma.Sql {
  return Prisma.join(states.map((state) => Prisma.sql`${state}::${type}`));
}
