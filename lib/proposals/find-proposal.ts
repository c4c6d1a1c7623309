import "server-only";
import { z } from "zod";
import { scope, scopeWhere } from "@/lib/auth/scope";
import type { Actor, UserActor } from "@/lib/auth/types";
import type { CaseState } from "@/lib/cases/workflow";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { GROUNDCHECK_RESULTS } from "@/lib/groundchecks/workflow";
import { HOUSEHOLD_HOME } from "@/lib/registry/household-home";
import { listPeople, nameIn } from "@/lib/registry/list-people";
import { maskNumber } from "@/lib/shared/mask";
import { approvalFacts } from "./load-proposal";
import { findReleaseInForce } from "./read-registry";
import { type MissingPart, missingParts } from "./rules";
import { type ChangeLine, describeChanges, type ProposedChange, ProposedChanges } from "./schema";
import { PROPOSAL_EVENT_ACTIONS, PROPOSAL_KINDS, PROPOSAL_STATES } from "./workflow";

const Row = z.object({
  id: z.string(),
  number: z.number().int(),
  kind: z.enum(PROPOSAL_KINDS),
  state: z.enum(PROPOSAL_STATES),
  version: z.number().int(),
  since: z.date(),
  householdId: z.bigint(),
  villageId: z.number().int().nullable(),
  releaseId: z.number().int(),
  releaseName: z.string(),
  groundcheckId: z.string().nullable(),
  result: z.enum(GROUNDCHECK_RESULTS).nullable(),
  visitedAt: z.date().nullable(),
  companionName: z.string().nullable(),
  changes: ProposedChanges,
  justification: z.string(),
  basisKind: z.enum(["minutes", "sptjm"]).nullable(),
  basisNumber: z.string().nullable(),
  basisDate: z.date().nullable(),
  draftedBy: z.string(),
  verifiedBy: z.string().nullable(),
  headName: z.string().nullable(),
  nomorKkEnding: z.string().nullable(),
  kelurahan: z.string().nullable(),
  kecamatan: z.string().nullable(),
});

const Step = z.object({
  id: z.bigint(),
  at: z.date(),
  action: z.enum(PROPOSAL_EVENT_ACTIONS),
  actorKind: z.enum(["user", "system", "command_line"]),
  actorName: z.string().nullable(),
  reason: z.string().nullable(),
});
export type ProposalStep = z.infer<typeof Step>;

export interface ProposalCaseRow {
  readonly id: bigint;
  readonly kind: string;
  readonly programCode: string | null;
  readonly state: CaseState;
  /** The member it is about; null for a case about the family. */
  readonly personName: string | null;
}

/** A change in words, with whom it is about. */
export interface ProposalChange extends ChangeLine {
  /** The member's name; null for the family itself. */
  readonly who: string | null;
}

export interface ProposalView extends Omit<z.infer<typeof Row>, "nomorKkEnding"> {
  readonly nomorKk: string | null;
  readonly lines: readonly ProposalChange[];
  readonly cases: readonly ProposalCaseRow[];
  /** Ids of the pictures that came with it, in the order in which they came. */
  readonly evidence: readonly { readonly id: string; readonly uploadedAt: Date }[];
  /** Newest first. */
  readonly timeline: readonly ProposalStep[];
  /** The release in force where it is another than the one of the old values. */
  readonly newerRelease: string | null;
  /** What a draft still lacks. */
  readonly missing: readonly MissingPart[];
  /** Why it was sent back, while nobody has submitted it since. */
  readonly returned: ProposalStep | null;
  readonly previous: { readonly id: string; readonly number: number } | null;
  readonly next: { readonly id: string; readonly number: number } | null;
  /** Its place on a hand-over list. */
  readonly line: {
    readonly batchId: string;
    readonly batchNumber: number;
    readonly lineNo: number;
    readonly enteredOn: Date | null;
    readonly evidence: string | null;
  } | null;
}

/** A proposal with everything its page tells; null where there is none for this actor. */
export async function findProposal(
  client: Db,
  actor: Actor,
  id: string,
): Promise<ProposalView | null> {
  const found = await readRow(client, actor, id);
  if (!found) return null;
  const { nomorKkEnding, ...row } = found;
  const evidence = await client.attachment.findMany({
    where: { proposalId: id },
    select: { id: true, uploadedAt: true },
    orderBy: [{ uploadedAt: "asc" }, { id: "asc" }],
  });
  const inForce = await findReleaseInForce(client);
  const current = inForce?.id === row.releaseId;
  const timeline = await readTimeline(client, id);
  return {
    ...row,
    nomorKk: nomorKkEnding === null ? null : maskNumber(nomorKkEnding),
    lines: await nameChanges(client, row),
    cases: await listCases(client, id),
    evidence,
    timeline,
    newerRelease: current ? null : (inForce?.name ?? null),
    missing: missingParts({
      ...row,
      hasGroundcheck: row.groundcheckId !== null,
      evidenceCount: evidence.length,
      releaseInForce: current,
    }),
    returned: row.state === "draft" ? lastReturn(timeline) : null,
    previous: await client.proposal.findFirst({
      where: { nextProposal: { id }, ...scopeWhere(actor) },
      select: { id: true, number: true },
    }),
    next: await client.proposal.findFirst({
      where: { previousProposalId: id, ...scopeWhere(actor) },
      select: { id: true, number: true },
    }),
    line: await findLine(client, id),
  };
}

