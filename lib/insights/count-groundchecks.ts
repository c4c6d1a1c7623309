import "server-only";
import { z } from "zod";
import { scope } from "@/lib/auth/scope";
import type { Actor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { statesList } from "@/lib/groundchecks/companion-loads";
import { STATES_OF_TAB, type VisitTab } from "@/lib/groundchecks/list-schema";
import { NOBODY_VISITS, waitingCases } from "@/lib/groundchecks/list-unassigned";
import { WITH_COMPANION } from "@/lib/groundchecks/workflow";
import { type Breakdown, placeCode } from "./place";

const Counts = {
  berjalan: z.number().int(),
  verifikasi: z.number().int(),
  dikembalikan: z.number().int(),
  selesai: z.number().int(),
  /** Since when the oldest that is still with a companion has been given out. */
  oldest: z.date().nullable(),
};

const PlaceRow = z.object({ place: z.string(), ...Counts });
const CompanionRow = z.object({ id: z.uuid(), name: z.string(), ...Counts });

/** How many visits of a place each tab of the list holds. */
export type PlaceProgress = z.infer<typeof PlaceRow>;
/** How many visits of a companion each tab of the list holds. */
export type CompanionVisits = z.infer<typeof CompanionRow>;

const visitsOf = (tab: VisitTab) =>
  Prisma.sql`(count(*) FILTER (WHERE groundcheck.state IN (${statesList(STATES_OF_TAB[tab])})))::int`;

const COUNTS = Prisma.sql`
  ${visitsOf("berjalan")} AS berjalan,
  ${visitsOf("verifikasi")} AS verifikasi,
  ${visitsOf("dikembalikan")} AS dikembalikan,
  ${visitsOf("selesai")} AS selesai,
  min(groundcheck.assigned_at) FILTER (WHERE groundcheck.state IN (${statesList(WITH_COMPANION)})) AS oldest
`;

/** The visits of the actor's area by place. */
export async function countVisitsByPlace(
  client: Db,
  actor: Actor,
  breakdown: Breakdown,
): Promise<PlaceProgress[]> {
  const rows = await client.$queryRaw`
    SELECT ${placeCode(breakdown, Prisma.sql`groundcheck.village_id`)} AS place, ${COUNTS}
      FROM groundcheck
     WHERE ${scope(actor, Prisma.sql`groundcheck.village_id`)}
  GROUP BY 1
  `;
  return z.array(PlaceRow).parse(rows);
}

/** The visits of the actor's area by companion; whoever keeps a family waiting longest comes first. */
export async function countVisitsByCompanion(client: Db, actor: Actor): Promise<CompanionVisits[]> {
  const rows = await client.$queryRaw`
    SELECT companion.id, companion.name, ${COUNTS}
      FROM groundcheck
      JOIN app_user AS companion ON companion.id = groundcheck.companion_id
     WHERE ${scope(actor, Prisma.sql`groundcheck.village_id`)}
  GROUP BY companion.id
  ORDER BY oldest NULLS LAST, companion.name, companion.id
  `;
  return z.array(CompanionRow).parse(rows);
}

const WaitingRow = z.object({ place: z.string().nullable(), families: z.number().int() });

/** Families of the actor's area that nobody visits yet. */
export interface WaitingFamilies {
  readonly total: number;
  /** A family whose cases stand in two places waits in both, as the list says it. */
  readonly byPlace: ReadonlyMap<string, number>;
}

export async function countWaitingFamilies(
  client: Db,
  actor: Actor,
  breakdown: Breakdown,
): Promise<WaitingFamilies> {
  const rows = await client.$queryRaw`
    SELECT waiting.place, count(DISTINCT waiting.household_id)::int AS families
      FROM (SELECT error_case.household_id,
                   ${placeCode(breakdown, Prisma.sql`error_case.village_id`)} AS place
              FROM error_case
             WHERE ${waitingCases(actor, Prisma.sql`error_case`)}
               AND ${NOBODY_VISITS}) AS waiting
  GROUP BY GROUPING SETS ((waiting.place), ())
  `;
  const counts = z.array(WaitingRow).parse(rows);
  return {
    total: counts.find(({ place }) => place === null)?.families ?? 0,
    byPlace: new Map(
      counts.flatMap(({ place, families }) => (place === null ? [] : [[place, families] as const])),
    ),
  };
}
