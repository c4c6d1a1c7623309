import "server-only";
import { z } from "zod";
import { coversVillage, scope, scopeWhere } from "@/lib/auth/scope";
import type { Actor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { PARTICIPATION_STATES } from "@/lib/programs/workflow";
import { HOUSEHOLD_HOME } from "@/lib/registry/household-home";
import { listPeople, type Person } from "@/lib/registry/list-people";
import { type CaseTimelineStep, readCaseTimeline } from "./case-timeline";
import { type DoubledRecipient, listDoubledRecipients } from "./doubled-recipients";
import { CaseFacts } from "./evidence";
import { caseSentences, type Sentence } from "./sentences";
import type { Unchanged } from "./unchanged";
import { CASE_OUTCOMES, CASE_STATES } from "./workflow";

const Subject = z.object({
  headName: z.string().nullable(),
  nomorKk: z.string().nullable(),
  kelurahan: z.string().nullable(),
  kecamatan: z.string().nullable(),
});

const Case = z.object({
  id: z.bigint(),
  version: z.number().int(),
  state: z.enum(CASE_STATES),
  outcome: z.enum(CASE_OUTCOMES).nullable(),
  householdId: z.bigint().nullable(),
  individualId: z.bigint().nullable(),
  programCode: z.string().nullable(),
  villageId: z.number().int().nullable(),
  openedAt: z.date(),
  closedAt: z.date().nullable(),
  facts: CaseFacts,
  ...Subject.shape,
});

const Participation = z.object({
  id: z.bigint(),
  programCode: z.string(),
  programName: z.string(),
  state: z.enum(PARTICIPATION_STATES),
});

const LinkedCase = z.object({
  id: z.bigint(),
  state: z.enum(CASE_STATES),
  outcome: z.enum(CASE_OUTCOMES).nullable(),
  openedAt: z.date(),
  closedAt: z.date().nullable(),
});

/**
 * A family of the release that the case leads to: it holds a member of one that was missing, or a
 * NIK that stands twice. Outside the reader's area it has neither id nor name.
 */
const Holder = z.object({
  householdId: z.bigint().nullable(),
  headName: z.string().nullable(),
  kecamatan: z.string().nullable(),
});

export interface CaseView extends z.infer<typeof Case> {
  /** Why, under which rule and release, what was done by itself, what comes next. */
  readonly sentences: readonly Sentence[];
  /**
   * The family's places in the case's program; in every program where the case is about none, of a
   * person the family's and their own.
   */
  readonly participations: readonly z.infer<typeof Participation>[];
  /** Newest first. */
  readonly timeline: readonly CaseTimelineStep[];
  /** The earlier case of the same subject, and the one that followed. */
  readonly previousCase: z.infer<typeof LinkedCase> | null;
  readonly nextCase: z.infer<typeof LinkedCase> | null;
  /** Whom it is about; null for a case about a family. */
  readonly person: Person | null;
  /** Where members of a family that was missing were found, or where a NIK stands. */
  readonly holders: readonly z.infer<typeof Holder>[];
  /** Of a double benefit, who receives. */
  readonly recipients: readonly DoubledRecipient[];
}

/** A case with everything its page tells; null where there is none for this actor. */
export async function findCase(client: Db, actor: Actor, id: bigint): Promise<CaseView | null> {
  const found = await readCase(client, actor, id);
  if (!found) return null;
  const { individualId, facts, state, outcome } = found;
  const people = await listPeople(client, [individualId]);
  const timeline = await readCaseTimeline(client, id);
  return {
    ...found,
    sentences: caseSentences(facts, state, { outcome, unchanged: lastUnchanged(timeline) }),
    person: (individualId !== null && people.get(individualId)) || null,
    participations: await listParticipations(client, found),
    timeline,
    previousCase: await findLinkedCase(client, actor, { nextCase: { id } }),
    nextCase: await findLinkedCase(client, actor, { previousCaseId: id }),
    holders: await listHolders(client, actor, facts),
    recipients: await listDoubledRecipients(client, found),
  };
}

/** What the newest release since the last hand-over said, if it said anything yet. */
function lastUnchanged(newestFirst: readonly CaseTimelineStep[]): Unchanged | null {
  for (const step of newestFirst) {
    if (step.of !== "case") continue;
    if (step.action === "stay_unchanged") return step.unchanged;
    if (step.action === "hand_over" || step.action === "reinstate") return null;
  }
  return null;
}

async function readCase(
  client: Db,
  actor: Actor,
  id: bigint,
): Promise<z.infer<typeof Case> | undefined> {
  const rows = await client.$queryRaw`
    SELECT error_case.id,
           error_case.version,
           error_case.state::text,
           error_case.outcome,
           error_case.household_id AS "householdId",
           error_case.individual_id AS "individualId",
           error_case.program_code AS "programCode",
           error_case.village_id AS "villageId",
           error_case.opened_at AS "openedAt",
           error_case.closed_at AS "closedAt",
           jsonb_build_object(
             'kind', error_case.kind,
             'evidence', error_case.evidence,
             'closingEvidence', error_case.closing_evidence
           ) AS facts,
           home.head_name AS "headName",
           home.nomor_kk AS "nomorKk",
           kelurahan.name AS kelurahan,
           kecamatan.name AS kecamatan
      FROM error_case
 LEFT JOIN LATERAL (
             SELECT home.head_name, home.nomor_kk
               FROM household
               ${HOUSEHOLD_HOME}
              WHERE household.id = error_case.household_id
           ) AS home ON TRUE
 LEFT JOIN area AS kelurahan ON kelurahan.id = error_case.village_id
 LEFT JOIN area AS kecamatan ON kecamatan.id = kelurahan.parent_id
     WHERE error_case.id = ${id}
       AND ${scope(actor, Prisma.sql`error_case.village_id`)}
  `;
  return z.array(Case).max(1).parse(rows)[0];
}

async function listParticipations(
  client: Db,
  { householdId, individualId, programCode }: z.infer<typeof Case>,
): Promise<z.infer<typeof Participation>[]> {
  if (householdId === null) return [];
  const rows = await client.participation.findMany({
    where: {
      householdId,
      ...(programCode && { programCode }),
      // Of the other members' aids a case about one of them says nothing.
      ...(individualId !== null && { OR: [{ individualId: null }, { individualId }] }),
    },
    select: { id: true, programCode: true, state: true, program: { select: { name: true } } },
    orderBy: [{ programCode: "asc" }, { id: "asc" }],
  });
  return rows.map(({ program, ...row }) => ({ ...row, programName: program.name }));
}

async function findLinkedCase(
  client: Db,
  actor: Actor,
  where: Prisma.ErrorCaseWhereInput,
): Promise<z.infer<typeof LinkedCase> | null> {
  const linked = await client.errorCase.findFirst({
    where: { ...where, ...scopeWhere(actor) },
    select: { id: true, state: true, outcome: true, openedAt: true, closedAt: true },
  });
  return linked && LinkedCase.parse(linked);
}

async function listHolders(
  client: Db,
  actor: Actor,
  facts: CaseFacts,
): Promise<z.infer<typeof Holder>[]> {
  const { holderIds, releaseId } = holdersIn(facts);
  if (holderIds.length === 0) return [];
  const rows = await client.$queryRaw`
    SELECT household_release.household_id AS "householdId",
           household_release.village_id AS "villageId",
           household_release.nama_kepala_keluarga AS "headName",
           kecamatan.name AS kecamatan
      FROM household_release
 LEFT JOIN area AS kelurahan ON kelurahan.id = household_release.village_id
 LEFT JOIN area AS kecamatan ON kecamatan.id = kelurahan.parent_id
     WHERE household_release.release_id = ${releaseId}
       AND household_release.household_id = ANY(${[...holderIds]}::bigint[])
  ORDER BY household_release.household_id
  `;
  const Found = Holder.extend({
    householdId: z.bigint(),
    villageId: z.number().int().nullable(),
  });
  return z
    .array(Found)
    .parse(rows)
    .map(({ householdId, villageId, headName, kecamatan }) =>
      coversVillage(actor, villageId)
        ? { householdId, headName, kecamatan }
        : { householdId: null, headName: null, kecamatan },
    );
}

const NOWHERE = { holderIds: [], releaseId: 0 };

/** The families that the values of a case name, by their ids, and the release in which they do. */
function holdersIn({ kind, evidence, closingEvidence }: CaseFacts): {
  readonly holderIds: readonly number[];
  readonly releaseId: number;
} {
  switch (kind) {
    case "missing-in-dtsen":
      return closingEvidence ?? NOWHERE;
    case "duplicate-nik": {
      const { householdIds, releaseId } = closingEvidence ?? evidence;
      return { holderIds: householdIds, releaseId };
    }
    default:
      return NOWHERE;
  }
}
