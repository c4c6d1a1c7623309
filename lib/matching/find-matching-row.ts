import "server-only";
import { z } from "zod";
import { scope } from "@/lib/auth/scope";
import type { Actor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { DIFFERENCES, MatchingResult, SETTLED_BY } from "./schema";
import { seesMatchings } from "./sees-matchings";

const Ending = z.string().nullable();
const Place = { kelurahan: z.string().nullable(), kecamatan: z.string().nullable() };

const Line = z.object({
  listId: z.number().int(),
  lineNo: z.number().int(),
  name: z.string(),
  nikEnding: Ending,
  nomorKkEnding: Ending,
  birthDate: z.date().nullable(),
  sex: z.number().int().nullable(),
  address: z.string().nullable(),
  ...Place,
  diedOn: z.date().nullable(),
  deathSource: z.string().nullable(),
  result: MatchingResult,
  settledBy: z.enum(SETTLED_BY).nullable(),
  memberLine: z.number().int().nullable(),
  decidedByName: z.string().nullable(),
  decidedAt: z.date().nullable(),
});

const Candidate = z.object({
  memberLine: z.number().int(),
  householdId: z.string().nullable(),
  name: z.string(),
  nikEnding: Ending,
  /** Digits that differ where both have a whole number; a slip of the pen changes one or two. */
  nikDigitsDiffering: z.number().int().nullable(),
  nomorKkEnding: Ending,
  nomorKkSame: z.boolean().nullable(),
  birthDate: z.date().nullable(),
  sex: z.number().int().nullable(),
  address: z.string().nullable(),
  ...Place,
  desil: z.number().int().nullable(),
  byNik: z.boolean(),
  score: z.number().int(),
  differences: z.array(z.enum(DIFFERENCES)),
});
export type MatchingCandidate = z.infer<typeof Candidate>;

const Neighbours = z.tuple([
  z.object({ next: z.number().int().nullable(), waiting: z.number().int() }),
]);

/** A row with everybody whom it may mean, numbers by their last four digits. */
export type MatchingComparison = z.infer<typeof Line> & {
  readonly candidates: readonly MatchingCandidate[];
  /** The row to decide after this one; from the beginning again after the last. */
  readonly next: number | null;
  /** Rows that wait for a decision, this one among them. */
  readonly waiting: number;
};

/** One row side by side with the persons of the release; null where there is none for this actor. */
export async function findMatchingRow(
  db: Db,
  actor: Actor,
  runId: string,
  lineNo: number,
): Promise<MatchingComparison | null> {
  if (!seesMatchings(actor) || !z.uuid().safeParse(runId).success) return null;
  const [line] = z.array(Line).parse(
    await db.$queryRaw`
      SELECT matching_row.list_id AS "listId",
             matching_row.line_no AS "lineNo",
             matching_row.nama AS name,
             right(matching_row.nik, 4) AS "nikEnding",
             right(matching_row.nomor_kk, 4) AS "nomorKkEnding",
             matching_row.tanggal_lahir AS "birthDate",
             matching_row.jenis_kelamin AS sex,
             matching_row.alamat AS address,
             matching_row.kelurahan,
             matching_row.kecamatan,
             matching_row.died_on AS "diedOn",
             matching_row.death_source AS "deathSource",
             matching_row.result::text,
             matching_row.settled_by AS "settledBy",
             matching_row.member_line AS "memberLine",
             app_user.name AS "decidedByName",
             matching_row.decided_at AS "decidedAt"
        FROM matching_list
        JOIN matching_row ON matching_row.list_id = matching_list.id
   LEFT JOIN app_user ON app_user.id = matching_row.decided_by
       WHERE matching_list.run_id = ${runId}::uuid
         AND matching_row.line_no = ${lineNo}
         AND matching_row.result IS NOT NULL
    `,
  );
  if (!line) return null;
  const [candidates, neighbours] = await Promise.all([
    listCandidates(db, actor, line),
    findNeighbours(db, line),
  ]);
  return { ...line, candidates, ...neighbours };
}

async function listCandidates(
  db: Db,
  actor: Actor,
  { listId, lineNo }: z.infer<typeof Line>,
): Promise<MatchingCandidate[]> {
  return z.array(Candidate).parse(
    await db.$queryRaw`
      SELECT candidate.member_line AS "memberLine",
             person.household_id::text AS "householdId",
             person.nama AS name,
             right(person.nik, 4) AS "nikEnding",
             CASE WHEN matching_row.nik_valid AND person.nik_valid THEN (
               SELECT count(*)::int
                 FROM generate_series(1, 16) AS digit
                WHERE substr(matching_row.nik, digit, 1) <> substr(person.nik, digit, 1)
             ) END AS "nikDigitsDiffering",
             right(person.nomor_kk, 4) AS "nomorKkEnding",
             person.nomor_kk = matching_row.nomor_kk AS "nomorKkSame",
             person.tanggal_lahir AS "birthDate",
             person.jenis_kelamin AS sex,
             family.alamat AS address,
             kelurahan.name AS kelurahan,
             kecamatan.name AS kecamatan,
             family.desil_nasional AS desil,
             candidate.by_nik AS "byNik",
             candidate.score,
             candidate.differences
        FROM matching_candidate AS candidate
        JOIN matching_list ON matching_list.id = candidate.list_id
        JOIN matching_row USING (list_id, line_no)
        JOIN individual_release AS person
          ON person.release_id = matching_list.release_id
         AND person.line_no = candidate.member_line
   LEFT JOIN household_release AS family
          ON family.release_id = matching_list.release_id
         AND family.household_id = person.household_id
   LEFT JOIN area AS kelurahan ON kelurahan.id = person.village_id
   LEFT JOIN area AS kecamatan ON kecamatan.id = kelurahan.parent_id
       WHERE candidate.list_id = ${listId}
         AND candidate.line_no = ${lineNo}
         AND ${scope(actor, Prisma.sql`candidate.village_id`)}
    ORDER BY candidate.by_nik DESC, candidate.score DESC, candidate.member_line
    `,
  );
}

async function findNeighbours(db: Db, { listId, lineNo }: z.infer<typeof Line>) {
  const [neighbours] = Neighbours.parse(
    await db.$queryRaw`
      SELECT coalesce(min(line_no) FILTER (WHERE line_no > ${lineNo}),
                      min(line_no) FILTER (WHERE line_no < ${lineNo})) AS next,
             count(*)::int AS waiting
        FROM matching_row
       WHERE list_id = ${listId} AND result = 'similar'
    `,
  );
  return neighbours;
}
