import { dayMonthYear } from "./calendar";
import type { DtksEntry, Program } from "./family-history";
import type { TextFile } from "./text-file";

const HEADING =
  "No;ID_DTKS;NOKK;NIK;NAMA;TGL_LAHIR;JK;ALAMAT;RT;RW;KELURAHAN;KECAMATAN;DESIL;PKH;BPNT;PBI";

export type DtksFile = { readonly counts: { rows: number }; append(entry: DtksEntry): void };

/** The old DTKS by person: `;`, CRLF, Windows-1252, DD/MM/YYYY, and a typographic apostrophe. */
export function writeDtksFile(file: TextFile): DtksFile {
  const counts = { rows: 0 };
  let families = 0;
  file.append(`${HEADING}\r\n`);
  return {
    counts,
    append({ nomorKk, desil, members, home, programs }) {
      families += 1;
      const received = (program: Program) => (programs.includes(program) ? "YA" : "TIDAK");
      for (const person of members) {
        counts.rows += 1;
        const fields = [
          counts.rows,
          `ID${String(families).padStart(9, "0")}`,
          nomorKk,
          person.nik,
          person.name.replaceAll("'", "’"),
          dayMonthYear(person.birthDate),
          person.sex === "male" ? "L" : "P",
          home.street,
          home.rt,
          home.rw,
          home.kelurahan.name,
          home.kelurahan.kecamatanName,
          desil,
          received("PKH"),
          received("SEMBAKO"),
          received("PBI_JK"),
        ];
        file.append(`${fields.join(";")}\r\n`);
      }
    },
  };
}
