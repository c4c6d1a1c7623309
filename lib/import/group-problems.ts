import type { ProblemCount } from "./schema";

/** One reason in one file, over all the columns in which it was met. */
export interface ProblemGroup {
  readonly role: ProblemCount["role"];
  readonly severity: ProblemCount["severity"];
  readonly code: string;
  readonly count: number;
  /** The columns, the most frequent first; empty where the problem belongs to the whole row. */
  readonly columns: readonly {
    readonly name: string;
    readonly count: number;
    /** What is written there most often; empty where nobody counts it. */
    readonly texts: readonly { readonly text: string; readonly count: number }[];
  }[];
}

/** Puts the counts of a check together by reason and file: rejected first, then by frequency. */
export function groupProblems(problems: readonly ProblemCount[]): ProblemGroup[] {
  const groups = Map.groupBy(problems, ({ role, code }) => `${role} ${code}`);
  return [...groups.values()]
    .flatMap((members) => {
      const [first] = members;
      if (!first) return [];
      const { role, severity, code } = first;
      return [{ role, severity, code, count: sumOf(members), columns: columnsOf(members) }];
    })
    .toSorted((a, b) => rank(a) - rank(b) || b.count - a.count);
}

function rank({ severity }: ProblemGroup): number {
  return severity === "rejected" ? 0 : 1;
}

function sumOf(members: readonly ProblemCount[]): number {
  return members.reduce((sum, { count }) => sum + count, 0);
}

function columnsOf(members: readonly ProblemCount[]): ProblemGroup["columns"] {
  return members
    .flatMap(({ column, count, texts = [] }) =>
      column === null ? [] : [{ name: column, count, texts }],
    )
    .toSorted((a, b) => b.count - a.count);
}
