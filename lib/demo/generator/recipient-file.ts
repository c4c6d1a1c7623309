import type { Program, RecipientRow } from "./family-history";
import type { TextFile } from "./text-file";

const PAID_HEADING =
  "NIK,NO KK,NAMA PENERIMA,ALAMAT,RT,RW,KEL/DESA,KECAMATAN,PERIODE,PENYALUR,NOMINAL";
const INSURED_HEADING = "NIK,NOKK,NAMA,KELURAHAN,KECAMATAN";

const PERIODS = { PKH: "TAHAP 4 2026", SEMBAKO: "OKT-DES 2026" } as const;
const PAYERS = ["BNI", "MANDIRI", "BRI", "BTN", "POS"] as const;

export type RecipientFile = { readonly counts: { rows: number }; append(row: RecipientRow): void };

/** A recipient list as the ministry sends it: UTF-8 with a byte-order mark, comma, one person a row. */
export function writeRecipientFile(program: Program, file: TextFile): RecipientFile {
  const counts = { rows: 0 };
  file.append(`${program === "PBI_JK" ? INSURED_HEADING : PAID_HEADING}\n`);
  return {
    counts,
    append(row) {
      counts.rows += 1;
      file.append(`${recipientFields(program, row).join(",")}\n`);
    },
  };
}

function recipientFields(program: Program, row: RecipientRow): (string | number)[] {
  const { person, nomorKk, home, amountRupiah } = row;
  const { name: kelurahan, kecamatanName } = home.kelurahan;
  if (program === "PBI_JK") return [person.nik, nomorKk, person.name, kelurahan, kecamatanName];
  const payer = PAYERS[Number(nomorKk.slice(-2)) % PAYERS.length] ?? PAYERS[0];
  const where = [home.street, home.rt, home.rw, kelurahan, kecamatanName];
  return [person.nik, nomorKk, person.name, ...where, PERIODS[program], payer, amountRupiah];
}
