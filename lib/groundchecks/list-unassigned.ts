import "server-only";
import { z } from "zod";
import { scope } from "@/lib/auth/scope";
import type { Actor } from "@/lib/auth/types";
import { VISITED_KINDS } from "@/lib/cases/kinds";
import { caseWorkflow } from "@/lib/cases/workflow";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { HOUSEHOLD_HOME } from "@/lib/registry/household-home";
import { statesList } from "./companion-loads";
import type { FamilyCursor, FamilyFilter } from "./list-schema";
import { FINISHED_STATES } from "./workflow";

export const PAGE_SIZE = 50;
/** Counting stops here: nobody pages through ten thousand families. */
export const COUNT_LIMIT = 10_000;

const Row = z.object({
  caseId: z.bigint(),
  householdId: z.bigint(),
  villageId: z.number().int().nullable(),
  openedAt: z.date(),
  kinds: z.array(z.string()),
  headName: z.string().nullable(),
  nomorKkEnding: z.string().nullable(),
  kelurahan: z.string().nullable(),
  kecamatan: z.string().nullable(),
});

/** A family that waits for a visit. The No KK leaves the database with its last four digits only. */
export type UnassignedFamily = z.infer<typeof Row>;

export interface FamilyPage {
  readonly rows: readonly UnassignedFamily[];
  readonly next: FamilyCursor | null;
}

/**
 * Families with open cases that need a visit and that nobody visits yet, the longest wait first.
 * Each stands in the place of its oldest such case.
 */
export async function listUnassigned(
  client: Db,
  actor: Actor,
  filter: FamilyFilter,
  after: FamilyCursor | null,
  limit = PAGE_SIZE,
): Promise<FamilyPage> {
  const place = after
    ? Prisma.sql`(error_case.opened_at, error_case.id) > (${after.at}::timestamptz, ${after.id}::bigint)`
    : Prisma.sql`TRUE`;
  const rows = await client.$queryRaw`
    WITH page AS (
      SELECT error_case.id, error_case.household_id, error_case.village_id, error_case.opened_at
        FROM error_case
       WHERE ${waitingFamilies(actor, filter)}
         AND ${place}
    ORDER BY error_case.opened_at, error_case.id
       LIMIT ${limit + 1}
    )
    SELECT page.id AS "caseId",
           page.household_id AS "householdId",
           page.village_id AS "villageId",
           page.opened_at AS "openedAt",
           (SELECT array_agg(DISTINCT error_case.kind ORDER BY error_case.kind)
              FROM error_case
             WHERE error_case.household_id = page.household_id
               AND ${waitingCases(actor, Prisma.sql`error_case`)}) AS kinds,
           home.head_name AS "headName",
           right(home.nomor_kk, 4) AS "nomorKkEnding",
           kelurahan.name AS kelurahan,
           kecamatan.name AS kecamatan
      FROM page
      JOIN household ON household.id = page.household_id
      ${HOUSEHOLD_HOME}
 LEFT JOIN area AS kelurahan ON kelurahan.id = page.village_id
 LEFT JOIN area AS kecamatan ON kecamatan.id = kelurahan.parent_id
  ORDER BY page.opened_at, page.id
  `;
  const found = z.array(Row).parse(rows);
  const shown = found.slice(0, limit);
  const last = found.length > limit ? shown.at(-1) : undefined;
  return { rows: shown, next: last ? { at: last.openedAt, id: last.caseId } : null };
}

/** How many families a filter finds, counted no further than one beyond `COUNT_LIMIT`. */
export async function countUnassigned(
  client: Db,
  actor: Actor,
  filter: FamilyFilter,
): Promise<number> {
  const rows = await client.$queryRaw`
    SELECT count(*)::int AS count
      FROM (SELECT
              FROM error_case
             WHERE ${waitingFamilies(actor, filter)}
             LIMIT ${COUNT_LIMIT + 1}) AS found
  `;
  return z.tuple([z.object({ count: z.number().int() })]).parse(rows)[0].count;
}

