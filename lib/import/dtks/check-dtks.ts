import "server-only";
import { z } from "zod";
import type { VillageFinder } from "@/lib/areas/village-finder";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import type { WorkContext } from "@/lib/jobs/work-context";
import { findCurrentReleaseId } from "@/lib/registry/link-lists";
import { matchDtksFamilies } from "@/lib/registry/match-dtks-families";
import { invariant } from "@/lib/shared/invariant";
import { ok, type Result } from "@/lib/shared/result";
import type { RunWithFiles } from "../check-run";
import { DTKS_COLUMN_NAMES, type DtksColumnName } from "../column-names";
import { findVillagesByName } from "../find-villages";
import { type ListKind, type ListRow, loadList } from "../load-list";
import { markRepeatedRows } from "../mark-repeated-rows";
import type { Progress } from "../progress";
import { known, takeBirthDate, takeName, takeNik, takeNomorKk, takeSex } from "../read-person";
import type { RunFailure } from "../run-failure";
import type { DtksSummary } from "../schema";
import { settleList } from "../settle-list";
import { readDesil, readText, readYesNo } from "../values";

const TABLE_COLUMNS = [
  "id_dtks",
  "nomor_kk",
  "nik",
  "nik_valid",
  "nama",
  "tanggal_lahir",
  "jenis_kelamin",
  "alamat",
  "rt",
  "rw",
  "kelurahan",
  "kecamatan",
  "village_id",
  "desil",
  "bansos_pkh",
  "bansos_bpnt",
  "pbi_jkn",
  "raw",
] as const;

/** Loads an edition of the old DTKS and says what of it is found in the current release. */
export async function checkDtks(
  ctx: WorkContext,
  run: RunWithFiles,
  progress: Progress,
): Promise<Result<DtksSummary, RunFailure>> {
  const { db } = ctx;
  invariant(run.asOf, "a DTKS was received with its date");
  const { id: listId } = await db.dtksList.create({
    data: { runId: run.id, name: run.name, asOf: run.asOf },
    select: { id: true },
  });
  const findVillage = await findVillagesByName(db);
  const loaded = await loadList(ctx, run, dtksKind(findVillage, run.asOf), { listId, progress });
  if (!loaded.ok) return loaded;

  await progress.stage("comparing");
  const settled = await settleList(db, "dtks", { listId, runId: run.id });
  const repeated = await markRepeatedRows(db, "dtks", { listId, runId: run.id });
  const matched = await matchedFamilies(db, listId);
  return ok({
    kind: "dtks",
    problems: [...loaded.value.problems, ...settled, ...repeated],
    rows: loaded.value.rowsGood,
    households: matched.households,
    unknownArea: await db.dtksRow.count({ where: { listId, villageId: null } }),
    matched: matched.compared,
  });
}

function dtksKind(findVillage: VillageFinder, asOf: Date): ListKind<DtksColumnName> {
  const day = asOf.toISOString().slice(0, 10);
  return {
    names: DTKS_COLUMN_NAMES,
    table: "dtks_row",
    tableColumns: TABLE_COLUMNS,
    judge: (row) => dtksValues(row, findVillage, day),
  };
}

function dtksValues(row: ListRow<DtksColumnName>, findVillage: VillageFinder, asOf: string) {
  const { cell } = row;
  const report = (column: DtksColumnName) => (code: Parameters<typeof row.report>[0]) =>
    row.report(code, column);
  const { nik, nikValid } = takeNik(cell("nik"), report("nik"));
  const validNik = nikValid ? nik : null;
  const villageId = findVillage(cell("kecamatan"), cell("kelurahan"));
  if (villageId === null) row.report("area_unknown", "kelurahan");
  const aid = (column: "bansos_pkh" | "bansos_bpnt" | "pbi_jkn") =>
    known(readYesNo(cell(column)), () => row.report("code_unknown", column));
  const nomorKk = takeNomorKk(cell("nomor_kk"), report("nomor_kk"));
  if (validNik !== null && validNik === nomorKk) row.report("nik_equals_kk", "nik");
  return [
    readText(cell("id_dtks")),
    nomorKk,
    nik,
    nikValid,
    takeName(cell("nama"), report("nama")),
    takeBirthDate(cell("tanggal_lahir"), { validNik, asOf }, report("tanggal_lahir")),
    takeSex(cell("jenis_kelamin"), validNik, report("jenis_kelamin")),
    readText(cell("alamat")),
    readText(cell("rt")),
    readText(cell("rw")),
    readText(cell("kelurahan")),
    readText(cell("kecamatan")),
    villageId,
    known(readDesil(cell("desil")), () => row.report("desil_unreadable", "desil")),
    aid("bansos_pkh"),
    aid("bansos_bpnt"),
    aid("pbi_jkn"),
    row.extras(),
  ];
}

const Counts = z.tuple([z.object({ found: z.number().int(), notFound: z.number().int() })]);

/** Families of the list, and how many of them the current release has; nothing is written. */
async function matchedFamilies(db: Db, listId: number) {
  const releaseId = await findCurrentReleaseId(db);
  const [{ found, notFound }] = Counts.parse(
    await db.$queryRaw`
      SELECT count(*) FILTER (WHERE household_id IS NOT NULL)::int AS found,
             count(*) FILTER (WHERE household_id IS NULL)::int AS "notFound"
        FROM (${matchDtksFamilies(releaseId ?? 0, Prisma.sql`dtks_list.id = ${listId}`)}) AS family
    `,
  );
  return {
    households: found + notFound,
    compared: releaseId === undefined ? null : { found, notFound },
  };
}
