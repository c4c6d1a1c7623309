import "server-only";
import { z } from "zod";
import type { UserActor } from "@/lib/auth/types";
import { moveCases } from "@/lib/cases/move-cases";
import type { Db } from "@/lib/db/client";

const Visited = z.object({ caseId: z.bigint() });

/**
 * Brings the cases of a refused proposal back to where they are decided: those that a verified
 * groundcheck holds are checked again, those that never needed a visit are open again.
 */
export async function returnCases(
  tx: Db,
  actor: UserActor,
  {
    proposalId,
    caseIds,
    reason = null,
  }: {
    readonly proposalId: string;
    readonly caseIds: readonly bigint[];
    readonly reason?: string | null;
  },
): Promise<void> {
  const rows = await tx.$queryRaw`
    SELECT DISTINCT groundcheck_case.case_id AS "caseId"
      FROM groundcheck_case
      JOIN groundcheck ON groundcheck.id = groundcheck_case.groundcheck_id
     WHERE groundcheck_case.case_id = ANY(${[...caseIds]}::bigint[])
       AND groundcheck.state = 'verified'
  `;
  const visited = new Set(
    z
      .array(Visited)
      .parse(rows)
      .map(({ caseId }) => caseId),
  );
  const detail = { proposalId };
  const [checked, unseen] = [
    caseIds.filter((id) => visited.has(id)),
    caseIds.filter((id) => !visited.has(id)),
  ];
  await moveCases(tx, actor, { caseIds: checked, action: "decide_again", reason, detail });
  await moveCases(tx, actor, { caseIds: unseen, action: "reopen", reason, detail });
}
