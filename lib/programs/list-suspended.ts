import "server-only";
import { z } from "zod";
import { scope } from "@/lib/auth/scope";
import type { Actor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { HELD_COLUMNS, readSuspensions } from "./read-suspensions";
import { SUSPENDING_CASE, SUSPENSION_WAITS_FOR, WAITS_FOR_VISIT } from "./suspending-case";
import type { SuspensionRow } from "./suspension";
import type { SuspensionCursor, SuspensionFilter, SuspensionTab } from "./suspension-schema";

export const PAGE_SIZE = 50;
/** Counting stops here: nobody pages through ten thousand aids. */
export const COUNT_LIMIT = 10_000;

export interface SuspensionPage {
  readonly rows: readonly SuspensionRow[];
  readonly next: SuspensionCursor | null;
}

/** One page of suspended aids, the ones held longest first. */
export async function listSuspended(
  client: Db,
  actor: Actor,
  filter: SuspensionFilter,
  after: SuspensionCursor | null,
  limit = PAGE_SIZE,
): Promise<SuspensionPage> {
  const place = after
    ? Prisma.sql`(participation.since, participation.id) > (${after.since}::timestamptz, ${after.id}::bigint)`
    : Prisma.sql`TRUE`;
  const found = await readSuspensions(
    client,
    Prisma.sql`
      SELECT ${HELD_COLUMNS}
        FROM participation
        ${SUSPENDING_CASE}
       WHERE ${conditionsOf(actor, filter)}
         AND ${place}
    ORDER BY participation.since, participation.id
       LIMIT ${limit + 1}
    `,
  );
  const rows = found.slice(0, limit);
  const last = found.length > limit ? rows.at(-1) : undefined;
  return { rows, next: last ? { since: last.since, id: last.id } : null };
}

/** How many aids each tab holds under the other filters, counted no further than one beyond `COUNT_LIMIT`. */
export async function countSuspended(
  client: Db,
  actor: Actor,
  filter: Omit<SuspensionFilter, "tab"> = {},
): Promise<Readonly<Record<SuspensionTab, number>>> {
  const countOf = async (tab: SuspensionTab) => {
    const rows = await client.$queryRaw`
      SELECT count(*)::int AS count
        FROM (SELECT
                FROM participation
                ${SUSPENDING_CASE}
               WHERE ${conditionsOf(actor, { ...filter, tab })}
               LIMIT ${COUNT_LIMIT + 1}) AS found
    `;
    return z.tuple([z.object({ count: z.number().int() })]).parse(rows)[0].count;
  };
  return { putuskan: await countOf("putuskan"), menunggu: await countOf("menunggu") };
}

function conditionsOf(actor: Actor, filter: SuspensionFilter): Prisma.Sql {
  const { tab, villageIds, programCode, ageDays, waitsFor, since } = filter;
  const conditions = [
    Prisma.sql`participation.state = 'suspended'`,
    scope(actor, Prisma.sql`ruling.village_id`),
    tab === "putuskan" ? Prisma.sql`NOT ${WAITS_FOR_VISIT}` : WAITS_FOR_VISIT,
    programCode ? Prisma.sql`participation.program_code = ${programCode}` : Prisma.sql`TRUE`,
    ageDays === undefined
      ? Prisma.sql`TRUE`
      : Prisma.sql`participation.since <= now() - make_interval(days => ${ageDays}::int)`,
    waitsFor ? Prisma.sql`${SUSPENSION_WAITS_FOR} = ${waitsFor}` : Prisma.sql`TRUE`,
    since ? Prisma.sql`participation.since >= ${since}::timestamptz` : Prisma.sql`TRUE`,
    areaCondition(villageIds),
  ];
  return Prisma.join(conditions, " AND ");
}

function areaCondition(villageIds: SuspensionFilter["villageIds"]): Prisma.Sql {
  if (villageIds === undefined) return Prisma.sql`TRUE`;
  if (villageIds === null) return Prisma.sql`ruling.village_id IS NULL`;
  return Prisma.sql`ruling.village_id = ANY(${[...villageIds]}::int[])`;
}
