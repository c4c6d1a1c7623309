import type { MatchingTab } from "@/lib/matching/schema";

/** The rows of a compared list with one result, at their beginning or after a line. */
export function matchingAddress(runId: string, tab: MatchingTab, after?: number | null): string {
  const query = new URLSearchParams({ tab });
  if (after) query.set("setelah", String(after));
  return `/pemadanan/${runId}?${query}`;
}

/** One row side by side with whom it may mean. */
export function matchingRowAddress(runId: string, lineNo: number): string {
  return `/pemadanan/${runId}/${lineNo}`;
}
