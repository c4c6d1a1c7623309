import type { FamilyHistory } from "./family-history";
import type { Person } from "./person";
import type { TextFile } from "./text-file";

/** What the population office writes of a person, in its two columns STATUS and KETERANGAN. */
const ANSWERS = {
  matched: "PADAN|",
  name_differs: "TIDAK PADAN|NAMA BERBEDA",
  birth_date_differs: "TIDAK PADAN|TANGGAL LAHIR BERBEDA",
  not_found: "TIDAK PADAN|NIK TIDAK DITEMUKAN",
  doubled: "TIDAK PADAN|NIK GANDA",
  deceased: "TIDAK AKTIF|MENINGGAL",
  deceased_after_move: "TIDAK AKTIF|PINDAH LUAR KABUPATEN/KOTA, MENINGGAL",
  moved_out: "TIDAK AKTIF|PINDAH LUAR KABUPATEN/KOTA",
  moved_inside: "TIDAK AKTIF|PINDAH DALAM KOTA",
} as const;
export type DukcapilAnswer = keyof typeof ANSWERS;

export type DukcapilFile = {
  readonly counts: { rows: number };
  append(family: FamilyHistory): void;
};

/** The population office's matching result: `|` without quotes, one line a person who was asked about. */
export function writeDukcapilFile(file: TextFile): DukcapilFile {
  const counts = { rows: 0 };
  file.append("NIK|NAMA|STATUS|KETERANGAN\n");
  return {
    counts,
    append(family) {
      for (const { nik, name, answer } of askedAbout(family)) {
        counts.rows += 1;
        file.append(`${nik}|${name}|${ANSWERS[answer]}\n`);
      }
    },
  };
}

/**
 * The office asks about each NIK that the newest release or a recipient list has whole: a damaged
 * one asks about nobody.
 */
function askedAbout({ v3, recipients }: FamilyHistory): Iterable<Person> {
  const inRelease = v3?.members.filter(({ nik, nikInDtsen }) => nik === nikInDtsen) ?? [];
  const listed = recipients.map(({ person }) => person);
  return new Map([...inRelease, ...listed].map((person) => [person.nik, person])).values();
}
