import type { TaskListParams } from "@/lib/groundchecks/task-schema";

/** The address of a companion's list; it starts again at the top unless a place is given. */
export function taskListAddress(tab: TaskListParams["tab"], after?: string): string {
  const params = new URLSearchParams();
  if (tab !== "dikunjungi") params.set("tab", tab);
  if (after !== undefined) params.set("setelah", after);
  const query = params.toString();
  return query === "" ? "/tugas" : `/tugas?${query}`;
}
