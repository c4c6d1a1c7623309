import "server-only";
import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import type { WorkContext } from "@/lib/jobs/work-context";
import { findCurrentReleaseId, NO_RELEASE } from "@/lib/registry/link-lists";
import { matchDesilRows } from "@/lib/registry/match-desil-rows";
import { invariant } from "@/lib/shared/invariant";
import { ok, type Result } from "@/lib/shared/result";
import type { RunWithFiles } from "../check-run";
import { DESIL_COLUMN_NAMES, type DesilColumnName } from "../column-names";
import { type ListKind, type ListRow, loadList } from "../load-list";
import { markRepeatedRows } from "../mark-repeated-rows";
import type { ProblemCode } from "../problems";
import type { Progress } from "../progress";
import { known, takeName, takeNik, takeNomorKk } from "../read-person";
import { isTotals } from "../recipients/check-recipients";
import type { RunFailure } from "../run-failure";
import { DESIL_LINES, type DesilSummary } from "../schema";
import { settleList } from "../settle-list";
import { isNothing, readDesil } from "../values";
import { markDifferingDesil } from "./mark-differing-desil";

const DESIL_KIND: ListKind<DesilColumnName> = {
  names: DESIL_COLUMN_NAMES,
  table: "desil_row",
  tableColumns: ["nomor_kk", "nik", "nik_valid", "nama", "desil", "raw"],
  judge: desilValues,
  isTotals,
};

/** Loads a list of desil and says what of it the release in force says otherwise, or not at all. */
export async function checkDesil(
  ctx: WorkContext,
  run: RunWithFiles,
  progress: Progress,
): Promise<Result<DesilSummary, RunFailure>> {
  const { db } = ctx;
  invariant(run.asOf, "a desil list was received with its date");
  const { id: listId } = await db.desilList.create({
    data: { runId: run.id, name: run.name, asOf: run.asOf },
    select: { id: true },
  });
  const loaded = await loadList(ctx, run, DESIL_KIND, { listId, progress });
  if (!loaded.ok) return loaded;

  await progress.stage("comparing");
  const settled = await settleList(db, "desil", { listId, runId: run.id });
  const repeated = await markRepeatedRows(db, "desil", { listId, runId: run.id });
  const differing = await markDifferingDesil(db, { listId, runId: run.id });
  return ok({
    kind: "desil",
    problems: [...loaded.value.problems, ...settled, ...repeated, ...differing],
    rows: loaded.value.rowsGood,
    totalsSkipped: loaded.value.footersSkipped,
    lines: await countLines(db, listId),
  });
}

/** What the list does not have is unknown, not empty; and one number is enough to name a family. */
function desilValues(row: ListRow<DesilColumnName>) {
  const { cell } = row;
  const isNamed = !isNothing(cell("nomor_kk")) || !isNothing(cell("nik"));
  const report = (column: DesilColumnName) => (code: ProblemCode) => {
    const isNeedless = isNamed && (code === "nik_empty" || code === "kk_empty");
    if (row.has(column) && !isNeedless) row.report(code, column);
  };
  const nomorKk = takeNomorKk(cell("nomor_kk"), report("nomor_kk"));
  const { nik, nikValid } = takeNik(cell("nik"), report("nik"));
  if (nikValid && nik === nomorKk) row.report("nik_equals_kk", "nik");
  const desil = readDesil(cell("desil"));
  if (desil === null) row.report("desil_empty", "desil");
  return [
    nomorKk,
    nik,
    nikValid,
    takeName(cell("nama"), report("nama")),
    known(desil, () => row.report("desil_unreadable", "desil")),
    row.extras(),
  ];
}

const Lines = z.array(z.object({ outcome: z.enum(DESIL_LINES), count: z.number().int() }));

/** What the lines of a list say against the release in force, by the statement that will tie them. */
export async function countLines(db: Db, listId: number): Promise<DesilSummary["lines"]> {
  const releaseId = (await findCurrentReleaseId(db)) ?? NO_RELEASE;
  const counted = Lines.parse(
    await db.$queryRaw`
      SELECT outcome, count(*)::int AS count
        FROM (
               SELECT CASE WHEN tied.desil IS NULL                     THEN 'withoutDesil'
                           WHEN tied.household_id IS NULL              THEN 'unmatched'
                           WHEN family.household_id IS NULL            THEN 'outside'
                           WHEN family.desil_nasional = tied.desil     THEN 'same'
                           WHEN family.desil_nasional BETWEEN 1 AND 10 THEN 'different'
                           ELSE 'unranked'
                       END AS outcome
                 FROM (${matchDesilRows(releaseId, Prisma.sql`desil_list.id = ${listId}`)}) AS tied
            LEFT JOIN household_release AS family
                   ON family.release_id = ${releaseId}
                  AND family.household_id = tied.household_id
             ) AS line
    GROUP BY outcome
    `,
  );
  const none = { same: 0, different: 0, unranked: 0, outside: 0, unmatched: 0, withoutDesil: 0 };
  return { ...none, ...Object.fromEntries(counted.map(({ outcome, count }) => [outcome, count])) };
}
