import type { ClientBase } from "pg";
import { type CopyValue, openCopy } from "./copy-writer";
import { maskSample } from "./mask-sample";
import { PROBLEMS, type ProblemCode, type RowProblem } from "./problems";
import type { ImportFileRole, ProblemCount } from "./schema";

/** What is wrong in the rows of a run's files. */
export interface RunProblems {
  /** The log of one file. */
  of(file: { readonly id: string; readonly role: ImportFileRole }): FileProblems;
  /** Sends what was noted so far. Await it now and then, so that memory stays flat. */
  flush(): Promise<void>;
  /** How often each problem was met, the most frequent first. */
  counts(): ProblemCount[];
  close(): Promise<void>;
}

export interface FileProblems {
  note(problem: RowProblem): void;
}

/**
 * Warnings of one kind in one column beyond this many are counted and not kept one by one: a column
 * in another office's codes would give a warning a row, and nobody reads a million. Rejected rows are
 * all kept, because they are given back.
 */
export const WARNINGS_KEPT = 1000;

/**
 * Problems of which a person wants to know what was written, because one mistake stands in thousands
 * of rows: words outside a code list, names of areas that are not ours.
 */
const COUNTED_BY_TEXT: ReadonlySet<ProblemCode> = new Set([
  "code_unknown",
  "desil_unreadable",
  "dukcapil_words_unknown",
  "area_unknown",
]);

/** A column of something else has another text in each row: beyond these they are only counted. */
const TEXTS_COUNTED = 200;
const TEXTS_TOLD = 10;

type Counted = { -readonly [Key in Exclude<keyof ProblemCount, "texts">]: ProblemCount[Key] } & {
  readonly byText: Map<string, number>;
};

/**
 * Opens the log on a connection that nothing else uses until `close`. Runs in that connection's
 * transaction: problems appear when it is committed.
 */
export function openRunProblems(client: ClientBase, runId: string): RunProblems {
  const writer = openCopy(client, "import_problem", [
    "run_id",
    "file_id",
    "line_no",
    "severity",
    "code",
    "column",
    "raw_line",
    "first_line_no",
  ]);
  const counts = new Map<string, Counted>();
  let noted: CopyValue[][] = [];

  function countOf(role: ImportFileRole, problem: RowProblem): Counted {
    const { code } = problem;
    const column = problem.column ?? null;
    const key = `${role} ${code} ${column ?? ""}`;
    const known = counts.get(key);
    if (known) return known;
    const made: Counted = {
      role,
      severity: PROBLEMS[code].severity,
      code,
      column,
      count: 0,
      byText: new Map(),
    };
    counts.set(key, made);
    return made;
  }

  async function flush(): Promise<void> {
    const rows = noted;
    noted = [];
    for (const row of rows) await writer.write(row);
  }

  return {
    of(file) {
      return {
        note(problem) {
          const counted = countOf(file.role, problem);
          counted.count += 1;
          countText(counted, problem);
          if (counted.severity === "warning" && counted.count > WARNINGS_KEPT) return;
          const { lineNo, code, column = null, rawLine = null, firstLineNo = null } = problem;
          const { severity } = counted;
          noted.push([runId, file.id, lineNo, severity, code, column, rawLine, firstLineNo]);
        },
      };
    },
    flush,
    counts() {
      return [...counts.values()].toSorted((a, b) => b.count - a.count).map(toldOf);
    },
    async close() {
      await flush();
      await writer.end();
    },
  };
}

function countText({ byText }: Counted, { code, text }: RowProblem): void {
  if (text === undefined || !COUNTED_BY_TEXT.has(code)) return;
  const times = byText.get(text);
  if (times !== undefined) byText.set(text, times + 1);
  else if (byText.size < TEXTS_COUNTED) byText.set(text, 1);
}

/** What is told of a problem: the most frequent texts, with numbers of people masked. */
function toldOf({ byText, ...counted }: Counted): ProblemCount {
  if (byText.size === 0) return counted;
  const texts = [...byText]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, TEXTS_TOLD)
    .map(([text, count]) => ({ text: maskSample(text.trim()), count }));
  return { ...counted, texts };
}
