import "server-only";
import { z } from "zod";
import { scope } from "@/lib/auth/scope";
import type { Actor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { HOUSEHOLD_HOME } from "@/lib/registry/household-home";
import {
  PROPOSAL_TABS,
  type ProposalCursor,
  type ProposalFilter,
  type ProposalTab,
} from "./schema";
import { PROPOSAL_KINDS, PROPOSAL_STATES, type ProposalState } from "./workflow";

export const PAGE_SIZE = 50;
/** Counting stops here: nobody pages through ten thousand proposals. */
export const COUNT_LIMIT = 10_000;

const Row = z.object({
  id: z.string(),
  number: z.number().int(),
  kind: z.enum(PROPOSAL_KINDS),
  state: z.enum(PROPOSAL_STATES),
  version: z.number().int(),
  since: z.date(),
  changeCount: z.number().int(),
  caseCount: z.number().int(),
  basisKind: z.enum(["minutes", "sptjm"]).nullable(),
  /** Somebody sent it back, and it has not been submitted since. */
  returned: z.boolean(),
  householdId: z.bigint(),
  headName: z.string().nullable(),
  nomorKkEnding: z.string().nullable(),
  kelurahan: z.string().nullable(),
  kecamatan: z.string().nullable(),
});

/** A proposal as a line of the list. The No KK leaves the database with its last four digits only. */
export type ProposalListRow = z.infer<typeof Row>;

export interface ProposalPage {
  readonly rows: readonly ProposalListRow[];
  readonly next: ProposalCursor | null;
}

/** The states of each tab. One that was refused or had no effect is over only once it was taken up again. */
const STATES_OF: Readonly<Record<ProposalTab, readonly ProposalState[]>> = {
  draf: ["draft"],
  verifikasi: ["submitted"],
  pengesahan: ["verified"],
  siap: ["validated"],
  berjalan: [
    "entered_siks_ng",
    "kemensos_approved",
    "kemensos_rejected",
    "at_bps",
    "not_reflected",
  ],
  selesai: ["reflected", "withdrawn"],
};

/**
 * One page of proposals: those that wait with the longest wait first, those that are over with the
 * last one first. It finds the page first and looks up whom they are about afterwards.
 */
export async function listProposals(
  client: Db,
  actor: Actor,
  filter: ProposalFilter,
  after: ProposalCursor | null,
  limit = PAGE_SIZE,
): Promise<ProposalPage> {
  const order = filter.tab === "selesai" ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  const rows = await client.$queryRaw`
    WITH page AS (
      SELECT proposal.*
        FROM proposal
       WHERE ${conditionsOf(actor, filter, filter.tab)}
         AND ${placeAfter(filter, after)}
    ORDER BY proposal.since ${order}, proposal.id ${order}
       LIMIT ${limit + 1}
    )
    SELECT page.id,
           page.number,
           page.kind::text,
           page.state::text,
           page.version,
           page.since,
           jsonb_array_length(page.changes) AS "changeCount",
           (SELECT count(*)::int FROM proposal_case WHERE proposal_id = page.id) AS "caseCount",
           page.basis_kind::text AS "basisKind",
           page.state = 'draft' AND EXISTS (
             SELECT FROM proposal_event
              WHERE proposal_event.proposal_id = page.id AND proposal_event.action = 'return'
           ) AS returned,
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
  ORDER BY page.since ${order}, page.id ${order}
  `;
  const found = z.array(Row).parse(rows);
  const shown = found.slice(0, limit);
  const last = found.length > limit ? shown.at(-1) : undefined;
  return { rows: shown, next: last ? { at: last.since, id: last.id } : null };
}

const TabCount = z.object({ tab: z.enum(PROPOSAL_TABS), count: z.number().int() });

/** How many proposals each tab has for the filters, none counted further than one beyond `COUNT_LIMIT`. */
export async function countProposalsByTab(
  client: Db,
  actor: Actor,
  filter: Omit<ProposalFilter, "tab">,
): Promise<Readonly<Record<ProposalTab, number>>> {
  const counts = PROPOSAL_TABS.map(
    (tab) => Prisma.sql`
      SELECT ${tab} AS tab,
             (SELECT count(*)::int
                FROM (SELECT
                        FROM proposal
                       WHERE ${conditionsOf(actor, filter, tab)}
                       LIMIT ${COUNT_LIMIT + 1}) AS found) AS count`,
  );
  const rows = await client.$queryRaw`${Prisma.join(counts, " UNION ALL ")}`;
  const found = z.array(TabCount).parse(rows);
  const of = (tab: ProposalTab) => found.find((row) => row.tab === tab)?.count ?? 0;
  return {
    draf: of("draf"),
    verifikasi: of("verifikasi"),
    pengesahan: of("pengesahan"),
    siap: of("siap"),
    berjalan: of("berjalan"),
    selesai: of("selesai"),
  };
}

function conditionsOf(
  actor: Actor,
  { kind, villageIds, ageDays, withoutBasis }: Omit<ProposalFilter, "tab">,
  tab: ProposalTab,
): Prisma.Sql {
  const conditions = [
    scope(actor, Prisma.sql`proposal.village_id`),
    tabCondition(tab),
    areaCondition(villageIds),
    kind ? Prisma.sql`proposal.kind = ${kind}::proposal_kind` : Prisma.sql`TRUE`,
    withoutBasis ? Prisma.sql`proposal.basis_kind IS NULL` : Prisma.sql`TRUE`,
    ageDays === undefined
      ? Prisma.sql`TRUE`
      : Prisma.sql`proposal.since <= now() - make_interval(days => ${ageDays}::int)`,
  ];
  return Prisma.join(conditions, " AND ");
}

const TAKEN_UP = Prisma.sql`EXISTS (
  SELECT FROM proposal AS later WHERE later.previous_proposal_id = proposal.id)`;

function tabCondition(tab: ProposalTab): Prisma.Sql {
  const inStates = (states: readonly ProposalState[]) =>
    Prisma.sql`proposal.state IN (${Prisma.join(states.map((state) => Prisma.sql`${state}::proposal_state`))})`;
  if (tab === "berjalan") return Prisma.sql`${inStates(STATES_OF.berjalan)} AND NOT ${TAKEN_UP}`;
  if (tab === "selesai")
    return Prisma.sql`(${inStates(STATES_OF.selesai)} OR (${inStates(STATES_OF.berjalan)} AND ${TAKEN_UP}))`;
  return inStates(STATES_OF[tab]);
}

function areaCondition(villageIds: ProposalFilter["villageIds"]): Prisma.Sql {
  if (villageIds === undefined) return Prisma.sql`TRUE`;
  if (villageIds === null) return Prisma.sql`proposal.village_id IS NULL`;
  return Prisma.sql`proposal.village_id = ANY(${[...villageIds]}::int[])`;
}

function placeAfter({ tab }: ProposalFilter, after: ProposalCursor | null): Prisma.Sql {
  if (!after) return Prisma.sql`TRUE`;
  const place = Prisma.sql`(${after.at}::timestamptz, ${after.id}::uuid)`;
  return tab === "selesai"
    ? Prisma.sql`(proposal.since, proposal.id) < ${place}`
    : Prisma.sql`(proposal.since, proposal.id) > ${place}`;
}
