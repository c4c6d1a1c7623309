import { createReadStream } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import type { RunWithFiles } from "@/lib/import/check-run";
import { followRun } from "@/lib/import/progress";
import { storeFile } from "@/lib/import/storage";
import type { WorkContext } from "@/lib/jobs/work-context";
import { FAMILY_COLUMNS, MEMBER_COLUMNS } from "@/lib/registry/dtsen-dictionary";
import type { TestDatabase } from "./database";

/** Fields of a row by column; what is left out is what an ordinary family or person has. */
export type Fields = Readonly<Record<string, string>>;

const KECAMATAN = { kode_kecamatan: "3573010", kecamatan: "KEDUNGKANDANG" };

const ORDINARY_FAMILY: Fields = {
  kode_provinsi: "35",
  provinsi: "JAWA TIMUR",
  kode_kabupaten_kota: "3573",
  kabupaten_kota: "KOTA MALANG",
  ...KECAMATAN,
  kode_kelurahan_desa: "3573010001",
  kelurahan_desa: "ARJOWINANGUN",
  alamat: "JL KENANGA NO 1",
  jumlah_anggota_keluarga: "1",
  nama_kepala_keluarga: "SLAMET",
  desil_nasional: "3",
  pbi_nas: "Ya",
  pbi_pemda: "Tidak",
  luas_lantai: "36",
  aset_bergerak_mobil: "2",
  desil_provinsi: "4",
  desil_kabupaten_kota: "5",
};

const ORDINARY_MEMBER: Fields = {
  nama: "SLAMET",
  tanggal_lahir: "1980-05-12",
  jenis_kelamin: "1",
  status_hubungan_keluarga: "1",
  pbi_nas: "Ya",
  kabupaten_kota_ktp: "KOTA MALANG",
  kecamatan_ktp: "KEDUNGKANDANG",
  kelurahan_desa_ktp: "ARJOWINANGUN",
  penglihatan: "4",
};

/** A No KK that nobody has: region 10 does not exist. */
export function nomorKk(number: number): string {
  return `107301050219${String(number).padStart(4, "0")}`;
}

/** A NIK of a man born on 12 May 1980 in region 10, which does not exist. */
export function nik(number: number): string {
  return `107301120580${String(number).padStart(4, "0")}`;
}

export function family(kk: string, fields: Fields = {}): Fields {
  return { ...ORDINARY_FAMILY, nomor_kartu_keluarga: kk, ...fields };
}

export function member(kk: string, personNik: string, fields: Fields = {}): Fields {
  return {
    ...ORDINARY_MEMBER,
    nomor_kartu_keluarga: kk,
    nomor_induk_kependudukan: personNik,
    ...fields,
  };
}

/** A line as it stands in the file, for lines that are broken. */
export type Line = Fields | string;

export interface ReleaseFiles {
  readonly families: readonly Line[];
  readonly members: readonly Line[];
  /** Columns of the family file, where it has others than the dictionary's. */
  readonly familyColumns?: readonly string[];
}

const FAMILY_HEADER = FAMILY_COLUMNS.map(({ column }) => column);
const MEMBER_HEADER = MEMBER_COLUMNS.map(({ column }) => column);

export function familyFile({ families, familyColumns = FAMILY_HEADER }: ReleaseFiles): string {
  return fileOf(familyColumns, families);
}

export function memberFile({ members }: ReleaseFiles): string {
  return fileOf(MEMBER_HEADER, members);
}

function fileOf(columns: readonly string[], lines: readonly Line[]): string {
  const rows = lines.map((line) =>
    typeof line === "string" ? line : columns.map((column) => quoted(line[column] ?? "")).join("|"),
  );
  return `${[columns.map(quoted).join("|"), ...rows].join("\n")}\n`;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** The context in which imports run in a test, with a data directory of its own. */
export async function openTestContext(
  database: Pick<TestDatabase, "db" | "pool" | "url" | "schema">,
): Promise<WorkContext & { close(): Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), "tepat-import-"));
  const { db, pool, url, schema } = database;
  return {
    db,
    pool,
    url,
    schema,
    dataDir,
    log: pino({ level: "silent" }),
    close: () => rm(dataDir, { recursive: true }),
  };
}

/** Takes in the files of a release as a run that is ready to be checked. */
export async function receiveRelease(
  ctx: WorkContext,
  name: string,
  asOf: string,
  files: ReleaseFiles,
): Promise<RunWithFiles> {
  const stored = [
    { role: "family", ...(await storeText(ctx, familyFile(files))) },
    { role: "member", ...(await storeText(ctx, memberFile(files))) },
  ] as const;
  return ctx.db.importRun.create({
    data: {
      kind: "dtsen",
      name,
      asOf: new Date(asOf),
      state: "checking",
      actorKind: "command_line",
      files: { create: stored.map((file) => ({ ...file, name: `${file.role}.csv` })) },
    },
    include: { files: true },
  });
}

async function storeText(ctx: WorkContext, text: string) {
  const path = join(ctx.dataDir, "given.csv");
  await writeFile(path, text);
  const stored = await storeFile(ctx.dataDir, createReadStream(path));
  if (!stored.ok) throw new Error(stored.problem.code);
  return stored.value;
}

/** Progress as the worker follows it. */
export function progressOf(ctx: WorkContext, { id }: Pick<RunWithFiles, "id">) {
  return followRun(ctx, id);
}
