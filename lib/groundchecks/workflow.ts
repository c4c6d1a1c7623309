import type { Role } from "@/lib/auth/types";
import type { Workflow } from "@/lib/workflow/machine";

export const GROUNDCHECK_STATES = [
  "assigned",
  "in_progress",
  "submitted",
  "returned",
  "verified",
  "cancelled",
] as const;
export type GroundcheckState = (typeof GROUNDCHECK_STATES)[number];

/** Still with the companion. */
export const WITH_COMPANION = [
  "assigned",
  "in_progress",
  "returned",
] as const satisfies readonly GroundcheckState[];

/** A family has at most one groundcheck that is in none of these. */
export const FINISHED_STATES = [
  "verified",
  "cancelled",
] as const satisfies readonly GroundcheckState[];

/** What a visit found. Only `found` goes on to the questions. */
export const GROUNDCHECK_RESULTS = [
  "found",
  "not_found",
  "deceased",
  "not_eligible",
  "not_met",
  "moved",
  "refused",
] as const;
export type GroundcheckResult = (typeof GROUNDCHECK_RESULTS)[number];

export type GroundcheckAction =
  | "save_draft"
  | "submit"
  | "return"
  | "verify"
  | "reassign"
  | "cancel";
export type GroundcheckRole = Role | "system";
export type GroundcheckGuard =
  | "own_task"
  | "not_own_visit"
  | "photos_complete"
  | "no_open_conflict";

/**
 * The life of a groundcheck. What was found is a result, not a state. A submission is never changed:
 * a return asks for a new one.
 *
 * `own_task`: the actor is the companion it is assigned to. `not_own_visit`: the actor did not make
 * the visit. `photos_complete`: every photo that the answers name has arrived. `no_open_conflict`: no
 * submission waits to be decided about.
 */
export const groundcheckWorkflow: Workflow<
  GroundcheckState,
  GroundcheckAction,
  GroundcheckRole,
  GroundcheckGuard
> = {
  initial: "assigned",
  // biome-ignore format: a table reads as a table
  transitions: [
    { action: "save_draft", from: ["assigned", "in_progress"], to: "in_progress", roles: ["companion"], guards: ["own_task"] },
    { action: "save_draft", from: ["returned"],                to: "returned",    roles: ["companion"], guards: ["own_task"] },
    { action: "submit",     from: WITH_COMPANION,              to: "submitted",   roles: ["companion"], guards: ["own_task"] },
    { action: "return",     from: ["submitted"],               to: "returned",    roles: ["verifier"],  guards: ["not_own_visit"], reason: "required" },
    { action: "verify",     from: ["submitted"],               to: "verified",    roles: ["verifier"],  guards: ["not_own_visit", "photos_complete", "no_open_conflict"] },
    { action: "reassign",   from: WITH_COMPANION,              to: "assigned",    roles: ["operator"] },
    { action: "cancel",     from: WITH_COMPANION,              to: "cancelled",   roles: ["operator", "system"], reason: "required" },
  ],
};

/**
 * What a groundcheck's timeline tells. A draft is noted once, when work begins. `reinstate` gives a
 * visit back that a release called off which was withdrawn since.
 */
export const GROUNDCHECK_EVENT_ACTIONS = [
  "assign",
  "save_draft",
  "submit",
  "return",
  "verify",
  "reassign",
  "cancel",
  "reinstate",
] as const;
export type GroundcheckEventAction = (typeof GROUNDCHECK_EVENT_ACTIONS)[number];
