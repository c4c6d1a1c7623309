import { z } from "zod";
import { recordAudits } from "@/lib/audit/record-audit";
import { scope } from "@/lib/auth/scope";
import { actorColumns, type UserActor } from "@/lib/auth/types";
import { VISITED_KINDS } from "@/lib/cases/kinds";
import { moveCases } from "@/lib/cases/move-cases";
import { caseWorkflow } from "@/lib/cases/workflow";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { invariant } from "@/lib/shared/invariant";
import { fail, ok, type Result } from "@/lib/shared/result";
import type { AssignGroundchecks } from "./assignment-schema";
import { type Companion, listCompanions, lockCompanions, statesList } from "./companion-loads";
import { type Distribution, distribute, type FamilyToVisit } from "./distribute";
import { FINISHED_STATES, groundcheckWorkflow } from "./workflow";

/** What one companion got, and all that is now with them. */
export interface CompanionShare {
  readonly companionId: string;
  readonly name: string;
  readonly assigned: number;
  readonly load: number;
}

/** Families of one kelurahan that none of the chosen companions may visit. */
export interface UncoveredVillage {
  /** Null: not recognised. */
  readonly kelurahan: string | null;
  readonly kecamatan: string | null;
  readonly families: number;
}

/** Why families that were chosen get nobody. */
export interface LeftOver {
  readonly uncovered: readonly UncoveredVillage[];
  /** Somebody visits them already. */
  readonly underWay: number;
  /** No open case that needs a visit, or nowhere in the actor's area. */
  readonly withoutCase: number;
}

export interface Assignment extends LeftOver {
  readonly assigned: number;
  /** Everybody who was chosen, in the order of names. */
  readonly perCompanion: readonly CompanionShare[];
}

export type AssignProblem =
  | { readonly code: "role_not_allowed" }
  | { readonly code: "companion_not_found" }
  | ({ readonly code: "nothing_assigned" } & LeftOver);

interface Family extends FamilyToVisit {
  readonly kelurahan: string | null;
  readonly kecamatan: string | null;
  readonly caseIds: readonly bigint[];
  readonly underWay: boolean;
}

/**
 * Gives families to companions, one groundcheck a family for all its open cases that need a visit,
 * as evenly as the companions' areas allow. A companion or a family outside the actor's area does
 * not exist. Families that nobody chosen may visit, and those that are being visited, are left and
 * told. Runs inside the caller's transaction, in a few statements; stores nothing when it refuses.
 */
export async function assignGroundchecks(
  tx: Db,
  actor: UserActor,
  { householdIds, companionIds }: AssignGroundchecks,
): Promise<Result<Assignment, AssignProblem>> {
  if (!mayAssign(actor)) return fail({ code: "role_not_allowed" });
  const wanted = new Set(companionIds);
  const companions = await lockCompanions(tx, actor, [...wanted]);
  if (wanted.size === 0 || companions.length < wanted.size)
    return fail({ code: "companion_not_found" });

  const found = await findFamilies(tx, actor, householdIds, Prisma.sql`FOR UPDATE OF error_case`);
  const distribution = distribute(withoutVisit(found), companions);
  const created = await store(tx, actor, distribution.assignments);
  return outcome(householdIds, found, companions, distribution, created);
}

/** What assigning the same would do now; stores nothing and holds up nobody. */
export async function planGroundchecks(
  tx: Db,
  actor: UserActor,
  { householdIds, companionIds }: AssignGroundchecks,
): Promise<Result<Assignment, AssignProblem>> {
  if (!mayAssign(actor)) return fail({ code: "role_not_allowed" });
  const wanted = new Set(companionIds);
  const companions = await listCompanions(tx, actor, [...wanted]);
  if (wanted.size === 0 || companions.length < wanted.size)
    return fail({ code: "companion_not_found" });

  const found = await findFamilies(tx, actor, householdIds, Prisma.empty);
  const distribution = distribute(withoutVisit(found), companions);
  return outcome(householdIds, found, companions, distribution, distribution.assignments);
}

function mayAssign({ role }: UserActor): boolean {
  const step = caseWorkflow.transitions.find(({ action }) => action === "assign");
  return step?.roles.includes(role) ?? false;
}

function withoutVisit(families: readonly Family[]): Family[] {
  return families.filter(({ underWay }) => !underWay);
}

function outcome(
  householdIds: readonly bigint[],
  found: readonly Family[],
  companions: readonly Companion[],
  { uncovered }: Distribution<Family>,
  created: readonly { readonly companionId: string }[],
): Result<Assignment, AssignProblem> {
  const left: LeftOver = {
    uncovered: countByVillage(uncovered),
    underWay: found.length - created.length - uncovered.length,
    withoutCase: new Set(householdIds).size - found.length,
  };
  if (created.length === 0) return fail({ code: "nothing_assigned", ...left });
  const perCompanion = companions.map(({ id, name, load }) => {
    const assigned = created.filter(({ companionId }) => companionId === id).length;
    return { companionId: id, name, assigned, load: load + assigned };
  });
  return ok({ assigned: created.length, perCompanion, ...left });
}

