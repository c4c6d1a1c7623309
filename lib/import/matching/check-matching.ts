import "server-only";
import type { VillageFinder } from "@/lib/areas/village-finder";
import type { WorkContext } from "@/lib/jobs/work-context";
import { compareList } from "@/lib/matching/compare-list";
import { MatchingScore } from "@/lib/matching/schema";
import { findOffice } from "@/lib/office/queries";
import { getSettingInForce } from "@/lib/programs/queries";
import { findCurrentReleaseId } from "@/lib/registry/link-lists";
import { dayOnCalendar } from "@/lib/shared/format";
import { invariant } from "@/lib/shared/invariant";
import { fail, ok, type Result } from "@/lib/shared/result";
import type { RunWithFiles } from "../check-run";
import { MATCHING_COLUMN_NAMES, type MatchingColumnName } from "../column-names";
import { findVillagesByName } from "../find-villages";
import { type ListKind, type ListRow, loadList } from "../load-list";
import type { Progress } from "../progress";
import { takeBirthDate, takeName, takeNik, takeNomorKk, takeSex } from "../read-person";
import { isTotals } from "../recipients/check-recipients";
import type { RunFailure } from "../run-failure";
import type { MatchingSummary } from "../schema";
import { settleList } from "../settle-list";
import { readText } from "../values";

export const MATCHING_TABLE_COLUMNS = [
  "nik",
  "nik_valid",
  "nomor_kk",
  "nama",
  "tanggal_lahir",
  "jenis_kelamin",
  "alamat",
  "kelurahan",
  "kecamatan",
  "village_id",
] as const;

const NO_RELEASE: RunFailure = {
  code: "no_release",
  sentence:
    "Belum ada rilis DTSEN yang berlaku, jadi belum ada yang dapat dibandingkan. Terbitkan rilisnya, lalu periksa ulang daftar ini.",
};

/** Loads a list of another office beside the registry and says who of it is in the release in force. */
export async function checkMatching(
  ctx: WorkContext,
  run: RunWithFiles,
  progress: Progress,
): Promise<Result<MatchingSummary, RunFailure>> {
  const compared = await loadAndCompare(ctx, run, progress, {
    role: "matching",
    kindOf: matchingKind,
    factsSettle: true,
  });
  return compared.ok ? ok({ kind: "matching", ...compared.value }) : compared;
}

/** What tells one kind of list that is compared with the registry from another. */
interface ComparedKind<Column extends string> {
  readonly role: "matching" | "deaths";
  readonly kindOf: (findVillage: VillageFinder) => ListKind<Column>;
  /** Whether name and birth date alone may say who somebody is, without a person's word. */
  readonly factsSettle: boolean;
}

/** Loads a list of persons beside the registry and compares it with the release in force. */
export async function loadAndCompare<Column extends string>(
  ctx: WorkContext,
  run: RunWithFiles,
  progress: Progress,
  { role, kindOf, factsSettle }: ComparedKind<Column>,
): Promise<Result<Omit<MatchingSummary, "kind">, RunFailure>> {
  const { db } = ctx;
  const releaseId = await findCurrentReleaseId(db);
  if (releaseId === undefined) return fail(NO_RELEASE);
  const score = await scoreInForce(ctx);
  const { id: listId } = await db.matchingList.create({
    data: { runId: run.id, releaseId },
    select: { id: true },
  });
  const findVillage = await findVillagesByName(db);
  const loaded = await loadList(ctx, run, kindOf(findVillage), { listId, progress });
  if (!loaded.ok) return loaded;

  await progress.stage("comparing", loaded.value.rowsGood);
  const settled = await settleList(db, "matching", { listId, runId: run.id, role });
  await compareList(db, { listId, releaseId, score, factsSettle }, (rowsDone) => {
    ctx.signal?.throwIfAborted();
    progress.rows(rowsDone);
  });
  const results = await db.matchingRow.groupBy({
    by: ["result"],
    where: { listId },
    _count: true,
  });
  const countOf = (wanted: string) => results.find(({ result }) => result === wanted)?._count ?? 0;
  return ok({
    problems: [...loaded.value.problems, ...settled],
    rows: loaded.value.rowsGood,
    totalsSkipped: loaded.value.footersSkipped,
    matched: countOf("matched"),
    similar: countOf("similar"),
    unmatched: countOf("unmatched"),
  });
}

async function scoreInForce({ db }: WorkContext): Promise<MatchingScore> {
  const office = await findOffice(db);
  invariant(office, "an import belongs to an office");
  const day = dayOnCalendar(new Date(), office.timeZone);
  return (await getSettingInForce(db, "matching_score", MatchingScore, day)).value;
}

function matchingKind(findVillage: VillageFinder): ListKind<MatchingColumnName> {
  return {
    names: MATCHING_COLUMN_NAMES,
    table: "matching_row",
    tableColumns: MATCHING_TABLE_COLUMNS,
    judge: (row) => matchingValues(row, findVillage),
    isTotals,
  };
}

/** Columns that the list does not have are unknown, and nothing is said of them. */
export function matchingValues(row: ListRow<MatchingColumnName>, findVillage: VillageFinder) {
  const { cell } = row;
  const report = (column: MatchingColumnName) => (code: Parameters<typeof row.report>[0]) => {
    if (row.has(column)) row.report(code, column);
  };
  const { nik, nikValid } = takeNik(cell("nik"), report("nik"));
  const validNik = nikValid ? nik : null;
  const villageId = row.has("kelurahan") ? findVillage(cell("kecamatan"), cell("kelurahan")) : null;
  if (villageId === null && readText(cell("kelurahan")) !== null)
    row.report("area_unknown", "kelurahan");
  return [
    nik,
    nikValid,
    takeNomorKk(cell("nomor_kk"), report("nomor_kk")),
    takeName(cell("nama"), report("nama")),
    takeBirthDate(cell("tanggal_lahir"), { validNik, asOf: null }, report("tanggal_lahir")),
    takeSex(cell("jenis_kelamin"), validNik, report("jenis_kelamin")),
    readText(cell("alamat")),
    readText(cell("kelurahan")),
    readText(cell("kecamatan")),
    villageId,
  ];
}
