import "server-only";
import { z } from "zod";
import { scope } from "@/lib/auth/scope";
import type { Actor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { HOUSEHOLD_HOME } from "@/lib/registry/household-home";
import { statesList } from "./companion-loads";
import { STATES_OF_TAB, type VisitCursor, type VisitFilter, type VisitTab } from "./list-schema";
import { PAGE_SIZE } from "./list-unassigned";
import { GROUNDCHECK_RESULTS, GROUNDCHECK_STATES } from "./workflow";

const Row = z.object({
  id: z.uuid(),
  state: z.enum(GROUNDCHECK_STATES),
  result: z.enum(GROUNDCHECK_RESULTS).nullable(),
  /** What the tab is ordered by. */
  since: z.date(),
  /** When it was verified or called off. */
  endedAt: z.date().nullable(),
  companionName: z.string(),
  kinds: z.array(z.string()),
  openConflict: z.boolean(),
  householdId: z.bigint(),
  headName: z.string().nullable(),
  nomorKkEnding: z.string().nullable(),
  kelurahan: z.string().nullable(),
  kecamatan: z.string().nullable(),
});

/** A groundcheck as a line of the list. The No KK leaves the database with its last four digits only. */
export type GroundcheckListRow = z.infer<typeof Row>;

export interface GroundcheckPage {
  readonly rows: readonly GroundcheckListRow[];
  readonly next: VisitCursor | null;
}

/** What was sent waits since it came; everything else counts from the day it was given out. */
const SINCE = {
  berjalan: Prisma.sql`groundcheck.assigned_at`,
  verifikasi: Prisma.sql`groundcheck.submitted_at`,
  dikembalikan: Prisma.sql`groundcheck.assigned_at`,
  selesai: Prisma.sql`groundcheck.assigned_at`,
} as const satisfies Record<VisitTab, Prisma.Sql>;

/** One page of groundchecks: the longest wait first; of finished ones those given out last. */
export async function listGroundchecks(
  client: Db,
  actor: Actor,
  tab: VisitTab,
  filter: VisitFilter,
  after: VisitCursor | null,
  limit = PAGE_SIZE,
): Promise<GroundcheckPage> {
  const since = SINCE[tab];
  const [order, beyond] =
    tab === "selesai" ? [Prisma.sql`DESC`, Prisma.sql`<`] : [Prisma.sql`ASC`, Prisma.sql`>`];
  const place = after
    ? Prisma.sql`(${since}, groundcheck.id) ${beyond} (${after.at}::timestamptz, ${after.id}::uuid)`
    : Prisma.sql`TRUE`;
  const rows = await client.$queryRaw`
    WITH page AS (
      SELECT groundcheck.*, ${since} AS since
        FROM groundcheck
       WHERE groundcheck.state IN (${statesList(STATES_OF_TAB[tab])})
         AND ${conditionsOf(actor, filter)}
         AND ${place}
    ORDER BY ${since} ${order}, groundcheck.id ${order}
       LIMIT ${limit + 1}
    )
    SELECT page.id,
           page.state::text,
           page.result::text,
           page.since,
           CASE WHEN page.state IN ('verified', 'cancelled')
                THEN coalesce(page.verified_at, (SELECT max(groundcheck_event.at)
                                                   FROM groundcheck_event
                                                  WHERE groundcheck_event.groundcheck_id = page.id))
            END AS "endedAt",
           companion.name AS "companionName",
           (SELECT coalesce(array_agg(DISTINCT error_case.kind ORDER BY error_case.kind), '{}')
              FROM groundcheck_case
              JOIN error_case ON error_case.id = groundcheck_case.case_id
             WHERE groundcheck_case.groundcheck_id = page.id) AS kinds,
           EXISTS (SELECT FROM submission_conflict
                    WHERE submission_conflict.groundcheck_id = page.id
                      AND submission_conflict.settled_at IS NULL) AS "openConflict",
           page.household_id AS "householdId",
           home.head_name AS "headName",
           right(home.nomor_kk, 4) AS "nomorKkEnding",
           kelurahan.name AS kelurahan,
           kecamatan.name AS kecamatan
      FROM page
      JOIN app_user AS companion ON companion.id = page.companion_id
      JOIN household ON household.id = page.household_id
      ${HOUSEHOLD_HOME}
 LEFT JOIN area AS kelurahan ON kelurahan.id = page.village_id
 LEFT JOIN area AS kecamatan ON kecamatan.id = kelurahan.parent_id
  ORDER BY page.since ${order}, page.id ${order}
  `;
  const found = z.array(Row).parse(rows);
  const shown = found.slice(0, limit);
  const last = found.length > limit ? shown.at(-1) : undefined;
  return { rows: shown, next: last ? { at: last.since, id: last.id } : null };
}

const Counts = z.object({
  berjalan: z.number().int(),
  verifikasi: z.number().int(),
  dikembalikan: z.number().int(),
  selesai: z.number().int(),
});

/** How many groundchecks each tab holds under the same filter. */
export async function countGroundchecks(
  client: Db,
  actor: Actor,
  filter: VisitFilter,
): Promise<Readonly<Record<VisitTab, number>>> {
  const count = (tab: VisitTab) =>
    Prisma.sql`(count(*) FILTER (WHERE groundcheck.state IN (${statesList(STATES_OF_TAB[tab])})))::int`;
  const rows = await client.$queryRaw`
    SELECT ${count("berjalan")} AS berjalan,
           ${count("verifikasi")} AS verifikasi,
           ${count("dikembalikan")} AS dikembalikan,
           ${count("selesai")} AS selesai
      FROM groundcheck
     WHERE ${conditionsOf(actor, filter)}
  `;
  return z.tuple([Counts]).parse(rows)[0];
}

function conditionsOf(actor: Actor, { villageIds, kind, companionId }: VisitFilter): Prisma.Sql {
  const conditions = [
    scope(actor, Prisma.sql`groundcheck.village_id`),
    villageIds === undefined
      ? Prisma.sql`TRUE`
      : villageIds === null
        ? Prisma.sql`groundcheck.village_id IS NULL`
        : Prisma.sql`groundcheck.village_id = ANY(${[...villageIds]}::int[])`,
    companionId === undefined
      ? Prisma.sql`TRUE`
      : Prisma.sql`groundcheck.companion_id = ${companionId}::uuid`,
    kind === undefined
      ? Prisma.sql`TRUE`
      : Prisma.sql`EXISTS (
          SELECT FROM groundcheck_case
            JOIN error_case ON error_case.id = groundcheck_case.case_id
           WHERE groundcheck_case.groundcheck_id = groundcheck.id
             AND error_case.kind = ${kind})`,
  ];
  return Prisma.join(conditions, " AND ");
}