const CaseRow = z.object({
  id: z.bigint(),
  householdId: z.bigint(),
  villageId: z.number().int().nullable(),
  kelurahan: z.string().nullable(),
  kecamatan: z.string().nullable(),
});
type CaseRow = z.infer<typeof CaseRow>;

/**
 * The families with their open cases. Where the cases are locked they stay so: of two operators who
 * chose one family, the second finds it taken.
 */
async function findFamilies(
  tx: Db,
  actor: UserActor,
  householdIds: readonly bigint[],
  lock: Prisma.Sql,
): Promise<Family[]> {
  const rows = await tx.$queryRaw`
    SELECT error_case.id,
           error_case.household_id AS "householdId",
           error_case.village_id AS "villageId",
           kelurahan.name AS kelurahan,
           kecamatan.name AS kecamatan
      FROM error_case
 LEFT JOIN area AS kelurahan ON kelurahan.id = error_case.village_id
 LEFT JOIN area AS kecamatan ON kecamatan.id = kelurahan.parent_id
     WHERE error_case.household_id = ANY(${[...householdIds]}::bigint[])
       AND error_case.kind = ANY(${[...VISITED_KINDS]}::text[])
       AND error_case.state = ${caseWorkflow.initial}::case_state
       AND ${scope(actor, Prisma.sql`error_case.village_id`)}
  ORDER BY error_case.id
       ${lock}
  `;
  const cases = new Map<bigint, CaseRow[]>();
  for (const row of z.array(CaseRow).parse(rows)) {
    const known = cases.get(row.householdId);
    if (known) known.push(row);
    else cases.set(row.householdId, [row]);
  }
  const visited = await listVisited(tx, [...cases.keys()]);
  return [...cases].map(([householdId, own]) => {
    // The last one opened knows the family's kelurahan of today.
    const { villageId = null, kelurahan = null, kecamatan = null } = own.at(-1) ?? {};
    const caseIds = own.map(({ id }) => id);
    return {
      householdId,
      villageId,
      kelurahan,
      kecamatan,
      caseIds,
      underWay: visited.has(householdId),
    };
  });
}

/** Families that have a groundcheck which is not finished: read after the lock, so no older than it. */
async function listVisited(tx: Db, householdIds: readonly bigint[]): Promise<Set<bigint>> {
  const rows = await tx.$queryRaw`
    SELECT groundcheck.household_id AS "householdId"
      FROM groundcheck
     WHERE groundcheck.household_id = ANY(${[...householdIds]}::bigint[])
       AND groundcheck.state NOT IN (${statesList(FINISHED_STATES)})
  `;
  const Row = z.object({ householdId: z.bigint() });
  return new Set(
    z
      .array(Row)
      .parse(rows)
      .map(({ householdId }) => householdId),
  );
}

async function store(
  tx: Db,
  actor: UserActor,
  assignments: Distribution<Family>["assignments"],
): Promise<readonly { readonly id: string; readonly companionId: string }[]> {
  if (assignments.length === 0) return [];
  // Where a family got a groundcheck a moment ago in a way that holds no case of ours, theirs stands.
  const created = await tx.groundcheck.createManyAndReturn({
    data: assignments.map(({ family, companionId }) => ({
      householdId: family.householdId,
      villageId: family.villageId,
      companionId,
      assignedBy: actor.id,
    })),
    skipDuplicates: true,
    select: { id: true, householdId: true, companionId: true },
  });
  const caseIdsOf = new Map(
    assignments.map(({ family }) => [family.householdId, family.caseIds] as const),
  );
  const links = created.flatMap(({ id, householdId }) =>
    (caseIdsOf.get(householdId) ?? []).map((caseId) => ({ groundcheckId: id, caseId })),
  );
  await tx.groundcheckCase.createMany({ data: links });
  const moved = await moveCases(tx, actor, {
    caseIds: links.map(({ caseId }) => caseId),
    action: "assign",
  });
  invariant(moved.length === links.length, "a case that was locked as open did not move");
  await note(tx, actor, created);
  return created;
}

async function note(
  tx: Db,
  actor: UserActor,
  created: readonly { readonly id: string; readonly companionId: string }[],
): Promise<void> {
  await tx.groundcheckEvent.createMany({
    data: created.map(({ id, companionId }) => ({
      groundcheckId: id,
      action: "assign",
      toState: groundcheckWorkflow.initial,
      ...actorColumns(actor),
      detail: { companionId },
    })),
  });
  await recordAudits(
    tx,
    actor,
    created.map(({ id, companionId }) => ({
      action: "groundcheck.assign" as const,
      subject: "groundcheck" as const,
      subjectId: id,
      detail: { companionId },
    })),
  );
}

function countByVillage(families: readonly Family[]): UncoveredVillage[] {
  const counts = new Map<number | null, UncoveredVillage>();
  for (const { villageId, kelurahan, kecamatan } of families) {
    const count = (counts.get(villageId)?.families ?? 0) + 1;
    counts.set(villageId, { kelurahan, kecamatan, families: count });
  }
  return [...counts.values()];
}
