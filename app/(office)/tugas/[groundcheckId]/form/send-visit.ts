import type { FormProblem } from "@/lib/forms/types";
import type { VisitDocument } from "@/lib/forms/visit-document";
import { uuidV7 } from "@/lib/shared/uuid-v7";
import { fieldOf, sendField } from "./field-request";

/** A submission as it was first made: it keeps its id until a receipt came, however often it is sent. */
export interface Submission {
  readonly id: string;
  readonly groundcheckId: string;
  readonly questionnaire: string;
  readonly baseVersion: number;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly document: VisitDocument;
}

export type SendOutcome =
  | { readonly status: "received" | "repeated"; readonly receivedAt: string }
  | { readonly status: "conflict"; readonly message: string }
  | {
      readonly status: "rejected";
      readonly message: string;
      readonly problems: readonly FormProblem[];
    }
  | { readonly status: "offline" | "signed_out" };

/**
 * The submission to send: the one before if it says the same, so that one that arrived without our
 * hearing of it is not taken for another; a new one once something was changed.
 */
export function submissionOf(
  previous: Submission | null,
  visit: Omit<Submission, "id" | "finishedAt">,
  now: Date,
): Submission {
  if (previous) {
    const { id: _, finishedAt: __, ...before } = previous;
    if (JSON.stringify(before) === JSON.stringify(visit)) return previous;
  }
  return { ...visit, id: uuidV7(now.getTime()), finishedAt: now.toISOString() };
}

export async function sendVisit(submission: Submission): Promise<SendOutcome> {
  const item = { ...submission, clientNow: new Date().toISOString() };
  const answer = await sendField("POST", "/api/v1/kiriman", JSON.stringify({ items: [item] }), {
    "Content-Type": "application/json",
  });
  if (answer.status === "refused")
    return { status: "rejected", message: answer.message, problems: [] };
  return answer.status === "ok" ? readResult(answer.body, submission.id) : answer;
}

const UNKNOWN_ANSWER = "Jawaban server tidak dapat dibaca. Tekan kirim lagi.";

function readResult(body: unknown, id: string): SendOutcome {
  const results = fieldOf(body, "results");
  const result = Array.isArray(results)
    ? results.find((one: unknown) => fieldOf(one, "id") === id)
    : undefined;
  const [status, message] = [fieldOf(result, "status"), fieldOf(result, "message")];
  const receivedAt = fieldOf(fieldOf(result, "receipt"), "receivedAt");
  if ((status === "received" || status === "repeated") && typeof receivedAt === "string")
    return { status, receivedAt };
  const sentence = typeof message === "string" ? message : UNKNOWN_ANSWER;
  if (status === "conflict") return { status, message: sentence };
  return { status: "rejected", message: sentence, problems: readProblems(result) };
}

function readProblems(result: unknown): FormProblem[] {
  const problems = fieldOf(result, "problems");
  if (!Array.isArray(problems)) return [];
  return problems.flatMap((one: unknown): FormProblem[] => {
    const [question, message] = [fieldOf(one, "question"), fieldOf(one, "message")];
    const [severity, memberKey] = [fieldOf(one, "severity"), fieldOf(one, "memberKey")];
    if (typeof question !== "string" || typeof message !== "string") return [];
    return [
      {
        severity: severity === "warning" ? "warning" : "error",
        question,
        message,
        ...(typeof memberKey === "string" ? { memberKey } : {}),
      },
    ];
  });
}
