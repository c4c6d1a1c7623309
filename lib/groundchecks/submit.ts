import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import { coversVillage } from "@/lib/auth/scope";
import type { UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { gather } from "@/lib/db/gather";
import { checkDocument } from "@/lib/forms/check-document";
import type { FormProblem } from "@/lib/forms/types";
import { resultOf } from "@/lib/forms/visit-result";
import { invariant } from "@/lib/shared/invariant";
import { decide } from "@/lib/workflow/machine";
import { acceptedForm } from "./accepted-form";
import {
  type FactsRequest,
  findSubmissionFacts,
  type SubmissionFacts,
} from "./find-submission-facts";
import { readSubmission, type Submission } from "./read-submission";
import { type RosterHome, readRostersAt } from "./roster";
import { type ConflictReason, storeConflict } from "./store-conflict";
import { type JudgedVisit, storeVisits } from "./store-visits";
import { type GroundcheckAction, groundcheckWorkflow } from "./workflow";

const SUBMIT = "submit" satisfies GroundcheckAction;
const ATTEMPTS_MAX = 5;

/** The server's word that it holds a submission; the phone forgets its own copy against it. */
export interface Receipt {
  readonly receivedAt: Date;
  readonly sha256: string;
}

/** The answer to one item. `conflict`: kept, and a person decides. `rejected`: nothing was kept. */
export type SubmissionResult =
  | { readonly id: string; readonly status: "received" | "repeated"; readonly receipt: Receipt }
  | { readonly id: string; readonly status: "conflict"; readonly message: string }
  | {
      readonly id: string | null;
      readonly status: "rejected";
      readonly message: string;
      readonly problems?: readonly FormProblem[];
    };

export const SUBMISSION_SENTENCES = {
  unreadable: "Kiriman ini tidak dapat dibaca. Perbarui halaman tugas, lalu kirim ulang.",
  not_found: "Groundcheck ini tidak ditemukan di antara tugas Anda.",
  unknown_form:
    "Formulir yang dipakai sudah tidak berlaku. Buka tugas ini lagi untuk mengisi formulir terbaru.",
  form_problems: "Jawaban belum lengkap atau tidak sesuai. Perbaiki, lalu kirim lagi.",
  altered:
    "Kiriman ini pernah diterima dengan isi yang lain. Yang pertama tetap berlaku; yang ini disimpan untuk diputus petugas.",
  outdated:
    "Groundcheck ini sudah berubah sejak Anda membukanya. Kiriman Anda disimpan untuk diputus petugas.",
} as const;

/**
 * Takes in one item of a sending, as a transaction of its own. The same id with the same content is
 * answered with the first receipt, however often it comes and whatever happened since; nothing that
 * an own task brings is ever lost or doubled.
 */
export async function takeSubmission(
  db: Db,
  actor: UserActor,
  raw: string,
): Promise<SubmissionResult> {
  const read = readSubmission(raw);
  if (!read.ok) return rejected(read.problem.id, "unreadable");
  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
    const result = await attemptSubmission(db, actor, read.value);
    if (result) return result;
  }
  throw new Error(`A submission met other changes ${ATTEMPTS_MAX} times in a row`);
}

/** Null where something else happened to the groundcheck between reading and writing. */
async function attemptSubmission(
  db: Db,
  actor: UserActor,
  submission: Submission,
): Promise<SubmissionResult | null> {
  const { item, sha256 } = submission;
  const { askFacts, store } = together(db);
  const facts = await askFacts({ actor, submission });
  if (!facts || !isTheirs(actor, facts)) {
    await recordAudit(db, actor, {
      action: "access.deny",
      subject: "groundcheck",
      subjectId: item.groundcheckId,
      detail: { permission: "task.submit" },
    });
    return rejected(item.id, "not_found");
  }
  const { firstSha256, firstReceivedAt, firstSubmittedBy } = facts;
  if (firstReceivedAt !== null) {
    return firstSha256 === sha256 && firstSubmittedBy === actor.id
      ? { id: item.id, status: "repeated", receipt: { receivedAt: firstReceivedAt, sha256 } }
      : keepConflict(db, actor, submission, "altered");
  }
  const decision = decide(groundcheckWorkflow, {
    state: facts.state,
    action: SUBMIT,
    role: actor.role,
    facts: { ...NOT_ASKED, own_task: facts.companionId === actor.id },
  });
  if (!decision.ok || facts.version !== item.baseVersion) {
    return keepConflict(db, actor, submission, "outdated");
  }
  const refusal = await judgeDocument(db, submission, facts);
  if (refusal) return refusal;
  const result = resultOf(item.document.presence);
  const receivedAt = await store({ actor, submission, ...decision.value, result });
  return receivedAt && { id: item.id, status: "received", receipt: { receivedAt, sha256 } };
}

/** The statements that submissions share which come at the same time. */
function together(db: Db) {
  const before = shared.get(db);
  if (before) return before;
  const statements = newStatements(db);
  shared.set(db, statements);
  return statements;
}

function newStatements(db: Db) {
  return {
    askFacts: gather((requests: readonly FactsRequest[]) => findSubmissionFacts(db, requests)),
    askRoster: gather((homes: readonly RosterHome[]) => readRostersAt(db, homes)),
    store: gather((visits: readonly JudgedVisit[]) => storeVisits(db, visits)),
  };
}

const shared = new WeakMap<Db, ReturnType<typeof newStatements>>();

/** Guards of other steps than submitting. */
const NOT_ASKED = { not_own_visit: false, photos_complete: false, no_open_conflict: false };

/** Whether the groundcheck exists for the actor: inside the area, and a task of theirs, now or before. */
function isTheirs(actor: UserActor, facts: SubmissionFacts): boolean {
  const isOrWas = facts.companionId === actor.id || facts.wasCompanion;
  return isOrWas && coversVillage(actor, facts.villageId);
}

async function judgeDocument(
  db: Db,
  { item }: Submission,
  { formAccepted, householdId, source, releaseId }: SubmissionFacts,
): Promise<SubmissionResult | null> {
  if (!formAccepted) return rejected(item.id, "unknown_form");
  const form = await acceptedForm(db, item.questionnaire);
  invariant(form, "a form that was seen a moment ago is there");
  const isListed = source !== null && releaseId !== null;
  const roster = isListed ? await together(db).askRoster({ householdId, source, releaseId }) : [];
  const problems = checkDocument(form, item.document, roster, { final: true });
  if (!problems.some(({ severity }) => severity === "error")) return null;
  return { ...rejected(item.id, "form_problems"), problems };
}

async function keepConflict(
  db: Db,
  actor: UserActor,
  submission: Submission,
  reason: ConflictReason,
): Promise<SubmissionResult> {
  await storeConflict(db, actor, submission, reason);
  return { id: submission.item.id, status: "conflict", message: SUBMISSION_SENTENCES[reason] };
}

function rejected(id: string | null, sentence: keyof typeof SUBMISSION_SENTENCES) {
  return { id, status: "rejected", message: SUBMISSION_SENTENCES[sentence] } as const;
}
