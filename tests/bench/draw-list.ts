import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import type { WorkContext } from "@/lib/jobs/work-context";

const Person = z.object({
  individualId: z.string(),
  nik: z.string(),
  name: z.string(),
  birthDate: z.string(),
  sex: z.number().int(),
  kelurahan: z.string(),
  kecamatan: z.string(),
  otherKelurahan: z.string(),
  otherKecamatan: z.string(),
  otherName: z.string(),
});
type Person = z.infer<typeof Person>;

/** How another office wrote down somebody of the registry, and in how many of twenty rows. */
interface Spelling {
  readonly name: string;
  readonly ofTwenty: number;
  readonly write: (person: Person) => Person;
  /** The registry has nobody of these. */
  readonly isStranger?: true;
}

const withoutNik = (person: Person) => ({ ...person, nik: "" });
const withWrongNik = (person: Person) => ({ ...person, nik: otherSerial(person.nik) });
const misspelt = (person: Person) => ({ ...person, name: withoutLetter(person.name) });

// biome-ignore format: a table reads as a table
export const SPELLINGS: readonly Spelling[] = [
  { name: "as in the registry",            ofTwenty: 11, write: (person) => person },
  { name: "no NIK",                        ofTwenty: 2,  write: withoutNik },
  { name: "wrong NIK",                     ofTwenty: 1,  write: withWrongNik },
  { name: "wrong NIK, misspelt name",      ofTwenty: 1,  write: (person) => misspelt(withWrongNik(person)) },
  { name: "no NIK, misspelt name",         ofTwenty: 1,  write: (person) => misspelt(withoutNik(person)) },
  { name: "no NIK, another kelurahan",     ofTwenty: 1,  write: (person) => moved(withoutNik(person)) },
  { name: "no NIK, no birth date",         ofTwenty: 1,  write: (person) => ({ ...withoutNik(person), birthDate: "" }) },
  { name: "no NIK, birth date a day off",  ofTwenty: 1,  write: (person) => dayOff(withoutNik(person)) },
  { name: "nobody of the registry",        ofTwenty: 1,  write: stranger, isStranger: true },
];

/** A row of the list that was drawn. */
export interface DrawnRow {
  readonly lineNo: number;
  readonly spelling: string;
  /** Who of the registry it is. */
  readonly individualId: string | null;
}

/** Writes a list of people from all over the release as another office might have it, and says who is who. */
export async function drawList(
  { pool }: WorkContext,
  rowCount: number,
  path: string,
): Promise<DrawnRow[]> {
  const { rows } = await pool.query(
    `WITH village AS (
       SELECT area.id, area.name, parent.name AS kecamatan,
              lead(area.name, 9, first.name) OVER numbered AS other_name,
              lead(parent.name, 9, first.kecamatan) OVER numbered AS other_kecamatan
         FROM area
         JOIN area AS parent ON parent.id = area.parent_id
   CROSS JOIN (SELECT area.name, parent.name AS kecamatan
                 FROM area JOIN area AS parent ON parent.id = area.parent_id
                WHERE area.level = 'kelurahan' ORDER BY area.id LIMIT 1) AS first
        WHERE area.level = 'kelurahan'
       WINDOW numbered AS (ORDER BY area.id)
     )
     SELECT person.individual_id::text AS "individualId", person.nik, person.nama AS name,
            person.tanggal_lahir::text AS "birthDate", person.jenis_kelamin AS sex,
            village.name AS kelurahan, village.kecamatan,
            village.other_name AS "otherKelurahan", village.other_kecamatan AS "otherKecamatan",
            lag(person.nama, 1, '') OVER (ORDER BY hashint4(person.line_no)) AS "otherName"
       FROM individual_release AS person
       JOIN village ON village.id = person.village_id
      WHERE person.release_id = (SELECT id FROM release WHERE status = 'published')
        AND person.nik_valid AND person.tanggal_lahir IS NOT NULL
   ORDER BY hashint4(person.line_no)
      LIMIT $1`,
    [rowCount],
  );
  const drawn = z.array(Person).parse(rows);
  const turns = SPELLINGS.flatMap((spelling) =>
    Array.from({ length: spelling.ofTwenty }, () => spelling),
  );
  const list = drawn.map((person, index) => {
    const spelling = turns[index % turns.length];
    if (!spelling) throw new RangeError("There are no spellings");
    return { person, spelling, lineNo: index + 2 };
  });
  const lines = list.map(({ person, spelling }) => `${lineOf(spelling.write(person))}\n`);
  await pipeline(Readable.from([HEADER, ...lines]), createWriteStream(path));
  return list.map(({ person, spelling, lineNo }) => ({
    lineNo,
    spelling: spelling.name,
    individualId: spelling.isStranger ? null : person.individualId,
  }));
}

const HEADER = "NIK|NAMA|TANGGAL LAHIR|JENIS KELAMIN|KELURAHAN|KECAMATAN\n";

function lineOf({ nik, name, birthDate, sex, kelurahan, kecamatan }: Person): string {
  return [nik, name, birthDate, sex === 1 ? "L" : "P", kelurahan, kecamatan].join("|");
}

/** The last four digits count who was born on a day: five thousand further nobody was. */
function otherSerial(nik: string): string {
  return `${nik.slice(0, 12)}${(Number(nik[12]) + 5) % 10}${nik.slice(13)}`;
}

function withoutLetter(name: string): string {
  return `${name.slice(0, 3)}${name.slice(4)}`;
}

function moved(person: Person): Person {
  return { ...person, kelurahan: person.otherKelurahan, kecamatan: person.otherKecamatan };
}

function dayOff(person: Person): Person {
  const day = Number(person.birthDate.slice(8));
  return {
    ...person,
    birthDate: `${person.birthDate.slice(0, 8)}${String((day % 28) + 1).padStart(2, "0")}`,
  };
}

/** A name that the registry has, with a birth date that it has: both, but not together. */
function stranger(person: Person): Person {
  return { ...person, nik: otherSerial(person.nik), name: person.otherName };
}
