import "server-only";
import { z } from "zod";
import { scopeWhere } from "@/lib/auth/scope";
import type { Actor } from "@/lib/auth/types";
import type { CaseState } from "@/lib/cases/workflow";
import type { Db } from "@/lib/db/client";
import type { GROUNDCHECK_RESULTS } from "@/lib/groundchecks/workflow";
import { findHouseholdFile } from "@/lib/registry/household-file";
import { listPeople, nameIn } from "@/lib/registry/list-people";
import { maskNumber } from "@/lib/shared/mask";
import { findVerifiedGroundcheck } from "./draft";
import { findReleaseInForce, readReleaseFamily } from "./read-registry";
import { defaultKind, isRemovingKind, needsNoVisit, possibleKinds } from "./rules";
import { PROPOSAL_STATES, type ProposalKind, type ProposalState } from "./workflow";

/** A case of the family that may be in the same proposal. */
export interface CaseOption {
  readonly id: bigint;
  readonly kind: string;
  readonly programCode: string | null;
  /** The member it is about; null for a case about the family. */
  readonly personName: string | null;
}

/** Why no proposal can be drafted for a case now. */
export type DraftObstacle =
  | "no_release"
  | "no_family"
  | "needs_visit"
  | "under_visit"
  | "in_proposal"
  | "over";

/** What the page of a new draft offers; null where the case does not exist for the actor. */
export interface DraftOptions {
  readonly caseId: bigint;
  readonly householdId: bigint | null;
  readonly headName: string | null;
  readonly nomorKk: string | null;
  readonly place: string;
  readonly releaseName: string | null;
  readonly inRelease: boolean;
  readonly obstacle: DraftObstacle | null;
  /** The proposal that holds the case now. */
  readonly proposal: {
    readonly id: string;
    readonly number: number;
    readonly state: ProposalState;
  } | null;
  readonly groundcheck: {
    readonly id: string;
    readonly result: (typeof GROUNDCHECK_RESULTS)[number] | null;
    readonly verifiedAt: Date | null;
  } | null;
  /** This case first, then those that can go along. */
  readonly cases: readonly CaseOption[];
  readonly kinds: readonly ProposalKind[];
  readonly kind: ProposalKind;
}

const OPTION = { id: true, kind: true, programCode: true, individualId: true } as const;

interface CaseRow extends Omit<CaseOption, "personName"> {
  readonly individualId: bigint | null;
}

export async function readDraftOptions(
  client: Db,
  actor: Actor,
  caseId: bigint,
): Promise<DraftOptions | null> {
  const one = await client.errorCase.findFirst({
    where: { id: caseId, ...scopeWhere(actor) },
    select: { ...OPTION, state: true, householdId: true },
  });
  if (!one) return null;
  const { householdId, state } = one;
  const file = householdId === null ? null : await findHouseholdFile(client, actor, householdId);
  const release = await findReleaseInForce(client);
  const family =
    householdId !== null && release
      ? await readReleaseFamily(client, householdId, release.id)
      : null;
  const inRelease = family !== null;
  const groundcheck = state === "checked" ? await findGroundcheck(client, caseId) : null;
  const cases = [one, ...(await findCompanions(client, actor, one, groundcheck?.id ?? null))];
  const people = await listPeople(
    client,
    cases.map(({ individualId }) => individualId),
  );
  const place = [file?.kelurahan, file?.kecamatan].filter(Boolean).join(", ");
  return {
    caseId,
    householdId,
    headName: file?.headName ?? null,
    nomorKk: file?.nomorKk ? maskNumber(file.nomorKk) : null,
    place,
    releaseName: release?.name ?? null,
    inRelease,
    obstacle: obstacleOf(one, file !== null, release !== null),
    proposal: await findHolder(client, actor, caseId),
    groundcheck,
    cases: cases.map(({ id, kind, programCode, individualId }) => ({
      id,
      kind,
      programCode,
      personName: nameIn(people, individualId),
    })),
    kinds: possibleKinds(inRelease),
    kind: defaultKind({
      inRelease,
      caseKinds: [one.kind],
      result: groundcheck?.result ?? null,
    }),
  };
}

function obstacleOf(
  { state, kind }: { readonly state: CaseState; readonly kind: string },
  hasFamily: boolean,
  hasRelease: boolean,
): DraftObstacle | null {
  if (!hasFamily) return "no_family";
  if (!hasRelease) return "no_release";
  switch (state) {
    case "open":
      return needsNoVisit(kind) ? null : "needs_visit";
    case "checked":
      return null;
    case "in_groundcheck":
      return "under_visit";
    case "in_proposal":
    case "awaiting_release":
      return "in_proposal";
    case "resolved":
    case "dismissed":
      return "over";
  }
}

async function findGroundcheck(client: Db, caseId: bigint): Promise<DraftOptions["groundcheck"]> {
  const id = await findVerifiedGroundcheck(client, [caseId]);
  if (id === null) return null;
  const { result, verifiedAt } = await client.groundcheck.findUniqueOrThrow({
    where: { id },
    select: { result: true, verifiedAt: true },
  });
  return { id, result, verifiedAt };
}

/**
 * The family's other cases that stand where this one stands: visited too, or needing no visit either.
 * Without a visit, taking somebody off the list and repairing data are proposals of their own.
 */
async function findCompanions(
  client: Db,
  actor: Actor,
  one: {
    readonly id: bigint;
    readonly kind: string;
    readonly householdId: bigint | null;
    readonly state: CaseState;
  },
  groundcheckId: string | null,
): Promise<CaseRow[]> {
  const { id, householdId, state } = one;
  if (householdId === null || (state !== "open" && state !== "checked")) return [];
  const rows = await client.errorCase.findMany({
    where: {
      householdId,
      state,
      id: { not: id },
      ...(groundcheckId !== null && { groundchecks: { some: { groundcheckId } } }),
      ...scopeWhere(actor),
    },
    select: OPTION,
    orderBy: { id: "asc" },
  });
  const removes = isRemovingKind(one.kind);
  return state === "checked"
    ? rows
    : rows.filter(({ kind }) => needsNoVisit(kind) && isRemovingKind(kind) === removes);
}

const Holder = z.object({
  id: z.string(),
  number: z.number().int(),
  state: z.enum(PROPOSAL_STATES),
});

async function findHolder(
  client: Db,
  actor: Actor,
  caseId: bigint,
): Promise<DraftOptions["proposal"]> {
  const found = await client.proposal.findFirst({
    where: { cases: { some: { caseId } }, state: { not: "withdrawn" }, ...scopeWhere(actor) },
    orderBy: { number: "desc" },
    select: { id: true, number: true, state: true },
  });
  return found && Holder.parse(found);
}
