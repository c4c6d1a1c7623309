import "server-only";
import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import type { WorkContext } from "@/lib/jobs/work-context";
import { findCurrentReleaseId } from "@/lib/registry/link-lists";
import { unmatchedDukcapilRows } from "@/lib/registry/unmatched-dukcapil-rows";
import { ok, type Result } from "@/lib/shared/result";
import type { RunWithFiles } from "../check-run";
import { DUKCAPIL_COLUMN_NAMES, type DukcapilColumnName } from "../column-names";
import type { KnownPeople } from "../dtsen/known-families";
import { learnEveryone } from "../dtsen/learn-known-numbers";
import { type ListKind, type ListRow, loadList } from "../load-list";
import { markRepeatedRows } from "../mark-repeated-rows";
import type { Progress } from "../progress";
import { takeName, takeNik } from "../read-person";
import type { RunFailure } from "../run-failure";
import type { DukcapilSummary } from "../schema";
import { settleList } from "../settle-list";
import { readText } from "../values";
import { readDukcapilResult } from "./read-result";

/** Rows get their persons while they are read: tying them later would write every row once more. */
function dukcapilKind(people: KnownPeople): ListKind<DukcapilColumnName> {
  return {
    names: DUKCAPIL_COLUMN_NAMES,
    table: "dukcapil_row",
    tableColumns: [
      "nik",
      "nik_valid",
      "individual_id",
      "nama",
      "result",
      "fate",
      "status",
      "note",
      "raw",
    ],
    judge: (row) => dukcapilValues(row, people),
  };
}

/** Loads a matching result of the population office and says what it answered, and of whom. */
export async function checkDukcapil(
  ctx: WorkContext,
  run: RunWithFiles,
  progress: Progress,
): Promise<Result<DukcapilSummary, RunFailure>> {
  const { db } = ctx;
  const { id: listId } = await db.dukcapilList.create({
    data: { runId: run.id, name: run.name, asOf: run.asOf },
    select: { id: true },
  });
  const kind = dukcapilKind(await learnEveryone(ctx));
  const loaded = await loadList(ctx, run, kind, { listId, progress });
  if (!loaded.ok) return loaded;

  await progress.stage("comparing");
  const settled = await settleList(db, "dukcapil", { listId, runId: run.id });
  const repeated = await markRepeatedRows(db, "dukcapil", { listId, runId: run.id });
  return ok({
    kind: "dukcapil",
    problems: [...loaded.value.problems, ...settled, ...repeated],
    rows: loaded.value.rowsGood,
    ...(await countAnswers(db, listId)),
    inRelease: await countInRelease(db, listId, loaded.value.rowsGood),
  });
}

function dukcapilValues(row: ListRow<DukcapilColumnName>, people: KnownPeople) {
  const { cell } = row;
  const { nik, nikValid } = takeNik(cell("nik"), (code) => row.report(code, "nik"));
  const { result, fate } = readDukcapilResult(cell("status"), cell("note"));
  if (result === "unknown") row.report("dukcapil_words_unknown", "status");
  const name = row.has("nama") ? takeName(cell("nama"), (code) => row.report(code, "nama")) : "";
  return [
    nik,
    nikValid,
    nikValid && nik !== null ? personOf(nik, people) : null,
    name,
    result,
    fate,
    readText(cell("status")),
    readText(cell("note")),
    row.extras(),
  ];
}

/** The person of a NIK; one that nobody has yet becomes known when the list is applied. */
function personOf(nik: string, people: KnownPeople): number | null {
  return people.find(Number(nik.slice(0, 8)), Number(nik.slice(8))) || null;
}

async function countAnswers(
  db: Db,
  listId: number,
): Promise<Pick<DukcapilSummary, "results" | "fates">> {
  const groups = await db.dukcapilRow.groupBy({
    by: ["result", "fate"],
    where: { listId },
    _count: true,
  });
  const sum = (counted: (group: (typeof groups)[number]) => boolean) =>
    groups.filter(counted).reduce((total, group) => total + group._count, 0);
  return {
    results: {
      matched: sum(({ result }) => result === "matched"),
      unmatched: sum(({ result }) => result === "unmatched"),
      notFound: sum(({ result }) => result === "not_found"),
      doubled: sum(({ result }) => result === "doubled"),
      inactive: sum(({ result }) => result === "inactive"),
      unknown: sum(({ result }) => result === "unknown"),
    },
    fates: {
      deceased: sum(({ fate }) => fate === "deceased"),
      movedOut: sum(({ fate }) => fate === "moved_out"),
    },
  };
}

const Count = z.tuple([z.object({ count: z.number().int() })]);

/** How many rows name somebody of the current release; nothing is written. */
async function countInRelease(
  db: Db,
  listId: number,
  rows: number,
): Promise<DukcapilSummary["inRelease"]> {
  const releaseId = await findCurrentReleaseId(db);
  if (releaseId === undefined) return null;
  const [{ count: notFound }] = Count.parse(
    await db.$queryRaw`
      SELECT count(*)::int AS count
        FROM (${unmatchedDukcapilRows(releaseId, Prisma.sql`dukcapil_row.list_id = ${listId}`)}) AS unmatched
    `,
  );
  return { found: rows - notFound, notFound };
}
