import { readNik, readNomorKk } from "@/lib/shared/nik";
import type { ProblemCode } from "../problems";
import type { ImportFileRole } from "../schema";
import { isNothing, readCode, readDay, readText } from "../values";

/** What is written under a column; empty where the file has no such column. */
export type CellOf = (column: string) => string;

/** Why a row of whole columns is not taken; null where it is, whatever warnings it gets. */
export function rejectionOf(role: ImportFileRole, cell: CellOf): ProblemCode | null {
  switch (role) {
    case "family": {
      const reading = readNomorKk(cell("nomor_kartu_keluarga"));
      return reading.valid ? null : `family_${reading.problem}`;
    }
    case "member": {
      const reading = readNik(cell("nomor_induk_kependudukan"));
      const numberless = !reading.valid && reading.problem === "nik_empty";
      return numberless && isNothing(cell("nama")) ? "nobody" : null;
    }
    case "dtks":
    case "dukcapil":
    case "matching":
    case "deaths":
    case "bnba":
      return allEmpty(cell, ["nama", "nik"]) ? "nobody" : null;
    case "recipients":
    case "desil":
      return allEmpty(cell, ["nama", "nik", "nomor_kk"]) ? "nobody" : null;
  }
}

/** The columns that say whose row it is: what a person needs to put a rejected one right. */
export const REPAIR_COLUMNS = {
  family: ["nomor_kartu_keluarga", "nama_kepala_keluarga", "alamat"],
  member: [
    "nomor_kartu_keluarga",
    "nomor_induk_kependudukan",
    "nama",
    "tanggal_lahir",
    "jenis_kelamin",
  ],
  dtks: ["nomor_kk", "nik", "nama", "tanggal_lahir", "jenis_kelamin"],
  recipients: ["nik", "nomor_kk", "nama"],
  dukcapil: ["nik", "nama", "status"],
  matching: ["nik", "nama", "tanggal_lahir", "jenis_kelamin"],
  deaths: ["nik", "nama", "tanggal_lahir", "jenis_kelamin"],
  desil: ["nomor_kk", "nik", "nama"],
  bnba: ["nomor_kk", "nik", "nama", "tanggal_lahir", "jenis_kelamin"],
} as const satisfies Record<ImportFileRole, readonly string[]>;

/** What the import would say of one cell of those columns; null where it says nothing. */
export function cellProblem(
  role: ImportFileRole,
  column: string,
  text: string,
): ProblemCode | null {
  switch (column) {
    case "nomor_kartu_keluarga":
    case "nomor_kk": {
      const reading = readNomorKk(text);
      if (reading.valid) return null;
      return role === "family" ? `family_${reading.problem}` : reading.problem;
    }
    case "nomor_induk_kependudukan":
    case "nik": {
      const reading = readNik(text);
      return reading.valid ? null : reading.problem;
    }
    case "nama":
      return isNothing(text) ? "name_empty" : null;
    case "tanggal_lahir":
      return readDay(text) === undefined ? "day_unreadable" : null;
    case "jenis_kelamin":
      return readCode("jenis_kelamin", text) === undefined ? "code_unknown" : null;
    default:
      return null;
  }
}

function allEmpty(cell: CellOf, columns: readonly string[]): boolean {
  return columns.every((column) => readText(cell(column)) === null);
}