/** The first families that a filter finds, in the order of the list. */
export async function listUnassignedIds(
  client: Db,
  actor: Actor,
  filter: FamilyFilter,
  limit: number,
): Promise<bigint[]> {
  const rows = await client.$queryRaw`
    SELECT error_case.household_id AS "householdId"
      FROM error_case
     WHERE ${waitingFamilies(actor, filter)}
  ORDER BY error_case.opened_at, error_case.id
     LIMIT ${limit}
  `;
  return z
    .array(z.object({ householdId: z.bigint() }))
    .parse(rows)
    .map(({ householdId }) => householdId);
}

const VillageCount = z.object({
  villageId: z.number().int().nullable(),
  count: z.number().int(),
});

/** In which kelurahan the first families that a filter finds live. */
export async function countUnassignedByVillage(
  client: Db,
  actor: Actor,
  filter: FamilyFilter,
  limit: number,
): Promise<z.infer<typeof VillageCount>[]> {
  const rows = await client.$queryRaw`
    SELECT found.village_id AS "villageId", count(*)::int AS count
      FROM (SELECT error_case.village_id
              FROM error_case
             WHERE ${waitingFamilies(actor, filter)}
          ORDER BY error_case.opened_at, error_case.id
             LIMIT ${limit}) AS found
  GROUP BY found.village_id
  ORDER BY found.village_id
  `;
  return z.array(VillageCount).parse(rows);
}

/** No groundcheck of the case's family is under way. */
export const NOBODY_VISITS: Prisma.Sql = Prisma.sql`NOT EXISTS (
  SELECT FROM groundcheck
   WHERE groundcheck.household_id = error_case.household_id
     AND groundcheck.state NOT IN (${statesList(FINISHED_STATES)}))`;

/** Cases that wait for a visit in the actor's area. `name` is written by us, never by a request. */
export function waitingCases(actor: Actor, name: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`${name}.state = ${caseWorkflow.initial}::case_state
    AND ${name}.kind = ANY(${[...VISITED_KINDS]}::text[])
    AND ${name}.household_id IS NOT NULL
    AND ${scope(actor, Prisma.sql`${name}.village_id`)}`;
}

/** The oldest case of each family that the filter finds: one row a family, in the order of waiting. */
function waitingFamilies(actor: Actor, filter: FamilyFilter): Prisma.Sql {
  const { ageDays, householdId } = filter;
  const conditions = [
    waitingCases(actor, Prisma.sql`error_case`),
    narrowing(filter, Prisma.sql`error_case`),
    ageDays === undefined
      ? Prisma.sql`TRUE`
      : Prisma.sql`error_case.opened_at <= now() - make_interval(days => ${ageDays}::int)`,
    householdId === undefined
      ? Prisma.sql`TRUE`
      : Prisma.sql`error_case.household_id = ${householdId}::bigint`,
    Prisma.sql`NOT EXISTS (
      SELECT FROM error_case AS earlier
       WHERE earlier.household_id = error_case.household_id
         AND (earlier.opened_at, earlier.id) < (error_case.opened_at, error_case.id)
         AND ${waitingCases(actor, Prisma.sql`earlier`)}
         AND ${narrowing(filter, Prisma.sql`earlier`)})`,
    NOBODY_VISITS,
  ];
  return Prisma.join(conditions, " AND ");
}

function narrowing({ villageIds, kind }: FamilyFilter, name: Prisma.Sql): Prisma.Sql {
  const area =
    villageIds === undefined
      ? Prisma.sql`TRUE`
      : villageIds === null
        ? Prisma.sql`${name}.village_id IS NULL`
        : Prisma.sql`${name}.village_id = ANY(${[...villageIds]}::int[])`;
  return kind === undefined ? area : Prisma.sql`${area} AND ${name}.kind = ${kind}`;
}
