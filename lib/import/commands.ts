import "server-only";
import { may } from "@/lib/auth/policy";
import { areaOf } from "@/lib/auth/scope";
import { type Actor, actorColumns } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import type { ImportJob } from "@/lib/jobs/queues";
import { sendImportJob } from "@/lib/jobs/send-job";
import { type AddProgramProblem, addProgram } from "@/lib/programs/add-program";
import { fail, ok, type Result } from "@/lib/shared/result";
import {
  DATE_NEEDED,
  FILES_OF_KIND,
  type ImportFileRole,
  type ImportState,
  type ImportStep,
  type PublishImport,
  type ReceiveImport,
  type WithdrawRelease,
} from "./schema";
import { findStoppingWarnings } from "./stopping-warnings";
import { recordStep, type StepProblem, type StepRequest, takeStep } from "./take-step";

export type ReceiveProblem =
  | { readonly code: "role_not_allowed" }
  | { readonly code: "area_not_allowed" }
  | { readonly code: "files_do_not_fit" }
  | { readonly code: "same_file_twice"; readonly fileName: string }
  | { readonly code: "as_of_missing" }
  | { readonly code: "as_of_in_future" }
  | { readonly code: "program_missing" }
  | { readonly code: "program_unknown" }
  | AddProgramProblem
  | { readonly code: "already_imported"; readonly importedAt: Date };

/**
 * Takes files of the store in as a new import and has it checked. The same content that is already
 * published is refused unless a reason is given.
 */
export async function receiveImport(
  tx: Db,
  actor: Actor,
  input: ReceiveImport,
): Promise<Result<{ runId: string }, ReceiveProblem>> {
  const problem = refuseActor(actor) ?? refuseShape(input) ?? (await refuseContent(tx, input));
  if (problem) return fail(problem);
  const program = await programOf(tx, actor, input);
  if (!program.ok) return program;

  const { id: runId } = await tx.importRun.create({
    data: {
      kind: input.kind,
      name: input.name,
      programCode: program.value.code,
      asOf: input.asOf === undefined ? null : new Date(input.asOf),
      listIsComplete: input.kind === "recipients" && input.listIsComplete === true,
      actorKind: actor.kind,
      createdBy: actorColumns(actor).actorId,
      files: { create: input.files.map((file) => ({ ...file })) },
    },
    select: { id: true },
  });
  await recordStep(tx, actor, {
    runId,
    kind: input.kind,
    action: "receive",
    from: null,
    to: "received",
    reason: input.repeatReason,
  });
  await haveItDone(tx, actor, { runId, task: "check" });
  return ok({ runId });
}

const REASON_LENGTH_MIN = 3;

/** Why a publication was refused, and which answers are missing where a warning has to be confirmed. */
export type PublishProblem = StepProblem & {
  readonly missing?: readonly ("confirmed" | "reason")[];
};

function isUnconfirmed(problem: StepProblem): boolean {
  return problem.code === "guard_failed" && problem.guard === "warningsConfirmed";
}

/**
 * Asks for a checked import to become the data in force; the worker does it. Where a warning stops,
 * only with a confirmation and its reason, which stand in the import's history.
 */
export async function requestPublish(
  tx: Db,
  actor: Actor,
  { runId, version, reason, confirmed }: PublishImport,
): Promise<Result<{ state: ImportState }, PublishProblem>> {
  const warnings = await findStoppingWarnings(tx, runId);
  const missing: ("confirmed" | "reason")[] = [];
  if (confirmed !== "on") missing.push("confirmed");
  if ((reason ?? "").length < REASON_LENGTH_MIN) missing.push("reason");
  const step = await takeStep(tx, actor, {
    runId,
    version,
    reason,
    confirmedWarnings: warnings.map(({ code }) => code),
    unconfirmed: warnings.length > 0 && missing.length > 0,
    action: "publish",
    change: { ...AT_START, publishedBy: actorColumns(actor).actorId },
  });
  if (!step.ok) return fail({ ...step.problem, ...(isUnconfirmed(step.problem) && { missing }) });
  await haveItDone(tx, actor, { runId, task: "publish" });
  return ok({ state: step.value.to });
}

/** Checks the stored files once more, for example after a mapping or the areas were put right. */
export function checkImportAgain(
  tx: Db,
  actor: Actor,
  { runId, version, reason }: ImportStep,
): Promise<Result<{ state: ImportState }, StepProblem>> {
  return checkAnew(tx, actor, { runId, version, reason, action: "check_again" });
}

