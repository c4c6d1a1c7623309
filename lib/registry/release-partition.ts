/** The tables that are partitioned by release. */
export const RELEASE_TABLES = ["household_release", "individual_release"] as const;
export type ReleaseTable = (typeof RELEASE_TABLES)[number];

/**
 * The name of a release's own partition. Asked by its name, it can answer from an index alone: the
 * parent has each row looked up for the number of its release, which is in no index.
 */
export function partitionName(table: ReleaseTable, releaseId: number): string {
  return `${table}_${releaseId}`;
}
