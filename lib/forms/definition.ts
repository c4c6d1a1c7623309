import { z } from "zod";

/** What the fields of a form can be. A `date` is written as `2026-11-22`. */
export const QUESTION_TYPES = [
  "text",
  "digits",
  "integer",
  "rupiah",
  "single",
  "date",
  "photo",
] as const;
export type QuestionType = (typeof QUESTION_TYPES)[number];

/**
 * When a question is asked or a check speaks, as data. A question is that of the member at hand, or
 * else that of the family. An age that nobody knows meets every limit: the visitor sees whether it
 * is a child, the list does not.
 */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly question: string; readonly is: readonly string[] }
  | { readonly question: string; readonly answered: true }
  | { readonly question: string; readonly atLeast: number }
  | { readonly fact: "age"; readonly atLeast?: number; readonly atMost?: number };

const Code = z.string().min(1).max(40);

export const Condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(Condition).min(1) }),
    z.strictObject({ any: z.array(Condition).min(1) }),
    z.strictObject({ not: Condition }),
    z.strictObject({ question: Code, is: z.array(z.string()).min(1) }),
    z.strictObject({ question: Code, answered: z.literal(true) }),
    z.strictObject({ question: Code, atLeast: z.number() }),
    z.strictObject({
      fact: z.literal("age"),
      atLeast: z.number().optional(),
      atMost: z.number().optional(),
    }),
  ]),
);

const Option = z.strictObject({ code: z.string().min(1), label: z.string().min(1) });
export type Option = z.infer<typeof Option>;

export const Question = z.strictObject({
  code: Code,
  label: z.string().min(1),
  type: z.enum(QUESTION_TYPES),
  required: z.boolean(),
  options: z.array(Option).min(1).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  unit: z.string().optional(),
  /** The numbers of digits that `digits` may have. */
  length: z.array(z.number().int().positive()).min(1).optional(),
  visibleIf: Condition.optional(),
  hint: z.string().optional(),
  /** An answer that a button gives, e.g. `-` for somebody who does not work. */
  shortcut: Option.optional(),
  /** Column of the DTSEN files that holds the same answer. */
  mapsTo: z.string().optional(),
  /**
   * The answer's code in that column where the lists differ; several where ours is coarser than
   * theirs, null where theirs has none. A code that is not here is the same in both.
   */
  mapCodes: z.record(z.string(), z.union([z.string(), z.array(z.string()), z.null()])).optional(),
  /** Only an answer of this many digits is what that column holds. */
  mapLength: z.number().int().positive().optional(),
  /** A count here, Ya/Tidak in that column. */
  countsAsYesNo: z.literal(true).optional(),
});
export type Question = z.infer<typeof Question>;

export const FORM_SCOPES = ["household", "individual"] as const;
export type FormScope = (typeof FORM_SCOPES)[number];

const Section = z.strictObject({
  id: Code,
  title: z.string().min(1),
  scope: z.enum(FORM_SCOPES),
  questions: z.array(Question).min(1),
});
export type Section = z.infer<typeof Section>;

/** The statistics office's own levels: GALAT stops a form from being sent, PERINGATAN does not. */
export const SEVERITIES = ["error", "warning"] as const;
export type Severity = (typeof SEVERITIES)[number];

const Spoken = {
  severity: z.enum(SEVERITIES),
  /** The question that a problem leads to. */
  question: Code,
  message: z.string().min(1),
};

/**
 * What must not be (`when`, for the family or for each member), or one of the checks across all
 * members, which no condition on single answers could say.
 */
const Check = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("condition"),
    scope: z.enum(FORM_SCOPES),
    when: Condition,
    ...Spoken,
  }),
  z.strictObject({ kind: z.literal("one_head"), ...Spoken }),
  z.strictObject({ kind: z.literal("couple_of_one_sex"), ...Spoken }),
  z.strictObject({ kind: z.literal("roster_differs"), ...Spoken }),
]);
export type Check = z.infer<typeof Check>;

const Named = { code: Code, label: z.string().min(1), hint: z.string().optional() };

/** A form as data. Who fills it in, checks it or compares it reads it from here and from nowhere else. */
export const Questionnaire = z.strictObject({
  version: z.string().min(1),
  name: z.string().min(1),
  presence: z.strictObject({
    ...Named,
    options: z.array(Option).min(1),
    /** The answers with which the interview goes on. */
    goesOn: z.array(z.string()).min(1),
    /** What is still asked when it stops; then nothing is required. */
    askedAnyway: z.array(Code),
  }),
  sections: z.array(Section).min(1),
  /** The questions about a member that the checks and comparisons have to know by their meaning. */
  members: z.strictObject({
    presence: Code,
    /** Answers of a member who belongs to the household. */
    present: z.array(z.string()).min(1),
    /** The answer of a member who is in no list yet. */
    joined: z.string(),
    name: z.strictObject(Named),
    nik: z.strictObject(Named),
    sex: Code,
    birthDate: Code,
    relation: Code,
    /** Codes of the relation. */
    head: z.string(),
    spouse: z.string(),
  }),
  position: z.strictObject(Named),
  note: z.strictObject(Named),
  checks: z.array(Check),
});
export type Questionnaire = z.infer<typeof Questionnaire>;
