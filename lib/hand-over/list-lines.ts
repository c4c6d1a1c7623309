import "server-only";
import { z } from "zod";
import { areaOf } from "@/lib/auth/scope";
import type { Actor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { ProposedChanges } from "@/lib/proposals/schema";
import { PROPOSAL_EVENT_ACTIONS, PROPOSAL_KINDS, PROPOSAL_STATES } from "@/lib/proposals/workflow";
import { HOUSEHOLD_HOME } from "@/lib/registry/household-home";
import {
  describeLineChanges,
  type LineChange,
  type NumberSight,
  showNumber,
} from "./describe-line";
import { readPeople } from "./read-people";
import { LINE_TAB_STATES, LINES_PER_PAGE, type LineTab } from "./schema";

const LastStep = z.object({
  action: z.enum(PROPOSAL_EVENT_ACTIONS),
  at: z.date(),
  /** The day that Kemensos or BPS answered, where the step is an answer. */
  on: z.iso.date().nullable(),
  reason: z.string().nullable(),
});

const Row = z.object({
  lineNo: z.number().int(),
  proposalId: z.uuid(),
  number: z.number().int(),
  version: z.number().int(),
  kind: z.enum(PROPOSAL_KINDS),
  state: z.enum(PROPOSAL_STATES),
  since: z.date(),
  changes: ProposedChanges,
  justification: z.string(),
  basisKind: z.enum(["minutes", "sptjm"]).nullable(),
  basisNumber: z.string().nullable(),
  basisDate: z.date().nullable(),
  enteredOn: z.date().nullable(),
  enteredByName: z.string().nullable(),
  evidence: z.string().nullable(),
  headName: z.string().nullable(),
  headNik: z.string().nullable(),
  nomorKk: z.string().nullable(),
  address: z.string().nullable(),
  rt: z.string().nullable(),
  rw: z.string().nullable(),
  kelurahan: z.string().nullable(),
  kecamatan: z.string().nullable(),
  lastAction: LastStep.shape.action.nullable(),
  lastOn: LastStep.shape.on,
  lastReason: LastStep.shape.reason,
});

/** One proposal of a list with everything that SIKS-NG asks for. */
export interface HandOverLine extends Omit<z.infer<typeof Row>, "changes"> {
  readonly changes: readonly LineChange[];
}

export interface LinePage {
  readonly lines: readonly HandOverLine[];
  /** Number of the last line shown, where more follow. */
  readonly next: number | null;
}

/** One page of the lines of a list in the order of its numbers. */
export async function listLines(
  client: Db,
  actor: Actor,
  {
    batchId,
    tab,
    after,
    sight,
  }: {
    readonly batchId: string;
    readonly tab: LineTab;
    readonly after: number;
    readonly sight: NumberSight;
  },
): Promise<LinePage> {
  const states = Prisma.join(
    LINE_TAB_STATES[tab].map((state) => Prisma.sql`${state}::proposal_state`),
  );
  const found = await readLines(client, actor, {
    batchId,
    condition: Prisma.sql`proposal.state IN (${states}) AND hand_over_line.line_no > ${after}`,
    limit: LINES_PER_PAGE + 1,
    sight,
  });
  const lines = found.slice(0, LINES_PER_PAGE);
  const last = found.length > LINES_PER_PAGE ? lines.at(-1) : undefined;
  return { lines, next: last?.lineNo ?? null };
}

/** Every line of a list, for the workbook; a list has an end (`BATCH_LINES_MAX`). */
export async function listAllLines(
  client: Db,
  actor: Actor,
  batchId: string,
): Promise<HandOverLine[]> {
  return readLines(client, actor, {
    batchId,
    condition: Prisma.sql`TRUE`,
    limit: null,
    sight: "full",
  });
}

/**
 * The head of the family in the source that knows the family best, with RT and RW: DTSEN has them in
 * the member file only, as written on the KTP.
 */
const HEAD = Prisma.sql`
  LEFT JOIN LATERAL (
      (SELECT individual_release.nik, individual_release.rt_ktp AS rt, individual_release.rw_ktp AS rw
         FROM individual_release
        WHERE home.source = 'release'
          AND individual_release.release_id = home.release_id
          AND individual_release.household_id = page.household_id
     ORDER BY (individual_release.status_hubungan_keluarga = 1) IS TRUE DESC,
              (individual_release.nama = home.head_name) DESC,
              individual_release.line_no
        LIMIT 1)
    UNION ALL
      (SELECT dtks_row.nik, dtks_row.rt, dtks_row.rw
         FROM dtks_row
        WHERE home.source = 'dtks'
          AND dtks_row.list_id = home.release_id
          AND dtks_row.line_no = home.line_no)
    UNION ALL
      (SELECT recipient_row.nik, recipient_row.rt, recipient_row.rw
         FROM recipient_row
        WHERE home.source = 'recipients'
          AND recipient_row.list_id = home.release_id
          AND recipient_row.line_no = home.line_no)
  ) AS head ON TRUE`;

/** The last thing that the ministry, BPS or a release said, and the day on which it did. */
const LAST_ANSWER = Prisma.sql`
  LEFT JOIN LATERAL (
      SELECT proposal_event.action, proposal_event.detail ->> 'on' AS on_day, proposal_event.reason
        FROM proposal_event
       WHERE proposal_event.proposal_id = page.proposal_id
         AND proposal_event.to_state = page.state
         AND proposal_event.from_state <> proposal_event.to_state
    ORDER BY proposal_event.id DESC
       LIMIT 1
  ) AS answer ON TRUE`;

async function readLines(
  client: Db,
  actor: Actor,
  {
    batchId,
    condition,
    limit,
    sight,
  }: {
    readonly batchId: string;
    readonly condition: Prisma.Sql;
    readonly limit: number | null;
    readonly sight: NumberSight;
  },
): Promise<HandOverLine[]> {
  // A list is of the whole regency: for somebody of a smaller area there is none.
  if (areaOf(actor).level !== "regency") return [];
  const rows = await client.$queryRaw`
    WITH page AS (
      SELECT hand_over_line.line_no, hand_over_line.entered_on, hand_over_line.entered_by,
             hand_over_line.evidence, hand_over_line.proposal_id, proposal.*
        FROM hand_over_line
        JOIN proposal ON proposal.id = hand_over_line.proposal_id
       WHERE hand_over_line.batch_id = ${batchId}::uuid
         AND ${condition}
    ORDER BY hand_over_line.line_no
       LIMIT ${limit}
    )
    SELECT page.line_no AS "lineNo", page.proposal_id AS "proposalId", page.number, page.version,
           page.kind::text, page.state::text, page.since, page.changes, page.justification,
           page.basis_kind::text AS "basisKind", page.basis_number AS "basisNumber",
           page.basis_date AS "basisDate",
           page.entered_on AS "enteredOn", app_user.name AS "enteredByName", page.evidence,
           home.head_name AS "headName", head.nik AS "headNik", home.nomor_kk AS "nomorKk",
           home.address, head.rt, head.rw,
           kelurahan.name AS kelurahan, kecamatan.name AS kecamatan,
           answer.action AS "lastAction", answer.on_day AS "lastOn", answer.reason AS "lastReason"
      FROM page
 LEFT JOIN LATERAL (
             SELECT home.*
               FROM household
               ${HOUSEHOLD_HOME}
              WHERE household.id = page.household_id
           ) AS home ON TRUE
      ${HEAD}
      ${LAST_ANSWER}
 LEFT JOIN app_user ON app_user.id = page.entered_by
 LEFT JOIN area AS kelurahan ON kelurahan.id = page.village_id
 LEFT JOIN area AS kecamatan ON kecamatan.id = kelurahan.parent_id
  ORDER BY page.line_no
  `;
  const found = z.array(Row).parse(rows);
  const ids = found.flatMap(({ changes }) =>
    changes.flatMap(({ individualId }) => individualId ?? []),
  );
  const people = await readPeople(client, [...new Set(ids)]);
  return found.map(({ changes, ...line }) => ({
    ...line,
    headNik: showNumber(line.headNik, sight),
    nomorKk: showNumber(line.nomorKk, sight),
    changes: describeLineChanges(changes, { people, headNik: line.headNik, sight }),
  }));
}
