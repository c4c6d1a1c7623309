import type { Role } from "@/lib/auth/types";
import type { Transition, Workflow } from "@/lib/workflow/machine";

export const CASE_STATES = [
  "open",
  "in_groundcheck",
  "checked",
  "in_proposal",
  "awaiting_release",
  "resolved",
  "dismissed",
] as const;
export type CaseState = (typeof CASE_STATES)[number];

/** A case in one of these is over; the same subject may get a new one that points to it. */
export const CLOSED_STATES = ["resolved", "dismissed"] as const satisfies readonly CaseState[];

export type CaseAction =
  | "dismiss"
  | "assign"
  | "unassign"
  | "check"
  | "confirm_data"
  | "propose"
  | "propose_without_visit"
  | "hand_over"
  | "undo_hand_over"
  | "decide_again"
  | "reopen"
  | "resolve_by_new_data";
export type CaseRole = Role | "system";
export type CaseGuard = "kind_needs_no_visit";

export const CASE_OUTCOMES = ["new_data", "data_correct", "dismissed"] as const;
export type CaseOutcome = (typeof CASE_OUTCOMES)[number];

const ALL_OPEN = ["open", "in_groundcheck", "checked", "in_proposal", "awaiting_release"] as const;

/**
 * The life of a case: found, visited, decided, proposed, handed over, and closed by the release that
 * no longer shows it. A person closes with a reason; new data closes from wherever the case stands.
 * The steps between are taken by the groundcheck and the proposal that carry the case.
 */
export const caseWorkflow: Workflow<CaseState, CaseAction, CaseRole, CaseGuard> = {
  initial: "open",
  // biome-ignore format: a table reads as a table
  transitions: [
    { action: "dismiss",               from: ["open"],             to: "dismissed",        roles: ["verifier"], reason: "required" },
    // A groundcheck of the family is assigned, or one under way takes in a case found since.
    { action: "assign",                from: ["open"],             to: "in_groundcheck",   roles: ["operator", "system"] },
    { action: "unassign",              from: ["in_groundcheck"],   to: "open",             roles: ["operator", "system"] },
    { action: "check",                 from: ["in_groundcheck"],   to: "checked",          roles: ["verifier"] },
    { action: "confirm_data",          from: ["checked"],          to: "resolved",         roles: ["verifier"], reason: "required" },
    { action: "propose",               from: ["checked"],          to: "in_proposal",      roles: ["operator", "village_operator"] },
    { action: "propose_without_visit", from: ["open"],             to: "in_proposal",      roles: ["operator", "village_operator"], guards: ["kind_needs_no_visit"] },
    { action: "hand_over",             from: ["in_proposal"],      to: "awaiting_release", roles: ["operator"] },
    { action: "undo_hand_over",        from: ["awaiting_release"], to: "in_proposal",      roles: ["operator"] },
    // The proposal was withdrawn, refused or without effect: a visited case is decided again …
    { action: "decide_again",          from: ["in_proposal", "awaiting_release"], to: "checked", roles: ["operator", "village_operator", "system"] },
    // … and one that never needed a visit is open again.
    { action: "reopen",                from: ["in_proposal", "awaiting_release"], to: "open",    roles: ["operator", "village_operator", "system"] },
    { action: "resolve_by_new_data",   from: ALL_OPEN,             to: "resolved",         roles: ["system"] },
  ],
};

/**
 * What a case's timeline tells. `reinstate` gives a case back the state that a release took from it
 * which was withdrawn since. The first four are no moves: the case stays in its state, and
 * detection writes down that it began, that its values changed, that a release does not show what
 * was proposed, or (after a person closed it) that the data stopped showing it.
 */
export const CASE_EVENT_ACTIONS = [
  "open",
  "change_evidence",
  "stay_unchanged",
  "lose_condition",
  "dismiss",
  "assign",
  "unassign",
  "check",
  "confirm_data",
  "propose",
  "propose_without_visit",
  "hand_over",
  "undo_hand_over",
  "decide_again",
  "reopen",
  "resolve_by_new_data",
  "reinstate",
] as const;
export type CaseEventAction = (typeof CASE_EVENT_ACTIONS)[number];

/** The states from which detection may close a case, for its set-based statement. */
export function statesOf(action: CaseAction): readonly CaseState[] {
  return caseWorkflow.transitions
    .filter(
      (transition: Transition<CaseState, CaseAction, CaseRole, CaseGuard>) =>
        transition.action === action,
    )
    .flatMap(({ from }) => from);
}
