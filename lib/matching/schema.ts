import { z } from "zod";

export const MATCHING_RESULTS = ["matched", "similar", "unmatched"] as const;
export const MatchingResult = z.enum(MATCHING_RESULTS);
export type MatchingResult = z.infer<typeof MatchingResult>;

/** How a row came to its result; `nobody` and `too_little` tell why it found none. */
export const SETTLED_BY = ["nik", "facts", "person", "nobody", "too_little"] as const;
export type SettledBy = (typeof SETTLED_BY)[number];

export const DIFFERENCES = ["nik", "name", "birth_date", "sex", "area"] as const;
export type Difference = (typeof DIFFERENCES)[number];

const Weight = z.number().int().min(0).max(100);
const Share = z.number().min(0).max(1);

/** The setting `matching_score`: how a row of a list is compared with a person of the registry. */
export const MatchingScore = z.strictObject({
  /** Weights of what is compared. */
  name: Weight.min(1),
  birthDate: Weight,
  sex: Weight,
  area: Weight,
  /** Share of a name whose every word is a word of the other. */
  partialName: Share,
  /** Share of a birth date with one part different, or day and month exchanged. */
  nearBirthDate: Share,
  /** Share of another kelurahan of the same kecamatan. */
  sameKecamatan: Share,
  /** Below this share of the name, the same NIK is not the same person without somebody's word. */
  nameMin: Share,
  /** Weight that has to be known on both sides for a person to be offered. */
  comparedMin: Weight,
  /** Score from which on a person is offered. */
  similarMin: Weight,
  /** Score and weight from which on a row without a NIK is settled by itself. */
  matchedMin: Weight,
  matchedComparedMin: Weight,
  /** How many persons are offered for a row. */
  candidatesMax: z.number().int().min(1).max(20),
});
export type MatchingScore = z.infer<typeof MatchingScore>;

/** States in which a list that was compared has results to look at and to decide about. */
export const COMPARED_STATES = ["ready", "publishing", "published"] as const;

export function isCompared(state: string): boolean {
  const compared: readonly string[] = COMPARED_STATES;
  return compared.includes(state);
}

/** The tabs of a comparison as its address names them. */
export const MATCHING_TABS = ["mirip", "padan", "tidak-padan"] as const;
export type MatchingTab = (typeof MATCHING_TABS)[number];

export const RESULT_OF_TAB = {
  mirip: "similar",
  padan: "matched",
  "tidak-padan": "unmatched",
} as const satisfies Record<MatchingTab, MatchingResult>;

const Line = z.coerce.number().int().positive().max(2_147_483_647);

/** Strict: a filter that is ignored shows everything and looks like an answer. */
export const MatchingPageParams = z.strictObject({
  tab: z.enum(MATCHING_TABS).default("mirip"),
  setelah: Line.optional(),
});

export const MatchingLineNo = Line;

/** What a person says of a row: the line of a member of the release, or that it is none of them. */
export const DecideMatch = z.strictObject({
  runId: z.uuid(),
  lineNo: Line,
  person: z.union([z.literal("none"), Line], {
    error: "Pilih orangnya, atau “Bukan salah satunya”.",
  }),
});
export type DecideMatch = z.infer<typeof DecideMatch>;

export const ReopenMatch = z.strictObject({ runId: z.uuid(), lineNo: Line });
export type ReopenMatch = z.infer<typeof ReopenMatch>;
