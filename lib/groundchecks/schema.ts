import { z } from "zod";
import { VisitDocument } from "@/lib/forms/visit-document";

/** A groundcheck's id as it stands in the address or in a form. */
export const GroundcheckId = z.uuid();

const REASON_LENGTH_MAX = 2000;
const QUESTIONS_MAX = 200;

const Reason = z.string().trim().max(REASON_LENGTH_MAX);
/** The version that the person saw: another one means that somebody else was quicker. */
const Version = z.coerce.number().int().min(1);

export const VerifyGroundcheck = z.strictObject({ groundcheckId: GroundcheckId, version: Version });
export type VerifyGroundcheck = z.infer<typeof VerifyGroundcheck>;

/** A form that has one row sends a text, one with several a list. */
const oneOrMany = (value: unknown) =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

/**
 * The form that returns a visit: one reason for the whole, and a row for each question, which sends
 * its code and its reason even where the reason was left blank, so that both lists have one order.
 */
export const ReturnGroundcheckForm = z.strictObject({
  groundcheckId: GroundcheckId,
  version: Version,
  reason: Reason,
  questionCode: z.preprocess(oneOrMany, z.array(z.string().max(40)).max(QUESTIONS_MAX)),
  questionReason: z.preprocess(oneOrMany, z.array(Reason).max(QUESTIONS_MAX)),
});
export type ReturnGroundcheckForm = z.infer<typeof ReturnGroundcheckForm>;

export interface ReturnGroundcheck {
  readonly groundcheckId: string;
  readonly version: number;
  readonly reason: string;
  readonly questions: readonly QuestionReason[];
}

/** Why the answer to one question was not accepted. */
export interface QuestionReason {
  readonly code: string;
  readonly reason: string;
}

/** What a form of `ReturnGroundcheckForm` asks for: rows left blank say nothing. */
export function readReturnForm(form: ReturnGroundcheckForm): ReturnGroundcheck {
  const { questionCode, questionReason, ...rest } = form;
  const questions = questionCode
    .map((code, row) => ({ code, reason: questionReason[row] ?? "" }))
    .filter(({ reason }) => reason !== "");
  return { ...rest, questions };
}

export const SettleConflict = z.strictObject({
  conflictId: z
    .string()
    .regex(/^[1-9]\d{0,17}$/)
    .transform((text) => BigInt(text)),
  reason: Reason,
});
export type SettleConflict = z.infer<typeof SettleConflict>;

const Instant = z.iso.datetime({ offset: true });

/** One visit as the phone sends it; the id is made there. */
export const SubmissionItem = z.strictObject({
  id: z.uuidv7(),
  groundcheckId: GroundcheckId,
  /** Version of the form that was filled in. */
  questionnaire: z.string().min(1).max(100),
  /** Version of the groundcheck that the phone had fetched. */
  baseVersion: z.number().int().min(1),
  startedAt: Instant,
  finishedAt: Instant,
  /** The phone's clock at the moment of sending. */
  clientNow: Instant,
  document: VisitDocument,
});
export type SubmissionItem = z.infer<typeof SubmissionItem>;

export const SUBMISSIONS_MAX = 20;

/** What `PUT /api/v1/groundcheck/{id}/draf` takes; parts of the document may be missing. */
export const DraftBody = z.strictObject({
  version: z.number().int().min(1),
  document: VisitDocument.partial(),
});
export type DraftBody = z.infer<typeof DraftBody>;
