import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import { areaOf } from "@/lib/auth/scope";
import { type Actor, actorColumns } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { fail, ok, type Result } from "@/lib/shared/result";
import { decide, type Rejection } from "@/lib/workflow/machine";
import { ImportFailure, type ImportKind, type ImportState } from "./schema";
import { findStanding, type ImportStanding } from "./standing";
import {
  type ImportAction,
  type ImportFacts,
  type ImportGuard,
  importRoleOf,
  importWorkflow,
} from "./workflow";

export type StepProblem =
  | { readonly code: "not_found" }
  | { readonly code: "changed_meanwhile" }
  | Rejection<ImportGuard>;

export interface StepRequest {
  readonly runId: string;
  readonly action: ImportAction;
  /** The version the person looked at; left out by the system, which holds the import lock. */
  readonly version?: number;
  readonly reason?: string;
  /** Codes of the warnings that the reason confirms. */
  readonly confirmedWarnings?: readonly string[];
  /** A warning that stops was not confirmed. */
  readonly unconfirmed?: boolean;
  /** What the audit trail says of the step besides its states: ids and counts. */
  readonly detail?: Readonly<Record<string, string | number>>;
  /** What else the step writes into the run. */
  readonly change?: Prisma.ImportRunUpdateManyMutationInput;
}

/**
 * Moves a run one step along its workflow and stores the step and its audit row with it. Runs inside
 * the caller's transaction; stores nothing when it refuses.
 */
export async function takeStep(
  tx: Db,
  actor: Actor,
  request: StepRequest,
): Promise<Result<{ from: ImportState; to: ImportState }, StepProblem>> {
  const run = await tx.importRun.findUnique({ where: { id: request.runId } });
  // An import concerns the whole regency: for somebody of one kecamatan it does not exist.
  if (!run || areaOf(actor).level !== "regency") return fail({ code: "not_found" });

  const decision = decide(importWorkflow, {
    state: run.state,
    action: request.action,
    role: importRoleOf(actor),
    reason: request.reason,
    facts: importFactsOf(actor, {
      ...run,
      standing: await findStanding(tx, run),
      unconfirmed: request.unconfirmed,
    }),
  });
  if (!decision.ok) return decision;

  // State and version in the WHERE make the check and the write one step: of two people who press
  // the button together, the second updates no row.
  const { from, to } = decision.value;
  const { count } = await tx.importRun.updateMany({
    where: { id: request.runId, state: from, version: request.version ?? run.version },
    data: { ...request.change, state: to, version: { increment: 1 } },
  });
  if (count === 0) return fail({ code: "changed_meanwhile" });
  await recordStep(tx, actor, { ...request, kind: run.kind, from, to });
  return ok({ from, to });
}

/** What the guards ask about a run and the one who acts on it. */
export function importFactsOf(
  actor: Actor,
  run: {
    readonly kind: ImportKind;
    readonly createdBy: string | null;
    readonly failure: unknown;
    readonly standing: ImportStanding;
    readonly unconfirmed?: boolean;
  },
): ImportFacts {
  const failure = ImportFailure.nullable().parse(run.failure);
  return {
    becomesData: run.kind !== "matching",
    publisherDidNotCreate: actor.kind !== "user" || run.createdBy !== actor.id,
    nothingPublishedYet: !run.standing.wasInForce,
    stoppedWhilePublishing: failure?.step === "publish",
    warningsConfirmed: run.unconfirmed !== true,
    isInForce: run.standing.isCurrentRelease,
    earlierReleaseExists: run.standing.hasEarlierRelease,
    nothingIsPublished: !run.standing.othersAtWork,
  };
}

/** Stores a step as event and audit row, in the transaction that took it. */
export async function recordStep(
  tx: Db,
  actor: Actor,
  step: {
    readonly runId: string;
    readonly kind: string;
    readonly action: ImportAction | "receive";
    readonly from: ImportState | null;
    readonly to: ImportState;
    readonly reason?: string;
    readonly confirmedWarnings?: readonly string[];
    readonly detail?: StepRequest["detail"];
  },
): Promise<void> {
  const { runId, kind, action, from, to, detail, confirmedWarnings = [] } = step;
  const reason = step.reason?.trim() || null;
  await tx.importEvent.create({
    data: { runId, action, fromState: from, toState: to, reason, ...actorColumns(actor) },
  });
  await recordAudit(tx, actor, {
    action: `import.${action}`,
    subject: "import",
    subjectId: runId,
    detail: {
      ...detail,
      kind,
      from,
      to,
      ...(confirmedWarnings.length > 0 && { confirmedWarnings: [...confirmedWarnings] }),
    },
  });
}
