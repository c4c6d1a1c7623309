import "server-only";
import { z } from "zod";
import { areaOf, scope } from "@/lib/auth/scope";
import type { Actor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { PROPOSAL_KINDS } from "@/lib/proposals/workflow";
import { HOUSEHOLD_HOME } from "@/lib/registry/household-home";
import type { MomentCursor } from "./schema";

export const READY_PER_PAGE = 50;
/** Counting stops here: nobody hands over ten thousand proposals at once. */
export const COUNT_LIMIT = 10_000;

/** Validated, and on no list yet. */
const ON_NO_LIST = Prisma.sql`proposal.state = 'validated'
  AND NOT EXISTS (SELECT FROM hand_over_line WHERE hand_over_line.proposal_id = proposal.id)`;

const Row = z.object({
  id: z.uuid(),
  number: z.number().int(),
  kind: z.enum(PROPOSAL_KINDS),
  /** When it was validated. */
  since: z.date(),
  hasBasis: z.boolean(),
  householdId: z.bigint(),
  headName: z.string().nullable(),
  nomorKkEnding: z.string().nullable(),
  kelurahan: z.string().nullable(),
  kecamatan: z.string().nullable(),
});

/** A proposal that can go on a list, or lacks only its basis. The No KK has its last four digits only. */
export type ReadyProposal = z.infer<typeof Row>;

export interface ReadyPage {
  readonly rows: readonly ReadyProposal[];
  readonly next: MomentCursor | null;
}

/** One page of validated proposals that are on no list, those that wait the longest first. */
export async function listReady(
  client: Db,
  actor: Actor,
  after: MomentCursor | null,
  limit = READY_PER_PAGE,
): Promise<ReadyPage> {
  if (areaOf(actor).level !== "regency") return { rows: [], next: null };
  const place = after
    ? Prisma.sql`(proposal.since, proposal.id) > (${after.at}::timestamptz, ${after.id}::uuid)`
    : Prisma.sql`TRUE`;
  const rows = await client.$queryRaw`
    WITH page AS (
      SELECT proposal.*
        FROM proposal
       WHERE ${ON_NO_LIST}
         AND ${scope(actor, Prisma.sql`proposal.village_id`)}
         AND ${place}
    ORDER BY proposal.since, proposal.id
       LIMIT ${limit + 1}
    )
    SELECT page.id,
           page.number,
           page.kind::text,
           page.since,
           page.basis_kind IS NOT NULL AS "hasBasis",
           page.household_id AS "householdId",
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
  ORDER BY page.since, page.id
  `;
  const found = z.array(Row).parse(rows);
  const shown = found.slice(0, limit);
  const last = found.length > limit ? shown.at(-1) : undefined;
  return { rows: shown, next: last ? { at: last.since, id: last.id } : null };
}

const Counts = z.tuple([z.object({ withBasis: z.number().int(), withoutBasis: z.number().int() })]);

/** How many wait to be put on a list, with and without a basis, counted no further than `COUNT_LIMIT`. */
export async function countReady(
  client: Db,
  actor: Actor,
): Promise<{ readonly withBasis: number; readonly withoutBasis: number }> {
  if (areaOf(actor).level !== "regency") return { withBasis: 0, withoutBasis: 0 };
  const rows = await client.$queryRaw`
    SELECT count(*) FILTER (WHERE has_basis)::int AS "withBasis",
           count(*) FILTER (WHERE NOT has_basis)::int AS "withoutBasis"
      FROM (SELECT proposal.basis_kind IS NOT NULL AS has_basis
              FROM proposal
             WHERE ${ON_NO_LIST}
               AND ${scope(actor, Prisma.sql`proposal.village_id`)}
             LIMIT ${COUNT_LIMIT + 1}) AS ready
  `;
  return Counts.parse(rows)[0];
}
