import "server-only";
import { z } from "zod";
import { areaOf, scope } from "@/lib/auth/scope";
import type { Actor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { bandOf, bandRange, type FamilyMovement } from "./family-movement";
import type { DesilChoice, HouseholdCursor } from "./schema";
import type { ShiftBorders } from "./shift-borders";

export const PAGE_SIZE = 50;
/** Counting stops here: nobody pages through ten thousand families, and counting millions is slow. */
export const COUNT_LIMIT = 10_000;

/** Filters that were understood; an empty list of desil means any. */
export interface HouseholdFilter {
  /** Undefined: the actor's whole area. Null: families of no recognised area. */
  readonly villageIds: readonly number[] | null | undefined;
  readonly desil: readonly DesilChoice[];
  readonly openCasesOnly: boolean;
  /** With the borders under which a change of desil is told. */
  readonly movement?: { readonly of: FamilyMovement; readonly borders: ShiftBorders };
}

const Row = z.object({
  id: z.string(),
  lineNo: z.number().int(),
  headName: z.string().nullable(),
  nomorKkEnding: z.string(),
  kelurahan: z.string().nullable(),
  kecamatan: z.string().nullable(),
  desil: z.number().int().nullable(),
  memberCount: z.number().int(),
  programs: z.array(
    z.object({ code: z.string(), state: z.enum(["active", "suspended", "ended", "graduated"]) }),
  ),
  openCases: z.array(z.object({ id: z.string(), kind: z.string() })),
});

/** A family as a line of the list. The No KK leaves the database with its last four digits only. */
export type HouseholdListRow = z.infer<typeof Row>;

export interface HouseholdPage {
  readonly rows: readonly HouseholdListRow[];
  readonly next: HouseholdCursor | null;
}

/**
 * One page of a release's families, by the head's name. It finds the page's rows first, per kelurahan
 * in index order, and looks up what belongs to them afterwards, so that the thousandth page costs
 * what the first one does.
 */
export async function listHouseholds(
  client: Db,
  actor: Actor,
  releaseId: number,
  filter: HouseholdFilter,
  after: HouseholdCursor | null,
  limit = PAGE_SIZE,
): Promise<HouseholdPage> {
  const conditions = conditionsOf(actor, releaseId, filter);
  const villageIds = villagesToRead(actor, filter);
  const position = after && (await findPosition(client, conditions, after.lineNo));
  const keys: z.infer<typeof Key>[] = [];
  if (!position || position.name !== null)
    keys.push(...(await findKeys(client, conditions, villageIds, namedAfter(position), limit)));
  // Families without a head's name come last; only the end of the list asks for them.
  if (keys.length <= limit)
    keys.push(...(await findKeys(client, conditions, villageIds, namelessAfter(position), limit)));
  const shown = keys.slice(0, limit);
  const last = keys.length > limit ? shown.at(-1) : undefined;
  return {
    rows: await readRows(
      client,
      releaseId,
      shown.map(({ lineNo }) => lineNo),
    ),
    next: last ? { releaseId, lineNo: last.lineNo } : null,
  };
}

/** How many families a filter finds, counted no further than one beyond `COUNT_LIMIT`. */
export async function countHouseholds(
  client: Db,
  actor: Actor,
  releaseId: number,
  filter: HouseholdFilter,
): Promise<number> {
  const rows = await client.$queryRaw`
    SELECT count(*)::int AS count
      FROM (SELECT
              FROM household_release
             WHERE ${conditionsOf(actor, releaseId, filter)}
             LIMIT ${COUNT_LIMIT + 1}) AS found
  `;
  return z.tuple([z.object({ count: z.number().int() })]).parse(rows)[0].count;
}

const Key = z.object({ lineNo: z.number().int() });

interface Position {
  readonly name: string | null;
  readonly lineNo: number;
}

function conditionsOf(actor: Actor, releaseId: number, filter: HouseholdFilter): Prisma.Sql {
  const conditions = [
    Prisma.sql`household_release.release_id = ${releaseId}`,
    Prisma.sql`household_release.household_id IS NOT NULL`,
    scope(actor, Prisma.sql`household_release.village_id`),
    areaCondition(filter),
    desilCondition(filter.desil),
    filter.openCasesOnly ? OPEN_CASE_CONDITION : Prisma.sql`TRUE`,
    filter.movement ? movementCondition(filter.movement) : Prisma.sql`TRUE`,
  ];
  return Prisma.join(conditions, " AND ");
}

/** The kelurahan whose own indexes give the order; null where the whole regency is read, or what has no kelurahan. */
function villagesToRead(actor: Actor, { villageIds }: HouseholdFilter): readonly number[] | null {
  if (villageIds !== undefined) return villageIds;
  const area = areaOf(actor);
  return area.level === "villages" ? area.villageIds : null;
}

function areaCondition({ villageIds }: HouseholdFilter): Prisma.Sql {
  if (villageIds === undefined) return Prisma.sql`TRUE`;
  if (villageIds === null) return Prisma.sql`household_release.village_id IS NULL`;
  return Prisma.sql`household_release.village_id = ANY(${[...villageIds]}::int[])`;
}

function desilCondition(desil: readonly DesilChoice[]): Prisma.Sql {
  if (desil.length === 0) return Prisma.sql`TRUE`;
  const ranks = desil.filter((choice) => choice !== "kosong").map(Number);
  const ranked = Prisma.sql`household_release.desil_nasional = ANY(${ranks}::int[])`;
  return desil.includes("kosong")
    ? Prisma.sql`(${ranked} OR household_release.desil_nasional IS NULL)`
    : ranked;
}

/** The family's row of the release before; there is none for a new family. */
function before(condition: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT FROM household_release AS before
     WHERE before.release_id = (SELECT previous_id FROM release WHERE id = household_release.release_id)
       AND before.household_id = household_release.household_id
       AND ${condition})`;
}

const SHIFT = Prisma.sql`household_release.desil_nasional - before.desil_nasional`;

/** As `rollup_movement` counts it; nothing where no release came before. */
function movementCondition({
  of: movement,
  borders,
}: NonNullable<HouseholdFilter["movement"]>): Prisma.Sql {
  switch (movement) {
    case "baru":
      return Prisma.sql`(NOT ${before(Prisma.sql`TRUE`)} AND EXISTS (
        SELECT FROM release
         WHERE release.id = household_release.release_id AND release.previous_id IS NOT NULL))`;
    case "pindah":
      return before(Prisma.sql`household_release.village_id IS DISTINCT FROM before.village_id`);
    case "nomor-kk":
      return before(Prisma.sql`household_release.nomor_kk IS DISTINCT FROM before.nomor_kk`);
    case "tanpa-desil":
      return before(Prisma.sql`(${SHIFT}) IS NULL`);
    default: {
      const { min, max } = bandRange(bandOf(movement), borders);
      return before(Prisma.sql`(${SHIFT}) BETWEEN ${min}::int AND ${max}::int`);
    }
  }
}

/** A family has an open case itself, or one of its members has. */
const OPEN_CASE_CONDITION = Prisma.sql`household_release.household_id IN (
  SELECT error_case.household_id
    FROM error_case
   WHERE error_case.state NOT IN ('resolved', 'dismissed')
     AND error_case.household_id IS NOT NULL
   UNION
  SELECT member.household_id
    FROM error_case
    JOIN individual_release AS member ON member.individual_id = error_case.individual_id
    JOIN release ON release.id = member.release_id AND release.status = 'published'
   WHERE error_case.state NOT IN ('resolved', 'dismissed')
)`;

/** Where a cursor's line stands in the order. A line that the filter no longer finds begins the list again. */
async function findPosition(
  client: Db,
  conditions: Prisma.Sql,
  lineNo: number,
): Promise<Position | null> {
  const rows = await client.$queryRaw`
    SELECT household_release.nama_kepala_keluarga AS name,
           household_release.line_no AS "lineNo"
      FROM household_release
     WHERE ${conditions}
       AND household_release.line_no = ${lineNo}
  `;
  const Found = z.object({ name: z.string().nullable(), lineNo: z.number().int() });
  return z.array(Found).max(1).parse(rows)[0] ?? null;
}

function namedAfter(position: Position | null): Prisma.Sql {
  if (!position) return Prisma.sql`household_release.nama_kepala_keluarga IS NOT NULL`;
  return Prisma.sql`(household_release.nama_kepala_keluarga, household_release.line_no)
                    > (${position.name}::text, ${position.lineNo}::int)`;
}

function namelessAfter(position: Position | null): Prisma.Sql {
  const line = position?.name === null ? position.lineNo : 0;
  return Prisma.sql`(household_release.nama_kepala_keluarga IS NULL
                     AND household_release.line_no > ${line}::int)`;
}

/**
 * The lines of the next page and one more. With a few kelurahan each one is read in the order of its
 * own index and the heads of these runs are merged; over the whole regency the other index serves.
 */
async function findKeys(
  client: Db,
  conditions: Prisma.Sql,
  villageIds: readonly number[] | null,
  after: Prisma.Sql,
  limit: number,
): Promise<z.infer<typeof Key>[]> {
  const order = Prisma.sql`household_release.nama_kepala_keluarga, household_release.line_no`;
  const rows = villageIds
    ? await client.$queryRaw`
        SELECT found.line_no AS "lineNo"
          FROM unnest(${[...villageIds]}::int[]) AS village (id)
    CROSS JOIN LATERAL (
                 SELECT household_release.nama_kepala_keluarga, household_release.line_no
                   FROM household_release
                  WHERE household_release.village_id = village.id
                    AND ${conditions}
                    AND ${after}
               ORDER BY ${order}
                  LIMIT ${limit + 1}
               ) AS found
      ORDER BY found.nama_kepala_keluarga, found.line_no
         LIMIT ${limit + 1}`
    : await client.$queryRaw`
        SELECT household_release.line_no AS "lineNo"
          FROM household_release
         WHERE ${conditions}
           AND ${after}
      ORDER BY ${order}
         LIMIT ${limit + 1}`;
  return z.array(Key).parse(rows);
}

/** What a list shows of some families: area, size, programs, open cases. */
async function readRows(
  client: Db,
  releaseId: number,
  lines: readonly number[],
): Promise<HouseholdListRow[]> {
  if (lines.length === 0) return [];
  const rows = await client.$queryRaw`
      SELECT household_release.household_id::text AS id,
             household_release.line_no AS "lineNo",
             household_release.nama_kepala_keluarga AS "headName",
             right(household_release.nomor_kk, 4) AS "nomorKkEnding",
             kelurahan.name AS kelurahan,
             kecamatan.name AS kecamatan,
             household_release.desil_nasional AS desil,
             (SELECT count(*)::int
                FROM individual_release
               WHERE individual_release.release_id = ${releaseId}
                 AND individual_release.household_id = household_release.household_id
             ) AS "memberCount",
             (SELECT coalesce(jsonb_agg(DISTINCT jsonb_build_object('code', program_code, 'state', state)), '[]')
                FROM participation
               WHERE participation.household_id = household_release.household_id
                 AND participation.state IN ('active', 'suspended')
             ) AS programs,
             (SELECT coalesce(jsonb_agg(jsonb_build_object('id', error_case.id::text, 'kind', kind) ORDER BY error_case.id), '[]')
                FROM error_case
               WHERE error_case.household_id = household_release.household_id
                 AND error_case.state NOT IN ('resolved', 'dismissed')
             ) AS "openCases"
        FROM unnest(${[...lines]}::int[]) WITH ORDINALITY AS wanted (line_no, position)
        JOIN household_release
          ON household_release.release_id = ${releaseId}
         AND household_release.line_no = wanted.line_no
   LEFT JOIN area AS kelurahan ON kelurahan.id = household_release.village_id
   LEFT JOIN area AS kecamatan ON kecamatan.id = kelurahan.parent_id
    ORDER BY wanted.position
  `;
  return z.array(Row).parse(rows);
}
