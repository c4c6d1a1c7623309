import "server-only";
import { z } from "zod";
import { scope } from "@/lib/auth/scope";
import type { Actor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { HOUSEHOLD_HOME } from "@/lib/registry/household-home";
import { listPeople, nameIn } from "@/lib/registry/list-people";
import {
  DETECTED_KINDS,
  type DetectedKind,
  forEachKind,
  kindsOfGroup,
  VISITED_KINDS,
} from "./kinds";
import type { CaseCursor, CaseFilter, CaseStage } from "./schema";
import { CASE_STATES } from "./workflow";

export const PAGE_SIZE = 50;
/** Counting stops here: nobody pages through ten thousand cases. */
export const COUNT_LIMIT = 10_000;

const Row = z.object({
  id: z.bigint(),
  kind: z.enum(DETECTED_KINDS),
  state: z.enum(CASE_STATES),
  outcome: z.string().nullable(),
  programCode: z.string().nullable(),
  openedAt: z.date(),
  closedAt: z.date().nullable(),
  /** Handed over, and a release that came since does not show it. */
  unchanged: z.boolean(),
  desil: z.number().int().nullable(),
  /** In the release or the old DTKS that the case compares with. */
  desilBefore: z.number().int().nullable(),
  householdId: z.bigint().nullable(),
  individualId: z.bigint().nullable(),
  headName: z.string().nullable(),
  nomorKkEnding: z.string().nullable(),
  kelurahan: z.string().nullable(),
  kecamatan: z.string().nullable(),
});

/** A case as a line of the list. The No KK leaves the database with its last four digits only. */
export interface CaseListRow extends z.infer<typeof Row> {
  /** Whom it is about; null for a case about a family. */
  readonly personName: string | null;
}

export interface CasePage {
  readonly rows: readonly CaseListRow[];
  readonly next: CaseCursor | null;
}

/**
 * One page of cases: open ones in the order of waiting, the longest first; closed ones with the
 * last opened first. It finds the page's cases first and looks up whom they are about afterwards.
 */
export async function listCases(
  client: Db,
  actor: Actor,
  filter: CaseFilter,
  after: CaseCursor | null,
  limit = PAGE_SIZE,
): Promise<CasePage> {
  const order = filter.tab === "terbuka" ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  const rows = await client.$queryRaw`
    WITH page AS (
      SELECT error_case.*
        FROM error_case
       WHERE ${conditionsOf(actor, filter)}
         AND ${placeAfter(filter, after)}
    ORDER BY error_case.opened_at ${order}, error_case.id ${order}
       LIMIT ${limit + 1}
    )
    SELECT page.id,
           page.kind,
           page.state::text,
           page.outcome,
           page.program_code AS "programCode",
           page.opened_at AS "openedAt",
           page.closed_at AS "closedAt",
           page.state = 'awaiting_release' AND ${stayedUnchanged(Prisma.sql`page.id`)} AS unchanged,
           (page.evidence ->> 'desil')::int AS desil,
           coalesce(page.evidence ->> 'dtksDesil', page.evidence ->> 'previousDesil')::int AS "desilBefore",
           page.household_id AS "householdId",
           page.individual_id AS "individualId",
           home.head_name AS "headName",
           right(home.nomor_kk, 4) AS "nomorKkEnding",
           kelurahan.name AS kelurahan,
           kecamatan.name AS kecamatan
      FROM page
 LEFT JOIN LATERAL (
             SELECT home.head_name, home.nomor_kk
               FROM household
               ${HOUSEHOLD_HOME}
              WHERE household.id = page.household_id
           ) AS home ON TRUE
 LEFT JOIN area AS kelurahan ON kelurahan.id = page.village_id
 LEFT JOIN area AS kecamatan ON kecamatan.id = kelurahan.parent_id
  ORDER BY page.opened_at ${order}, page.id ${order}
  `;
  const found = z.array(Row).parse(rows);
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  const people = await listPeople(
    client,
    page.map(({ individualId }) => individualId),
  );
  const shown = page.map((row) => ({ ...row, personName: nameIn(people, row.individualId) }));
  return { rows: shown, next: last ? { at: last.openedAt, id: last.id } : null };
}

/** How many cases a filter finds, counted no further than one beyond `COUNT_LIMIT`. */
export async function countCases(client: Db, actor: Actor, filter: CaseFilter): Promise<number> {
  const rows = await client.$queryRaw`
    SELECT count(*)::int AS count
      FROM (SELECT
              FROM error_case
             WHERE ${conditionsOf(actor, filter)}
             LIMIT ${COUNT_LIMIT + 1}) AS found
  `;
  return z.tuple([z.object({ count: z.number().int() })]).parse(rows)[0].count;
}

const KindCount = z.object({ kind: z.enum(DETECTED_KINDS), count: z.number().int() });

/** How many cases of each kind a filter finds; without one, the open cases of the actor's area. */
export async function countCasesByKind(
  client: Db,
  actor: Actor,
  filter: CaseFilter = { tab: "terbuka" },
): Promise<Readonly<Record<DetectedKind, number>>> {
  const rows = await client.$queryRaw`
    SELECT error_case.kind, count(*)::int AS count
      FROM error_case
     WHERE ${conditionsOf(actor, filter)}
  GROUP BY error_case.kind
  `;
  const counts = forEachKind(0);
  for (const { kind, count } of z.array(KindCount).parse(rows)) counts[kind] = count;
  return counts;
}

function conditionsOf(actor: Actor, filter: CaseFilter): Prisma.Sql {
  const { group, kind, stage, programCode, ageDays, since } = filter;
  const conditions = [
    scope(actor, Prisma.sql`error_case.village_id`),
    tabCondition(filter),
    areaCondition(filter),
    group ? Prisma.sql`error_case.kind = ANY(${kindsOfGroup(group)}::text[])` : Prisma.sql`TRUE`,
    kind ? Prisma.sql`error_case.kind = ${kind}` : Prisma.sql`TRUE`,
    stage ? stageCondition(stage) : Prisma.sql`TRUE`,
    programCode ? Prisma.sql`error_case.program_code = ${programCode}` : Prisma.sql`TRUE`,
    ageDays === undefined
      ? Prisma.sql`TRUE`
      : Prisma.sql`error_case.opened_at <= now() - make_interval(days => ${ageDays}::int)`,
    since ? sinceCondition(filter.tab, since) : Prisma.sql`TRUE`,
  ];
  return Prisma.join(conditions, " AND ");
}

function sinceCondition(tab: CaseFilter["tab"], since: Date): Prisma.Sql {
  return tab === "terbuka"
    ? Prisma.sql`error_case.opened_at >= ${since}::timestamptz`
    : Prisma.sql`error_case.closed_at >= ${since}::timestamptz`;
}

function tabCondition({ tab }: CaseFilter): Prisma.Sql {
  return tab === "terbuka"
    ? Prisma.sql`error_case.state NOT IN ('resolved', 'dismissed')`
    : Prisma.sql`error_case.state IN ('resolved', 'dismissed')`;
}

/** An open case stands at this stage of its way. */
export function stageCondition(stage: CaseStage): Prisma.Sql {
  const needsVisit = Prisma.sql`error_case.kind = ANY(${VISITED_KINDS}::text[])`;
  switch (stage) {
    case "belum-ditugaskan":
      return Prisma.sql`error_case.state = 'open' AND ${needsVisit}`;
    case "groundcheck":
      return Prisma.sql`error_case.state = 'in_groundcheck'`;
    case "perlu-diputus":
      return Prisma.sql`(error_case.state = 'checked' OR (error_case.state = 'open' AND NOT ${needsVisit}))`;
    case "diusulkan":
      return Prisma.sql`error_case.state = 'in_proposal'`;
    case "menunggu-rilis":
      return Prisma.sql`error_case.state = 'awaiting_release'`;
    case "belum-berubah":
      return Prisma.sql`(error_case.state = 'awaiting_release' AND ${stayedUnchanged(Prisma.sql`error_case.id`)})`;
  }
}

/** A release after the last hand-over still shows the case. */
function stayedUnchanged(caseId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT FROM case_event AS unchanged
     WHERE unchanged.case_id = ${caseId}
       AND unchanged.action = 'stay_unchanged'
       AND NOT EXISTS (SELECT FROM case_event AS handed
                        WHERE handed.case_id = ${caseId}
                          AND handed.action IN ('hand_over', 'reinstate')
                          AND handed.id > unchanged.id))`;
}

function areaCondition({ villageIds }: CaseFilter): Prisma.Sql {
  if (villageIds === undefined) return Prisma.sql`TRUE`;
  if (villageIds === null) return Prisma.sql`error_case.village_id IS NULL`;
  return Prisma.sql`error_case.village_id = ANY(${[...villageIds]}::int[])`;
}

function placeAfter({ tab }: CaseFilter, after: CaseCursor | null): Prisma.Sql {
  if (!after) return Prisma.sql`TRUE`;
  const place = Prisma.sql`(${after.at}::timestamptz, ${after.id}::bigint)`;
  return tab === "terbuka"
    ? Prisma.sql`(error_case.opened_at, error_case.id) > ${place}`
    : Prisma.sql`(error_case.opened_at, error_case.id) < ${place}`;
}
