import type { ClientBase } from "pg";
import { openCopy } from "./copy-writer";
import { PROBLEMS, type RowProblem } from "./problems";
import type { ImportFileRole, ProblemCount } from "./schema";

/** Collects what is wrong in a file's rows: each with its line, and how often each was met. */
export interface ProblemLog {
  /** Await what it returns before the next row, so that memory stays flat. */
  add(problem: RowProblem): Promise<void> | undefined;
  counts(): ProblemCount[];
  end(): Promise<void>;
  abort(): Promise<void>;
}

const COLUMNS = ["run_id", "file_id", "line_no", "severity", "code", "column", "raw_line"] as const;

/** Writes problems by COPY over a connection of its own, beside the one that takes the rows. */
export function openProblemLog(
  connection: ClientBase,
  file: { readonly id: string; readonly runId: string; readonly role: ImportFileRole },
): ProblemLog {
  const writer = openCopy(connection, "import_problem", COLUMNS);
  const counts = new Map<string, ProblemCount>();
  return {
    add({ lineNo, code, column = null, rawLine = null }) {
      const { severity } = PROBLEMS[code];
      countProblem(counts, { role: file.role, severity, code, column, count: 1 });
      return writer.write([file.runId, file.id, lineNo, severity, code, column, rawLine]);
    },
    counts: () => [...counts.values()],
    async end() {
      await writer.end();
    },
    abort: () => writer.abort(),
  };
}

function countProblem(counts: Map<string, ProblemCount>, problem: ProblemCount): void {
  const key = `${problem.code}/${problem.column}`;
  const known = counts.get(key);
  counts.set(key, known ? { ...known, count: known.count + 1 } : problem);
}
