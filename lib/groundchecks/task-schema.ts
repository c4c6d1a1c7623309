import { z } from "zod";
import type { GroundcheckState } from "./workflow";

/** The tabs of a companion's list, in the order of the work. */
export const TASK_TABS = ["dikunjungi", "dikembalikan", "terkirim", "selesai"] as const;
export type TaskTab = (typeof TASK_TABS)[number];

export const STATES_OF_TASK_TAB = {
  dikunjungi: ["assigned", "in_progress"],
  dikembalikan: ["returned"],
  terkirim: ["submitted"],
  selesai: ["verified", "cancelled"],
} as const satisfies Record<TaskTab, readonly GroundcheckState[]>;

const blankIsAbsent = (value: unknown) => (value === "" ? undefined : value);

/**
 * A companion's list as it stands in the address. A place in it is the id of the last task seen:
 * what the list is ordered by is personal and stands in no address.
 */
export const TaskListParams = z.strictObject({
  tab: z.preprocess(blankIsAbsent, z.enum(TASK_TABS).default("dikunjungi")),
  setelah: z.preprocess(blankIsAbsent, z.uuid().optional()),
});
export type TaskListParams = z.infer<typeof TaskListParams>;