/** Takes a step that leads to another check, and has that done. */
export async function checkAnew(
  tx: Db,
  actor: Actor,
  request: StepRequest & { readonly action: "check_again" | "repair" },
): Promise<Result<{ state: ImportState }, StepProblem>> {
  const step = await takeStep(tx, actor, { ...request, change: AT_START });
  if (!step.ok) return step;
  await haveItDone(tx, actor, { runId: request.runId, task: "check" });
  return ok({ state: step.value.to });
}

/** Asks for the release in force to be taken out of force; the worker does it. */
export async function requestWithdrawal(
  tx: Db,
  actor: Actor,
  { runId, version, reason }: WithdrawRelease,
): Promise<Result<{ state: ImportState }, StepProblem>> {
  const change = { ...AT_START, failure: Prisma.DbNull };
  const step = await takeStep(tx, actor, { runId, version, reason, action: "withdraw", change });
  if (!step.ok) return step;
  await haveItDone(tx, actor, { runId, task: "withdraw" });
  return ok({ state: step.value.to });
}

/** Gives an import up that is not in force. What was loaded for it is thrown away by the worker. */
export async function discardImport(
  tx: Db,
  actor: Actor,
  { runId, version, reason }: ImportStep,
): Promise<Result<{ state: ImportState }, StepProblem>> {
  const step = await takeStep(tx, actor, { runId, version, reason, action: "discard" });
  if (!step.ok) return step;
  await haveItDone(tx, actor, { runId, task: "clear" });
  return ok({ state: step.value.to });
}

const YEAR_MS = 365 * 24 * 60 * 60 * 1000;
const AT_START = { stage: "waiting", rowsDone: 0, rowsTotal: null, stageStartedAt: null } as const;

/** The command line does the work itself, in its own process; for everybody else the worker does. */
async function haveItDone(tx: Db, actor: Actor, job: ImportJob): Promise<void> {
  if (actor.kind !== "command_line") await sendImportJob(tx, job);
}

function refuseActor(actor: Actor): ReceiveProblem | undefined {
  if (actor.kind === "system") return { code: "role_not_allowed" };
  if (actor.kind === "user" && !may(actor.role, "import.create"))
    return { code: "role_not_allowed" };
  return areaOf(actor).level === "regency" ? undefined : { code: "area_not_allowed" };
}

function refuseShape(input: ReceiveImport): ReceiveProblem | undefined {
  const expected: readonly ImportFileRole[] = FILES_OF_KIND[input.kind];
  const given = input.files.map(({ role }) => role);
  const complete = expected.every((role) => given.includes(role));
  const strange = given.some((role) => !expected.includes(role));
  if (!complete || strange || (input.kind !== "dtsen" && given.length > 1))
    return { code: "files_do_not_fit" };
  const twice = input.files.find(
    ({ sha256 }, index) => input.files.findIndex((file) => file.sha256 === sha256) < index,
  );
  if (twice) return { code: "same_file_twice", fileName: twice.name };
  if (input.kind === "recipients")
    return input.programCode === undefined && input.newProgram === undefined
      ? { code: "program_missing" }
      : undefined;
  return DATE_NEEDED[input.kind] && input.asOf === undefined
    ? { code: "as_of_missing" }
    : undefined;
}

/** The program of a list of recipients, written down first where the office does not know it. */
async function programOf(
  tx: Db,
  actor: Actor,
  { kind, programCode, newProgram }: ReceiveImport,
): Promise<Result<{ code: string | null }, AddProgramProblem>> {
  if (kind !== "recipients") return ok({ code: null });
  return newProgram ? addProgram(tx, actor, newProgram) : ok({ code: programCode ?? null });
}

async function refuseContent(tx: Db, input: ReceiveImport): Promise<ReceiveProblem | undefined> {
  // A release whose year was mistyped would stay the current one until that year.
  if (input.asOf !== undefined && new Date(input.asOf).getTime() > Date.now() + YEAR_MS)
    return { code: "as_of_in_future" };
  if (input.programCode !== undefined) {
    const program = await tx.program.findUnique({ where: { code: input.programCode } });
    if (!program) return { code: "program_unknown" };
  }
  if (input.repeatReason !== undefined) return undefined;
  const earlier = await tx.importRun.findFirst({
    where: {
      kind: input.kind,
      programCode: input.programCode ?? null,
      state: { in: ["publishing", "published"] },
      AND: input.files.map(({ sha256 }) => ({ files: { some: { sha256 } } })),
    },
    orderBy: { createdAt: "desc" },
    select: { publishedAt: true, createdAt: true },
  });
  if (!earlier) return undefined;
  return { code: "already_imported", importedAt: earlier.publishedAt ?? earlier.createdAt };
}
