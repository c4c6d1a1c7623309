import "server-only";
import type { Db } from "@/lib/db/client";
import type { Result } from "@/lib/shared/result";

/** One proposal of a list that somebody ticked, with the version that the list showed. */
export interface Marked {
  readonly proposalId: string;
  readonly version: number;
}

/** What became of a list: how many went through, and why each of the others did not. */
export interface BulkOutcome<Problem> {
  readonly done: number;
  readonly refused: readonly {
    /** Empty where the proposal does not exist for the actor. */
    readonly number: number | null;
    readonly problem: Problem;
  }[];
}

/**
 * Takes one step for each of several proposals, each decided for itself: a refusal stores nothing and
 * holds up no other. In the order of their ids, so that two lists at once never wait for each other.
 */
export async function takeEach<Problem extends { readonly code: string }>(
  tx: Db,
  marked: readonly Marked[],
  step: (one: Marked) => Promise<Result<unknown, Problem>>,
): Promise<BulkOutcome<Problem>> {
  const once = new Map(marked.map((one) => [one.proposalId, one]));
  const inOrder = [...once.values()].toSorted((a, b) => (a.proposalId < b.proposalId ? -1 : 1));
  let done = 0;
  const problems: { readonly proposalId: string; readonly problem: Problem }[] = [];
  for (const one of inOrder) {
    const result = await step(one);
    if (result.ok) done += 1;
    else problems.push({ proposalId: one.proposalId, problem: result.problem });
  }
  return { done, refused: await withNumbers(tx, problems) };
}

async function withNumbers<Problem extends { readonly code: string }>(
  tx: Db,
  problems: readonly { readonly proposalId: string; readonly problem: Problem }[],
) {
  if (problems.length === 0) return [];
  const rows = await tx.proposal.findMany({
    where: { id: { in: problems.map(({ proposalId }) => proposalId) } },
    select: { id: true, number: true },
  });
  return problems.map(({ proposalId, problem }) => {
    const hidden = problem.code === "not_found";
    const found = hidden ? undefined : rows.find(({ id }) => id === proposalId);
    return { number: found?.number ?? null, problem };
  });
}
