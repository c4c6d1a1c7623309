import type { Role } from "@/lib/auth/types";
import type { Workflow } from "@/lib/workflow/machine";

export const PARTICIPATION_STATES = ["active", "suspended", "ended", "graduated"] as const;
export type ParticipationState = (typeof PARTICIPATION_STATES)[number];

export type ParticipationAction = "suspend" | "resume" | "end";
export type ParticipationRole = Role | "system";
export type ParticipationGuard = "family_was_checked";

/**
 * The life of a family's or a person's place in a program. The system may suspend until somebody
 * has checked, and nothing else: aid is given back or ended by people, with a reason.
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
    { action: "resume",  from: ["suspended"], to: "active",    roles: ["verifier", "head"], guards: ["family_was_checked"], reason: "required" },
    { action: "end",     from: ["suspended"], to: "ended",     roles: ["head"],             guards: ["family_was_checked"], reason: "required" },
  ],
};

/** What a participation's timeline tells; the first three come with a list and move nothing. */
export const PARTICIPATION_EVENT_ACTIONS = [
  "enrolled",
  "household_recognised",
  "unlisted",
  "suspend",
  "resume",
  "end",
] as const;
export type ParticipationEventAction = (typeof PARTICIPATION_EVENT_ACTIONS)[number];
