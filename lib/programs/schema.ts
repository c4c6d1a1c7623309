import { z } from "zod";

/** A day of the calendar as `2026-11-22`: compares as text, and no time zone can move it. */
export const Day = z.iso.date();
export type Day = z.infer<typeof Day>;

const NUMBER_FACTS = ["desil"] as const;

/** The PKH components, as the office knows them of a family. */
const YES_NO_FACTS = [
  "hasPregnantMember",
  "hasChildBeforeSeven",
  "hasPupil",
  "hasElderlyMember",
  "hasDisabledMember",
] as const;

/**
 * What a program asks of a family. A fact or an operator that is not known here is refused when the
 * rule is read: a condition that ignored what it does not understand would fit every family.
 */
export type Condition =
  | {
      readonly op: "between";
      readonly fact: (typeof NUMBER_FACTS)[number];
      readonly min?: number;
      readonly max?: number;
    }
  | { readonly op: "is"; readonly fact: (typeof YES_NO_FACTS)[number]; readonly value: boolean }
  | { readonly op: "any" | "all"; readonly of: readonly Condition[] };

const Between = z
  .strictObject({
    op: z.literal("between"),
    fact: z.enum(NUMBER_FACTS),
    min: z.number().optional(),
    max: z.number().optional(),
  })
  .refine(({ min, max }) => min !== undefined || max !== undefined, "a limit on one side at least")
  .refine(({ min, max }) => (min ?? -Infinity) <= (max ?? Infinity), "min is above max");

const Is = z.strictObject({
  op: z.literal("is"),
  fact: z.enum(YES_NO_FACTS),
  value: z.boolean(),
});

const Several = z.strictObject({
  op: z.enum(["any", "all"]),
  // An empty list would allow nobody (any) or everybody (all) without a word.
  of: z.array(z.lazy((): z.ZodType<Condition> => Condition)).min(1),
});

export const Condition: z.ZodType<Condition> = z.union([Between, Is, Several]);

/** One version of a program's rule, as a row of `program_rule` holds it. `validUntil` is its last day. */
export const ProgramRule = z.object({
  programCode: z.string().min(1),
  version: z.string().min(1),
  validFrom: Day,
  validUntil: Day.nullable(),
  legalBasis: z.string().min(1),
  condition: Condition,
});
export type ProgramRule = z.infer<typeof ProgramRule>;

export const PROGRAM_LEVELS = ["family", "individual"] as const;

/** A program that the office did not know before somebody brought a list of its recipients. */
export const NewProgram = z.strictObject({
  name: z
    .string()
    .trim()
    .max(80, "Nama program paling panjang 80 huruf.")
    .regex(/[a-z0-9].*[a-z0-9]/i, "Isi nama program, misalnya BLT Dana Desa."),
  level: z.enum(PROGRAM_LEVELS, { error: "Pilih siapa yang menerima bantuan ini." }),
});
export type NewProgram = z.infer<typeof NewProgram>;
