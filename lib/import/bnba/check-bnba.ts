import "server-only";
import { z } from "zod";
import type { VillageFinder } from "@/lib/areas/village-finder";
import { analyzeTables } from "@/lib/db/analyze-tables";
import type { Db } from "@/lib/db/client";
import type { WorkContext } from "@/lib/jobs/work-context";
import { invariant } from "@/lib/shared/invariant";
import { ok, type Result } from "@/lib/shared/result";
import type { RunWithFiles } from "../check-run";
import { BNBA_COLUMN_NAMES, type BnbaColumnName } from "../column-names";
import { countLines } from "../desil/check-desil";
import { markDifferingDesil } from "../desil/mark-differing-desil";
import { findVillagesByName } from "../find-villages";
import { type ListKind, type ListRow, loadList } from "../load-list";
import { markRepeatedRows } from "../mark-repeated-rows";
import type { Progress } from "../progress";
import { known, takeBirthDate, takeName, takeNik, takeNomorKk, takeSex } from "../read-person";
import { countMatches, isTotals } from "../recipients/check-recipients";
import type { RunFailure } from "../run-failure";
import type { BnbaSummary } from "../schema";
import { settleList } from "../settle-list";
import { readCode, readDesil, readText } from "../values";
import { BNBA_PROGRAMS } from "./bnba-programs";
import { countDenied } from "./count-denied";
import { listFamilies, listRecipients } from "./derive-lists";
import { readAid } from "./read-aid";

const TABLE_COLUMNS = [
  "nomor_kk",
  "nik",
  "nik_valid",
  "nama",
  "tanggal_lahir",
  "jenis_kelamin",
  "hubungan",
  "keberadaan",
  "alamat",
  "rt",
  "rw",
  "kelurahan",
  "kecamatan",
  "village_id",
  "desil",
  "pkh",
  "sembako",
  "pbi_jk",
  "denied",
  "raw",
] as const;

/**
 * Loads a BNBA of SIKS-NG and makes of it what it holds: its members, the desil of its families, and
 * a list of recipients for each aid that it has a column of.
 */
export async function checkBnba(
  ctx: WorkContext,
  run: RunWithFiles,
  progress: Progress,
): Promise<Result<BnbaSummary, RunFailure>> {
  const { db } = ctx;
  invariant(run.asOf, "a BNBA was received with its date");
  const list = { runId: run.id, name: run.name, asOf: run.asOf };
  const { id: listId } = await db.desilList.create({ data: list, select: { id: true } });
  const findVillage = await findVillagesByName(db);
  const loaded = await loadList(ctx, run, bnbaKind(findVillage, run.asOf), { listId, progress });
  if (!loaded.ok) return loaded;

  await progress.stage("comparing");
  const of = { listId, runId: run.id };
  const settled = await settleList(db, "bnba", of);
  const repeated = await markRepeatedRows(db, "bnba", of);
  const families = await listFamilies(db, listId);
  await analyzeTables(db, ["desil_row"]);
  const differing = await markDifferingDesil(db, { ...of, role: "bnba" });
  const programs = [];
  for (const program of await programsOf(db, run.id)) {
    const recipients = await listRecipients(db, { ...program, listId, list });
    await analyzeTables(db, ["recipient_row"]);
    const matched = await countMatches(db, recipients.listId);
    const denied = await countDenied(db, { ...program, listId });
    programs.push({ code: program.code, lines: recipients.lines, matched, denied });
  }
  return ok({
    kind: "bnba",
    problems: [...loaded.value.problems, ...settled, ...repeated, ...differing],
    rows: loaded.value.rowsGood,
    totalsSkipped: loaded.value.footersSkipped,
    families,
    unknownArea: await db.bnbaRow.count({ where: { listId, villageId: null } }),
    lines: await countLines(db, listId),
    programs,
  });
}

function bnbaKind(findVillage: VillageFinder, asOf: Date): ListKind<BnbaColumnName> {
  const day = asOf.toISOString().slice(0, 10);
  return {
    names: BNBA_COLUMN_NAMES,
    table: "bnba_row",
    tableColumns: TABLE_COLUMNS,
    judge: (row) => bnbaValues(row, findVillage, day),
    isTotals,
  };
}

function bnbaValues(row: ListRow<BnbaColumnName>, findVillage: VillageFinder, asOf: string) {
  const { cell } = row;
  const report = (column: BnbaColumnName) => (code: Parameters<typeof row.report>[0]) => {
    if (row.has(column)) row.report(code, column);
  };
  const { nik, nikValid } = takeNik(cell("nik"), report("nik"));
  const validNik = nikValid ? nik : null;
  const nomorKk = takeNomorKk(cell("nomor_kk"), report("nomor_kk"));
  if (nikValid && nik === nomorKk) row.report("nik_equals_kk", "nik");
  const villageId = findVillage(cell("kecamatan"), cell("kelurahan"));
  if (villageId === null) report("kelurahan")("area_unknown");
  const unread: Record<string, string> = {};
  const denied: string[] = [];
  const aids = BNBA_PROGRAMS.map(({ column, code }) => {
    const receives = readAid(cell(column));
    if (receives === undefined) {
      row.report("code_unknown", column);
      unread[column] = cell(column).trim();
    }
    if (receives === false) denied.push(code);
    return receives ? readText(cell(column)) : null;
  });
  return [
    nomorKk,
    nik,
    nikValid,
    takeName(cell("nama"), report("nama")),
    takeBirthDate(cell("tanggal_lahir"), { validNik, asOf }, report("tanggal_lahir")),
    takeSex(cell("jenis_kelamin"), validNik, report("jenis_kelamin")),
    known(readCode("status_hubungan_keluarga", cell("hubungan")), () => {
      row.report("code_unknown", "hubungan");
      unread.hubungan = cell("hubungan").trim();
    }),
    readText(cell("keberadaan")),
    readText(cell("alamat")),
    readText(cell("rt")),
    readText(cell("rw")),
    readText(cell("kelurahan")),
    readText(cell("kecamatan")),
    villageId,
    known(readDesil(cell("desil")), () => row.report("desil_unreadable", "desil")),
    ...aids,
    `{${denied.join(",")}}`,
    withUnread(row.extras(), unread),
  ];
}

function withUnread(extras: string | null, unread: Readonly<Record<string, string>>) {
  if (Object.keys(unread).length === 0) return extras;
  const kept = extras === null ? {} : z.record(z.string(), z.string()).parse(JSON.parse(extras));
  return JSON.stringify({ ...kept, ...unread });
}

/** The programs of the office that the file has a column of, and whether a family or a person receives. */
async function programsOf(db: Db, runId: string) {
  const { mapping } = await db.importFile.findFirstOrThrow({ where: { runId } });
  const columns = new Set(Object.values(z.record(z.string(), z.unknown()).parse(mapping)));
  const known = await db.program.findMany({ select: { code: true, level: true } });
  return BNBA_PROGRAMS.filter(({ column }) => columns.has(column)).flatMap(({ code, field }) =>
    known.filter((program) => program.code === code).map(({ level }) => ({ code, field, level })),
  );
}
