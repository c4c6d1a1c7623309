import { z } from "zod";
import { recordAudits } from "@/lib/audit/record-audit";
import { coversVillage, scope } from "@/lib/auth/scope";
import { actorColumns, type UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { invariant } from "@/lib/shared/invariant";
import { fail, ok, type Result } from "@/lib/shared/result";
import { decide } from "@/lib/workflow/machine";
import type { ReassignAll, ReassignForm, ReassignGroundcheck } from "./assignment-schema";
import { listCompanions, lockCompanions, statesList } from "./companion-loads";
import { distribute, worksIn } from "./distribute";
import {
  GROUNDCHECK_STATES,
  type GroundcheckAction,
  groundcheckWorkflow,
  WITH_COMPANION,
} from "./workflow";

const REASSIGN = "reassign" satisfies GroundcheckAction;

/** No guard stands before the step; the machine asks for all of them. */
const NO_GUARD = {
  own_task: false,
  not_own_visit: false,
  photos_complete: false,
  no_open_conflict: false,
};

const Task = z.object({
  id: z.uuid(),
  householdId: z.bigint(),
  villageId: z.number().int().nullable(),
  companionId: z.uuid(),
  state: z.enum(GROUNDCHECK_STATES),
  version: z.number().int(),
  hasDraft: z.boolean(),
});
type Task = z.infer<typeof Task>;

export type ReassignProblem =
  | { readonly code: "not_found" }
  | { readonly code: "not_available" }
  | { readonly code: "role_not_allowed" }
  | { readonly code: "companion_not_found" }
  | { readonly code: "same_companion" }
  | { readonly code: "not_covered" }
  | { readonly code: "changed_meanwhile" };

export interface Reassigned {
  /** Whether the first companion had saved something that they had not sent. */
  readonly draftDropped: boolean;
}

/**
 * Gives a family's visit to another companion, who begins anew: a draft is what the first one saw,
 * so it is dropped; what they sent before stays in the history. Runs inside the caller's
 * transaction; stores nothing when it refuses.
 */
export async function reassignGroundcheck(
  tx: Db,
  actor: UserActor,
  { groundcheckId, version, companionId }: ReassignGroundcheck,
): Promise<Result<Reassigned, ReassignProblem>> {
  const [companion] = await lockCompanions(tx, actor, [companionId]);
  const [task] = await lockTasks(tx, Prisma.sql`groundcheck.id = ${groundcheckId}::uuid`);
  // A groundcheck outside the actor's area does not exist for them: 403 would confirm that it does.
  if (!task || !coversVillage(actor, task.villageId)) return fail({ code: "not_found" });
  if (task.version !== version) return fail({ code: "changed_meanwhile" });
  const decision = decideReassign(task, actor);
  if (!decision.ok) return decision;
  if (!companion) return fail({ code: "companion_not_found" });
  if (companion.id === task.companionId) return fail({ code: "same_companion" });
  if (!worksIn(companion.area, task.villageId)) return fail({ code: "not_covered" });

  await handOver(tx, actor, [{ task, companionId }]);
  return ok({ draftDropped: task.hasDraft });
}

function decideReassign({ state }: Task, { role }: UserActor) {
  const decision = decide(groundcheckWorkflow, { state, action: REASSIGN, role, facts: NO_GUARD });
  if (decision.ok) return decision;
  const { problem } = decision;
  invariant(
    problem.code !== "guard_failed" && problem.code !== "reason_required",
    "giving a groundcheck to somebody else has no guard and asks for no reason",
  );
  return fail(problem);
}

export type ReassignAllProblem =
  | { readonly code: "role_not_allowed" }
  | { readonly code: "companion_not_found" }
  | { readonly code: "same_companion" }
  | { readonly code: "no_tasks" }
  | { readonly code: "not_covered" };

export interface ReassignedAll {
  readonly moved: number;
  readonly draftsDropped: number;
  /** Left with the first companion: nobody chosen works in these families' kelurahan. */
  readonly left: number;
  readonly perCompanion: readonly {
    readonly companionId: string;
    readonly name: string;
    readonly assigned: number;
    readonly load: number;
  }[];
}

/**
 * Gives everything that is still with one companion, who fell ill or left, to others, as evenly as
 * their areas allow. Tasks outside the actor's area do not exist. Runs inside the caller's
 * transaction, in a few statements; stores nothing when it refuses.
 */
export async function reassignAll(
  tx: Db,
  actor: UserActor,
  { fromCompanionId, companionIds }: ReassignAll,
): Promise<Result<ReassignedAll, ReassignAllProblem>> {
  const wanted = new Set(companionIds);
  if (wanted.has(fromCompanionId)) return fail({ code: "same_companion" });
  const companions = await lockCompanions(tx, actor, [...wanted]);
  const tasks = await lockTasks(
    tx,
    Prisma.sql`groundcheck.companion_id = ${fromCompanionId}::uuid
           AND groundcheck.state IN (${statesList(WITH_COMPANION)})
           AND ${scope(actor, Prisma.sql`groundcheck.village_id`)}`,
  );
  const [first] = tasks;
  if (!first) return fail({ code: "no_tasks" });
  if (!decideReassign(first, actor).ok) return fail({ code: "role_not_allowed" });
  if (wanted.size === 0 || companions.length < wanted.size)
    return fail({ code: "companion_not_found" });

  const { assignments, uncovered } = distribute(tasks, companions);
  if (assignments.length === 0) return fail({ code: "not_covered" });
  await handOver(
    tx,
    actor,
    assignments.map(({ family: task, companionId }) => ({ task, companionId })),
  );
  return ok({
    moved: assignments.length,
    draftsDropped: assignments.filter(({ family }) => family.hasDraft).length,
    left: uncovered.length,
    perCompanion: companions.map(({ id, name, load }) => {
      const assigned = assignments.filter(({ companionId }) => companionId === id).length;
      return { companionId: id, name, assigned, load: load + assigned };
    }),
  });
}

/** The same for what a form chose; "all" are the active companions of the actor's area but the first. */
export async function reassignSelection(
  tx: Db,
  actor: UserActor,
  { dari, penerima, pendamping }: ReassignForm,
): Promise<Result<ReassignedAll, ReassignAllProblem>> {
  const companionIds =
    penerima === "semua"
      ? (await listCompanions(tx, actor)).map(({ id }) => id).filter((id) => id !== dari)
      : pendamping;
  return reassignAll(tx, actor, { fromCompanionId: dari, companionIds });
}

/** Takes groundchecks until the transaction ends: nobody sends or moves them meanwhile. */
async function lockTasks(tx: Db, condition: Prisma.Sql): Promise<Task[]> {
  const rows = await tx.$queryRaw`
    SELECT groundcheck.id,
           groundcheck.household_id AS "householdId",
           groundcheck.village_id AS "villageId",
           groundcheck.companion_id AS "companionId",
           groundcheck.state::text,
           groundcheck.version,
           groundcheck.draft IS NOT NULL AS "hasDraft"
      FROM groundcheck
     WHERE ${condition}
  ORDER BY groundcheck.id
       FOR UPDATE
  `;
  return z.array(Task).parse(rows);
}

async function handOver(
  tx: Db,
  actor: UserActor,
  moves: readonly { readonly task: Task; readonly companionId: string }[],
): Promise<void> {
  const to = groundcheckWorkflow.initial;
  await tx.$executeRaw`
    UPDATE groundcheck
       SET companion_id = given.companion_id,
           state = ${to}::groundcheck_state,
           version = groundcheck.version + 1,
           assigned_at = now(),
           assigned_by = ${actor.id}::uuid,
           draft = NULL,
           draft_saved_at = NULL,
           visit_id = NULL,
           result = NULL,
           submitted_at = NULL
      FROM unnest(${moves.map(({ task }) => task.id)}::uuid[],
                  ${moves.map(({ companionId }) => companionId)}::uuid[]) AS given (id, companion_id)
     WHERE groundcheck.id = given.id
  `;
  const detailOf = ({ task, companionId }: (typeof moves)[number]) => ({
    from: task.companionId,
    to: companionId,
    draftDropped: task.hasDraft,
  });
  await tx.groundcheckEvent.createMany({
    data: moves.map((move) => ({
      groundcheckId: move.task.id,
      action: REASSIGN,
      fromState: move.task.state,
      toState: to,
      ...actorColumns(actor),
      detail: detailOf(move),
    })),
  });
  await recordAudits(
    tx,
    actor,
    moves.map((move) => ({
      action: "groundcheck.reassign" as const,
      subject: "groundcheck" as const,
      subjectId: move.task.id,
      detail: detailOf(move),
    })),
  );
}
