import { fail, ok, type Result } from "@/lib/shared/result";

/** One permitted step. Guards are names: the command computes the facts, so the table can be printed and tested. */
export interface Transition<State, Action, ActorRole, Guard> {
  readonly action: Action;
  readonly from: readonly State[];
  readonly to: State;
  readonly roles: readonly ActorRole[];
  readonly guards?: readonly Guard[];
  readonly reason?: "required";
}

/** The life of one kind of record as a table that an officer could check. */
export interface Workflow<State, Action, ActorRole, Guard> {
  readonly initial: State;
  readonly transitions: readonly Transition<State, Action, ActorRole, Guard>[];
}

export type Rejection<Guard> =
  | { readonly code: "not_available" }
  | { readonly code: "role_not_allowed" }
  | { readonly code: "reason_required" }
  | { readonly code: "guard_failed"; readonly guard: Guard };

/** Decides a step purely: state, role, guards (in the table's order), reason. */
export function decide<State, Action, ActorRole, Guard extends string>(
  workflow: Workflow<State, Action, ActorRole, Guard>,
  request: {
    readonly state: State;
    readonly action: Action;
    readonly role: ActorRole;
    readonly reason?: string;
    readonly facts: Readonly<Record<Guard, boolean>>;
  },
): Result<{ from: State; to: State }, Rejection<Guard>> {
  const possible = workflow.transitions.filter(
    (transition) => transition.action === request.action && transition.from.includes(request.state),
  );
  if (possible.length === 0) return fail({ code: "not_available" });
  const transition = possible.find((candidate) => candidate.roles.includes(request.role));
  if (!transition) return fail({ code: "role_not_allowed" });
  const failed = transition.guards?.find((guard) => !request.facts[guard]);
  if (failed !== undefined) return fail({ code: "guard_failed", guard: failed });
  if (transition.reason === "required" && !request.reason?.trim())
    return fail({ code: "reason_required" });
  return ok({ from: request.state, to: transition.to });
}

/** The steps a page may offer. Hiding a button is a courtesy; `decide` is the rule. */
export function availableActions<State, Action, ActorRole, Guard>(
  workflow: Workflow<State, Action, ActorRole, Guard>,
  state: State,
  role: ActorRole,
): Action[] {
  return workflow.transitions
    .filter((transition) => transition.from.includes(state) && transition.roles.includes(role))
    .map((transition) => transition.action);
}

/** The table as lines `state / role: actions`, for the documentation and the test that pins the policy. */
export function printWorkflow<
  State extends string,
  Action extends string,
  ActorRole extends string,
  Guard,
>(workflow: Workflow<State, Action, ActorRole, Guard>): string[] {
  const lines = new Map<string, string[]>();
  for (const transition of workflow.transitions)
    for (const from of transition.from)
      for (const role of transition.roles) {
        const key = `${from} / ${role}`;
        lines.set(key, [...(lines.get(key) ?? []), `${transition.action} → ${transition.to}`]);
      }
  return [...lines].map(([key, actions]) => `${key}: ${actions.join(", ")}`);
}
