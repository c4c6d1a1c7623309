import type { RecordBlock } from "../csv/read-blocks";
import type { HeaderMapping } from "../mapping";
import type { FileProblems } from "../run-problems";
import type { KnownFamilies, KnownPeople } from "./known-families";
import type { IdReserve } from "./reserve-ids";
import type { RowSender } from "./row-sender";
import type { SourceAreas } from "./source-areas";

/** What the files of a release share while they are read. */
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
  readonly blocks: AsyncIterable<RecordBlock>;
  readonly mapping: HeaderMapping<Column>;
  readonly sender: RowSender;
  readonly problems: FileProblems;
  /** What makes the number of a line in the file that of its row: the lines of all files before. */
  readonly lineOffset: number;
  /** Waited for after each block, so that nothing piles up in memory. */
  readonly afterBlock: (rowsRead: number) => Promise<void>;
}

/** What one file gave. */
export interface LoadedFile {
  readonly rows: RowCounts;
  /** The last line of which anything was read. */
  readonly lastLine: number;
}

/** What became of a file's rows. */
export interface RowCounts {
  read: number;
  good: number;
  rejected: number;
}
