import { z } from "zod";
import type { DetectedKind } from "../kinds";

/** What the reader of a case aloud says of its kind. `next` holds while nobody has taken it up. */
export interface KindSentences {
  readonly why: readonly string[];
  readonly rule: readonly string[];
  readonly automatic: readonly string[];
  readonly next: readonly string[];
}

/** A value of a case: text, several texts, a rank (null: unranked), or null for nothing. */
export type CaseValue = string | readonly string[] | { readonly desil: number | null } | null;

/** A line of the table of values, with the list, release or rule that it comes from. */
export interface ValueRow {
  readonly what: string;
  readonly source: string;
  readonly value: CaseValue;
}

/** The rank in the list or release that a case compares with, and in the one that made it. */
export interface DesilPair {
  readonly before: number | null;
  readonly now: number | null;
}

/**
 * All that is particular to one kind of error: the shape of its values, and how they are told. No
 * name, NIK or No KK stands in the values: those are read under the reader's scope.
 */
export interface KindFacts<Evidence, Closing> {
  /** The values that made the case. */
  readonly evidence: z.ZodType<Evidence>;
  /** What the data says since it stopped showing the condition. */
  readonly closingEvidence: z.ZodType<Closing>;
  /** What the office proposes for such a case, as words in the middle of a sentence. */
  readonly proposal: string;
  /** Null where the kind compares no rank. */
  desil(evidence: Evidence): DesilPair | null;
  /** What still stands after a release that changed nothing, as a clause; without it the ranks say it. */
  readonly unchanged?: string;
  sentences(evidence: Evidence): KindSentences;
  /** How it ended by new data. */
  ending(before: Evidence, now: Closing): string;
  /** Old above new. */
  values(evidence: Evidence, closing: Closing | null): readonly ValueRow[];
}

/** A kind's facts, with the shape in which a case of it is stored. */
export function defineKind<const Kind extends DetectedKind, Evidence, Closing>(
  kind: Kind,
  facts: KindFacts<Evidence, Closing>,
) {
  const { evidence, closingEvidence } = facts;
  return {
    ...facts,
    stored: z.object({
      kind: z.literal(kind),
      evidence,
      closingEvidence: closingEvidence.nullable(),
    }),
  };
}
