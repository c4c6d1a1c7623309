import { rawText } from "../csv/open-csv";
import { RECORD_TOO_LONG, type RecordBlock } from "../csv/read-blocks";
import type { ProblemCode } from "../problems";
import type { FileProblems } from "../run-problems";
import type { Oddities } from "./encode-columns";
import type { RowCounts } from "./release-load";

/** Notes what is wrong in the row at hand and counts what becomes of it. */
export interface RowNotes {
  readonly counts: RowCounts;
  readonly oddities: Oddities;
  readonly lineNo: number;
  /** Turns to the next row. */
  begin(block: RecordBlock, record: number): void;
  warn(code: ProblemCode, column: string): void;
  /** Gives the row back with its reason, and the row before that has its number. */
  reject(block: RecordBlock, record: number, code: ProblemCode, firstLineNo?: number): void;
  /** Gives a row back that is no record at all. */
  rejectBroken(block: RecordBlock, record: number): void;
  /** Counts the row as taken. */
  take(): void;
}

export function openRowNotes(problems: FileProblems): RowNotes {
  const counts: RowCounts = { read: 0, good: 0, rejected: 0 };
  const oddities: Oddities = { found: [] };
  let lineNo = 0;

  function reject(
    block: RecordBlock,
    record: number,
    code: ProblemCode,
    firstLineNo?: number,
  ): void {
    counts.rejected += 1;
    problems.note({ lineNo, code, rawLine: rawText(block, record), firstLineNo });
  }

  return {
    counts,
    oddities,
    get lineNo() {
      return lineNo;
    },
    begin(block, record) {
      lineNo = block.lineNos[record] ?? 0;
      if (oddities.found.length > 0) oddities.found.length = 0;
    },
    warn(code, column) {
      problems.note({ lineNo, code, column });
    },
    reject,
    rejectBroken(block, record) {
      const tooLong = block.state[record] === RECORD_TOO_LONG;
      reject(block, record, tooLong ? "line_too_long" : "broken_line");
    },
    take() {
      for (const { code, column, text } of oddities.found)
        problems.note({ lineNo, code, column, text });
      counts.good += 1;
    },
  };
}
