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

export type CaseAction = "dismiss" | "resolve_by_new_data";
export type CaseRole = Role | "system";

export const CASE_OUTCOMES = ["new_data", "data_correct", "dismissed"] as const;
export type CaseOutcome = (typeof CASE_OUTCOMES)[number];

/** The life of a case. A person closes with a reason; new data closes what it no longer shows. */
export const caseWorkflow: Workflow<CaseState, CaseAction, CaseRole, never> = {
  initial: "open",
  // biome-ignore format: a table reads as a table
  transitions: [
    { action: "dismiss",             from: ["open"], to: "dismissed", roles: ["verifier"], reason: "required" },
    { action: "resolve_by_new_data", from: ["open"], to: "resolved",  roles: ["system"] },
  ],
};

/**
 * What a case's timeline tells. The first three are no moves: the case stays in its state, and
 * detection writes down that it began, that its values changed, or (after a person closed it) that
 * the data stopped showing it.
 */
export const CASE_EVENT_ACTIONS = [
  "open",
  "change_evidence",
  "lose_condition",
  "dismiss",
  "resolve_by_new_data",
] as const;
export type CaseEventAction = (typeof CASE_EVENT_ACTIONS)[number];

/** The states from which detection may close a case, for its set-based statement. */
export function statesOf(action: CaseAction): readonly CaseState[] {
  return caseWorkflow.transitions
    .filter(
      (transition: Transition<CaseState, CaseAction, CaseRole, never>) =>
        transition.action === action,
    )
    .flatMap(({ from }) => from);
}
