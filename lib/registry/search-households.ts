import "server-only";
import { z } from "zod";
import { scope } from "@/lib/auth/scope";
import type { Actor } from "@/lib/auth/types";
import type { Database, Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { HOUSEHOLD_HOME } from "./household-home";

/** A search that found more asks the person to say more; nobody reads a hundred namesakes. */
export const SEARCH_SHOWN_MAX = 50;
/** Beyond this many matches the best fifty are no longer worth sorting out. */
export const SEARCH_MATCHES_MAX = 1_000;
const STATEMENT_TIMEOUT_MS = 3_000;
/** Share of trigrams two names must have in common to be offered as similar: MUTMAINAH and MUTMAINNAH do. */
const SIMILARITY_MIN = 0.45;
/** PostgreSQL: query_canceled. */
const TIMED_OUT = "57014";

const NumberHit = z.object({
  id: z.string(),
  headName: z.string().nullable(),
  nomorKkEnding: z.string().nullable(),
  kelurahan: z.string().nullable(),
  kecamatan: z.string().nullable(),
  inRelease: z.boolean(),
});
/** A family that a number leads to. */
export type NumberHit = z.infer<typeof NumberHit>;

const NameHit = z.object({
  householdId: z.string(),
  name: z.string(),
  birthDate: z.date().nullable(),
  headName: z.string().nullable(),
  kelurahan: z.string().nullable(),
  kecamatan: z.string().nullable(),
  desil: z.number().int().nullable(),
  inRelease: z.boolean(),
});
/** A person whose name was found, in the family of today or, `inRelease` false, of the old DTKS. */
export type NameHit = z.infer<typeof NameHit>;

export type NameSearch =
  | {
      readonly kind: "found";
      readonly hits: readonly NameHit[];
      /** Counted no further than one beyond the limit at which sorting stops. */
      readonly count: number;
      /** No name contains what was typed; these only sound like it. */
      readonly similarOnly: boolean;
    }
  | { readonly kind: "too_slow" };

/**
 * The families a NIK or No KK leads to, inside the actor's area: by any No KK a family ever had and
 * by the NIK in the current release; only if that finds nobody, by a NIK of older releases, the old
 * DTKS or a recipient list.
 */
export async function findHouseholdsByNumber(
  client: Db,
  actor: Actor,
  number: string,
): Promise<NumberHit[]> {
  const rows = await client.$queryRaw`
    WITH candidate AS (
      SELECT household_kk.household_id, 1 AS rank
        FROM household_kk
       WHERE household_kk.nomor_kk = ${number}
       UNION
      SELECT individual_release.household_id, 1
        FROM individual_release
        JOIN release ON release.id = individual_release.release_id AND release.status = 'published'
       WHERE individual_release.nik = ${number}
       UNION
      SELECT individual_release.household_id, 2
        FROM individual_release
        JOIN release ON release.id = individual_release.release_id AND release.status = 'superseded'
       WHERE individual_release.nik = ${number}
       UNION
      SELECT dtks_row.household_id, 2
        FROM dtks_row
        JOIN dtks_list ON dtks_list.id = dtks_row.list_id AND dtks_list.applied_at IS NOT NULL
       WHERE dtks_row.nik = ${number}
       UNION
      SELECT participation.household_id, 2
        FROM recipient_row
        JOIN participation ON participation.id = recipient_row.participation_id
       WHERE recipient_row.nik = ${number}
    ), best AS (
      SELECT household_id, min(rank) AS rank
        FROM candidate
    GROUP BY household_id
    ), visible AS (
      SELECT household.id, home.head_name, home.nomor_kk, home.village_id,
             best.rank, min(best.rank) OVER () AS best_rank
        FROM best
        JOIN household ON household.id = best.household_id
        ${HOUSEHOLD_HOME}
       WHERE ${scope(actor, Prisma.sql`home.village_id`)}
    )
      SELECT visible.id::text,
             visible.head_name AS "headName",
             right(visible.nomor_kk, 4) AS "nomorKkEnding",
             kelurahan.name AS kelurahan,
             kecamatan.name AS kecamatan,
             ${inCurrentRelease(Prisma.sql`visible.id`)} AS "inRelease"
        FROM visible
   LEFT JOIN area AS kelurahan ON kelurahan.id = visible.village_id
   LEFT JOIN area AS kecamatan ON kecamatan.id = kelurahan.parent_id
       WHERE visible.rank = visible.best_rank
    ORDER BY visible.id
       LIMIT ${SEARCH_SHOWN_MAX}
  `;
  return z.array(NumberHit).parse(rows);
}

/** The families of some ids as a search shows them; those outside the actor's area are not there. */
export async function listHouseholdsById(
  client: Db,
  actor: Actor,
  ids: readonly bigint[],
): Promise<NumberHit[]> {
  const rows = await client.$queryRaw`
      SELECT household.id::text,
             home.head_name AS "headName",
             right(home.nomor_kk, 4) AS "nomorKkEnding",
             kelurahan.name AS kelurahan,
             kecamatan.name AS kecamatan,
             ${inCurrentRelease(Prisma.sql`household.id`)} AS "inRelease"
        FROM household
        ${HOUSEHOLD_HOME}
   LEFT JOIN area AS kelurahan ON kelurahan.id = home.village_id
   LEFT JOIN area AS kecamatan ON kecamatan.id = kelurahan.parent_id
       WHERE household.id = ANY(${[...ids]}::bigint[])
         AND ${scope(actor, Prisma.sql`home.village_id`)}
    ORDER BY household.id
  `;
  return z.array(NumberHit).parse(rows);
}

function inCurrentRelease(householdId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT FROM household_release
      JOIN release ON release.id = household_release.release_id AND release.status = 'published'
     WHERE household_release.household_id = ${householdId})`;
}

/**
 * People by name, inside the actor's area: every word must occur in the name. Where nothing
 * contains the words, names that sound like them are offered instead.
 *
 * The matches are found first (GIN over kelurahan and name) and sorted afterwards: one plan that
 * sorts while it searches walks the whole table. A search that takes longer than three seconds is
 * given up, so that one vague word cannot hold the database.
 */
export async function searchHouseholdsByName(
  database: Database,
  actor: Actor,
  releaseId: number | null,
  words: readonly string[],
  villageIds: readonly number[] | null | undefined,
): Promise<NameSearch> {
  const search: Search = { actor, releaseId, villageIds, text: words.join(" ") };
  try {
    return await database.$transaction(async (tx) => {
      await tx.$executeRaw`
        SELECT set_config('statement_timeout', ${String(STATEMENT_TIMEOUT_MS)}, TRUE),
               set_config('pg_trgm.similarity_threshold', ${String(SIMILARITY_MIN)}, TRUE)`;
      const exact = await findNames(tx, search, (column) =>
        Prisma.join(
          words.map((word) => Prisma.sql`${column} ILIKE ${containing(word)}`),
          " AND ",
        ),
      );
      if (exact.length > 0) return foundNames(exact, false);
      const similar = await findNames(
        tx,
        search,
        (column) => Prisma.sql`${column} % ${search.text.toUpperCase()}`,
      );
      return foundNames(similar, true);
    });
  } catch (error) {
    if (isTimeout(error)) return { kind: "too_slow" };
    throw error;
  }
}

interface Search {
  readonly actor: Actor;
  readonly releaseId: number | null;
  readonly villageIds: readonly number[] | null | undefined;
  readonly text: string;
}

const FoundName = NameHit.extend({ count: z.number().int() });

function foundNames(rows: readonly z.infer<typeof FoundName>[], similarOnly: boolean): NameSearch {
  return {
    kind: "found",
    hits: rows.map(({ count: _, ...hit }) => hit),
    count: rows[0]?.count ?? 0,
    similarOnly,
  };
}

async function findNames(
  tx: Db,
  { actor, releaseId, villageIds, text }: Search,
  matches: (column: Prisma.Sql) => Prisma.Sql,
): Promise<z.infer<typeof FoundName>[]> {
  const inArea = (column: Prisma.Sql) =>
    Prisma.join([scope(actor, column), narrowedTo(villageIds, column)], " AND ");
  const rows = await tx.$queryRaw`
    WITH member AS MATERIALIZED (
      SELECT individual_release.household_id,
             individual_release.nama,
             individual_release.tanggal_lahir,
             individual_release.village_id
        FROM individual_release
       WHERE individual_release.release_id = ${releaseId}
         AND individual_release.household_id IS NOT NULL
         AND ${inArea(Prisma.sql`individual_release.village_id`)}
         AND ${matches(Prisma.sql`individual_release.nama`)}
       LIMIT ${SEARCH_MATCHES_MAX + 1}
    ), once_in_dtks AS MATERIALIZED (
      SELECT dtks_row.household_id, dtks_row.nama, dtks_row.tanggal_lahir, dtks_row.village_id
        FROM dtks_row
       WHERE dtks_row.list_id = (SELECT id
                                   FROM dtks_list
                                  WHERE applied_at IS NOT NULL
                               ORDER BY as_of DESC, id DESC
                                  LIMIT 1)
         AND ${inArea(Prisma.sql`dtks_row.village_id`)}
         AND ${matches(Prisma.sql`dtks_row.nama`)}
         AND NOT EXISTS (SELECT
                           FROM household_release
                          WHERE household_release.release_id = ${releaseId}
                            AND household_release.household_id = dtks_row.household_id)
         AND dtks_row.household_id IS NOT NULL
       LIMIT ${SEARCH_MATCHES_MAX + 1}
    ), found AS (
      SELECT *, TRUE AS in_release FROM member
       UNION ALL
      SELECT *, FALSE FROM once_in_dtks
    ), best AS (
      SELECT *, count(*) OVER ()::int AS count
        FROM found
    ORDER BY starts_with(upper(nama), upper(${text})) DESC,
             similarity(nama, ${text}) DESC,
             nama,
             household_id
       LIMIT ${SEARCH_SHOWN_MAX}
    )
      SELECT best.household_id::text AS "householdId",
             best.nama AS name,
             best.tanggal_lahir AS "birthDate",
             household_release.nama_kepala_keluarga AS "headName",
             kelurahan.name AS kelurahan,
             kecamatan.name AS kecamatan,
             household_release.desil_nasional AS desil,
             best.in_release AS "inRelease",
             best.count
        FROM best
   LEFT JOIN household_release
          ON household_release.release_id = ${releaseId}
         AND household_release.household_id = best.household_id
   LEFT JOIN area AS kelurahan ON kelurahan.id = best.village_id
   LEFT JOIN area AS kecamatan ON kecamatan.id = kelurahan.parent_id
    ORDER BY starts_with(upper(best.nama), upper(${text})) DESC,
             similarity(best.nama, ${text}) DESC,
             best.nama,
             best.household_id
  `;
  return z.array(FoundName).parse(rows);
}

function narrowedTo(
  villageIds: readonly number[] | null | undefined,
  column: Prisma.Sql,
): Prisma.Sql {
  if (villageIds === undefined) return Prisma.sql`TRUE`;
  if (villageIds === null) return Prisma.sql`${column} IS NULL`;
  return Prisma.sql`${column} = ANY(${[...villageIds]}::int[])`;
}

/** A pattern for names that contain a word; `%` and `_` that were typed are letters like any other. */
function containing(word: string): string {
  return `%${word.replace(/[\\%_]/g, "\\$&")}%`;
}

const DriverError = z.object({
  meta: z.object({
    driverAdapterError: z.object({ cause: z.object({ originalCode: z.string() }) }),
  }),
});

function isTimeout(error: unknown): boolean {
  const parsed = DriverError.safeParse(error);
  return parsed.success && parsed.data.meta.driverAdapterError.cause.originalCode === TIMED_OUT;
}
