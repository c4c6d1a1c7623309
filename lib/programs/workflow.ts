import type { Workflow } from "@/lib/workflow/machine";

export const PARTICIPATION_STATES = ["active", "suspended", "ended", "graduated"] as const;
export type ParticipationState = (typeof PARTICIPATION_STATES)[number];

export type ParticipationAction = "suspend";

/**
 * The life of a family's or a person's place in a program. The system may suspend until somebody
 * has checked, and nothing else: aid is given back, ended or graduated by people.
 */
export const participationWorkflow: Workflow<
  ParticipationState,
  ParticipationAction,
  "system",
  never
> = {
  initial: "active",
  // biome-ignore format: a table reads as a table
  transitions: [
    { action: "suspend", from: ["active"], to: "suspended", roles: ["system"] },
  ],
};

/** What a participation's timeline tells; the first two come with a list and move nothing. */
export const PARTICIPATION_EVENT_ACTIONS = [
  "enrolled",
  "household_recognised",
  "unlisted",
  "suspend",
] as const;
export type ParticipationEventAction = (typeof PARTICIPATION_EVENT_ACTIONS)[number];