/** Whether this person may approve the proposal, and whether its old values are those in force. */
export function readApprovalFacts(client: Db, actor: UserActor, view: ProposalView) {
  return approvalFacts(client, actor, view);
}

async function readRow(
  client: Db,
  actor: Actor,
  id: string,
): Promise<z.infer<typeof Row> | undefined> {
  const rows = await client.$queryRaw`
    SELECT proposal.id, proposal.number, proposal.kind::text, proposal.state::text,
           proposal.version, proposal.since,
           proposal.household_id AS "householdId",
           proposal.village_id AS "villageId",
           proposal.release_id AS "releaseId",
           release.name AS "releaseName",
           proposal.groundcheck_id AS "groundcheckId",
           groundcheck.result::text,
           visit.finished_at AS "visitedAt",
           companion.name AS "companionName",
           proposal.changes, proposal.justification,
           proposal.basis_kind::text AS "basisKind",
           proposal.basis_number AS "basisNumber",
           proposal.basis_date AS "basisDate",
           proposal.drafted_by AS "draftedBy",
           proposal.verified_by AS "verifiedBy",
           home.head_name AS "headName",
           right(home.nomor_kk, 4) AS "nomorKkEnding",
           kelurahan.name AS kelurahan,
           kecamatan.name AS kecamatan
      FROM proposal
      JOIN release ON release.id = proposal.release_id
 LEFT JOIN groundcheck ON groundcheck.id = proposal.groundcheck_id
 LEFT JOIN groundcheck_visit AS visit ON visit.id = groundcheck.visit_id
 LEFT JOIN app_user AS companion ON companion.id = groundcheck.companion_id
 LEFT JOIN LATERAL (
             SELECT home.head_name, home.nomor_kk
               FROM household
               ${HOUSEHOLD_HOME}
              WHERE household.id = proposal.household_id
           ) AS home ON TRUE
 LEFT JOIN area AS kelurahan ON kelurahan.id = proposal.village_id
 LEFT JOIN area AS kecamatan ON kecamatan.id = kelurahan.parent_id
     WHERE proposal.id = ${id}::uuid
       AND ${scope(actor, Prisma.sql`proposal.village_id`)}
  `;
  return z.array(Row).max(1).parse(rows)[0];
}

async function readTimeline(client: Db, proposalId: string): Promise<ProposalStep[]> {
  const rows = await client.$queryRaw`
    SELECT proposal_event.id, proposal_event.at, proposal_event.action,
           proposal_event.actor_kind::text AS "actorKind",
           app_user.name AS "actorName",
           proposal_event.reason
      FROM proposal_event
 LEFT JOIN app_user ON app_user.id = proposal_event.actor_id
     WHERE proposal_event.proposal_id = ${proposalId}::uuid
  ORDER BY proposal_event.id DESC
  `;
  return z.array(Step).parse(rows);
}

function lastReturn(timeline: readonly ProposalStep[]): ProposalStep | null {
  return timeline.find(({ action }) => action === "return") ?? null;
}

async function listCases(client: Db, proposalId: string): Promise<ProposalCaseRow[]> {
  const rows = await client.errorCase.findMany({
    where: { proposals: { some: { proposalId } } },
    select: { id: true, kind: true, programCode: true, state: true, individualId: true },
    orderBy: { id: "asc" },
  });
  const people = await listPeople(
    client,
    rows.map(({ individualId }) => individualId),
  );
  return rows.map(({ individualId, ...row }) => ({
    ...row,
    personName: nameIn(people, individualId),
  }));
}

const Named = z.object({ individualId: z.string(), name: z.string() });

/** A member known by id has the name of the release whose values are the old ones. */
async function nameChanges(
  client: Db,
  {
    changes,
    releaseId,
  }: { readonly changes: readonly ProposedChange[]; readonly releaseId: number },
): Promise<ProposalChange[]> {
  const lines = describeChanges(changes);
  const ids = lines.flatMap(({ individualId, name }) =>
    individualId !== null && name === null ? [BigInt(individualId)] : [],
  );
  const rows =
    ids.length === 0
      ? []
      : await client.$queryRaw`
          SELECT individual_id::text AS "individualId", min(nama) AS name
            FROM individual_release
           WHERE release_id = ${releaseId}
             AND individual_id = ANY(${ids}::bigint[])
        GROUP BY individual_id
        `;
  const names = new Map(
    z
      .array(Named)
      .parse(rows)
      .map(({ individualId, name }) => [individualId, name]),
  );
  return lines.map((line, index) => ({
    ...line,
    who:
      changes[index]?.scope === "household"
        ? null
        : (line.name ?? names.get(line.individualId ?? "") ?? "Anggota keluarga"),
  }));
}

async function findLine(client: Db, proposalId: string): Promise<ProposalView["line"]> {
  const line = await client.handOverLine.findUnique({
    where: { proposalId },
    select: {
      batchId: true,
      lineNo: true,
      enteredOn: true,
      evidence: true,
      batch: { select: { number: true } },
    },
  });
  if (!line) return null;
  const { batch, ...rest } = line;
  return { ...rest, batchNumber: batch.number };
}
