import type { CopyWriter } from "../copy-writer";
import type { HeaderMapping } from "../mapping";
import type { FileProblems } from "../run-problems";
import type { TableFile } from "../table/open-table";
import type { KnownFamilies, KnownPeople } from "./known-families";
import type { IdReserve } from "./reserve-ids";
import type { SourceAreas } from "./source-areas";

/** What the two files of a release share while they are read. */
export interface ReleaseLoad {
  readonly releaseId: number;
  /** The release's date as a number: 20261020. */
  readonly asOf: number;
  readonly families: KnownFamilies;
  readonly people: KnownPeople;
  readonly householdIds: IdReserve;
  readonly individualIds: IdReserve;
  readonly sourceAreas: SourceAreas;
  readonly signal?: AbortSignal;
}

/** One file of a release on its way into its table. */
export interface FileLoad<Column extends string> {
  readonly table: TableFile;
  readonly mapping: HeaderMapping<Column>;
  readonly writer: CopyWriter;
  readonly problems: FileProblems;
  /** Waited for after each block, so that nothing piles up in memory. */
  readonly afterBlock: (rowsRead: number) => Promise<void>;
}

/** What became of a file's rows. */
export interface RowCounts {
  read: number;
  good: number;
  rejected: number;
  /** Good rows with at least one warning. */
  warned: number;
}
