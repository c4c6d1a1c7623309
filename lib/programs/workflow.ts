import type { Role } from "@/lib/auth/types";
import type { Workflow } from "@/lib/workflow/machine";

export const PARTICIPATION_STATES = ["active", "suspended", "ended", "graduated"] as const;
export type ParticipationState = (typeof PARTICIPATION_STATES)[number];

export type ParticipationAction =
  | "suspend"
  | "reinstate"
  | "resume"
  | "end"
  | "leave_list"
  | "return_to_list";
export type ParticipationRole = Role | "system";
export type ParticipationGuard = "family_was_checked";

/**
 * The life of a family's or a person's place in a program. The system may suspend until somebody
 * has checked, and takes that back where the release that asked for it was withdrawn; else aid is
 * given back or ended by people, with a reason.
 *
 * Whom a list leaves out of which a person said that it is complete receives no more, until a later
 * list names them again.
 *
 * `family_was_checked`: no case over this program's limit still waits for a visit; its groundcheck
 * was verified, the case was dismissed, or new data closed it.
 */
export const participationWorkflow: Workflow<
  ParticipationState,
  ParticipationAction,
  ParticipationRole,
  ParticipationGuard
> = {
  initial: "active",
  // biome-ignore format: a table reads as a table
  transitions: [
    { action: "suspend", from: ["active"],    to: "suspended", roles: ["system"] },
    { action: "reinstate", from: ["suspended"], to: "active",  roles: ["system"] },
    { action: "resume",  from: ["suspended"], to: "active",    roles: ["verifier", "head"], guards: ["family_was_checked"], reason: "required" },
    { action: "end",     from: ["suspended"], to: "ended",     roles: ["head"],             guards: ["family_was_checked"], reason: "required" },
    { action: "leave_list",     from: ["active", "suspended"], to: "ended",  roles: ["system"] },
    { action: "return_to_list", from: ["ended"],               to: "active", roles: ["system"] },
  ],
};

/** What a participation's timeline tells; the first three come with a list and move nothing. */
export const PARTICIPATION_EVENT_ACTIONS = [
  "enrolled",
  "household_recognised",
  "unlisted",
  "suspend",
  "reinstate",
  "resume",
  "end",
  "leave_list",
  "return_to_list",
] as const;
export type ParticipationEventAction = (typeof PARTICIPATION_EVENT_ACTIONS)[number];
