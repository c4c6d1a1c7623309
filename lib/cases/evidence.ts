import { z } from "zod";
import { invariant } from "@/lib/shared/invariant";
import { deceasedRecipient } from "./facts/deceased-recipient";
import { doubleBenefit } from "./facts/double-benefit";
import { duplicateNik } from "./facts/duplicate-nik";
import { extremeShift } from "./facts/extreme-shift";
import { invalidNik } from "./facts/invalid-nik";
import type { DesilPair, KindFacts, KindSentences, ValueRow } from "./facts/kind-facts";
import { memberCountMismatch } from "./facts/member-count-mismatch";
import { misplacedHigh } from "./facts/misplaced-high";
import { misplacedLow } from "./facts/misplaced-low";
import { missingInDtsen } from "./facts/missing-in-dtsen";
import { movedRecipient } from "./facts/moved-recipient";
import { overLimit } from "./facts/over-limit";
import { unmatchedDukcapil } from "./facts/unmatched-dukcapil";
import { unranked } from "./facts/unranked";
import type { DetectedKind } from "./kinds";

/** A new kind is a file in `facts/` and a row here. */
const KINDS = {
  "misplaced-high": misplacedHigh,
  "over-limit": overLimit,
  "misplaced-low": misplacedLow,
  "missing-in-dtsen": missingInDtsen,
  unranked,
  "deceased-recipient": deceasedRecipient,
  "moved-recipient": movedRecipient,
  "duplicate-nik": duplicateNik,
  "invalid-nik": invalidNik,
  "unmatched-dukcapil": unmatchedDukcapil,
  "extreme-shift": extremeShift,
  "double-benefit": doubleBenefit,
  "member-count-mismatch": memberCountMismatch,
} as const satisfies { [Kind in DetectedKind]: { readonly stored: z.ZodType<{ kind: Kind }> } };

type Stored = (typeof KINDS)[DetectedKind]["stored"];
// Zod asks for at least one.
const [first, ...others] = Object.values(KINDS).map(({ stored }): Stored => stored);
invariant(first, "there is a kind of error");

/**
 * A case's kind with its values: the columns `kind`, `evidence` (what made it) and
 * `closing_evidence` (what the data says since it stopped showing the condition).
 */
export const CaseFacts = z.discriminatedUnion("kind", [first, ...others]);
export type CaseFacts = z.infer<typeof CaseFacts>;

type EvidenceOf<Kind extends DetectedKind> = z.infer<(typeof KINDS)[Kind]["evidence"]>;
type ClosingOf<Kind extends DetectedKind> = z.infer<(typeof KINDS)[Kind]["closingEvidence"]>;

/** The facts of one kind. */
export type FactsOf<Kind extends DetectedKind> = {
  readonly [K in Kind]: {
    readonly kind: K;
    readonly evidence: EvidenceOf<K>;
    readonly closingEvidence: ClosingOf<K> | null;
  };
}[Kind];

/** The same table, typed so that the functions of a kind take the values of that kind. */
const KIND_FACTS: {
  readonly [Kind in DetectedKind]: KindFacts<EvidenceOf<Kind>, ClosingOf<Kind>>;
} = KINDS;

/** A case as its kind tells it. */
export interface CaseTelling {
  readonly sentences: KindSentences;
  /** How it ended by new data; null while the data still shows it. */
  readonly ending: string | null;
  readonly proposal: string;
  readonly values: readonly ValueRow[];
  readonly desil: DesilPair | null;
  readonly unchanged: string | null;
}

/** Asks the case's kind for all that is particular to it. */
export function tellCase<Kind extends DetectedKind>({
  kind,
  evidence,
  closingEvidence,
}: FactsOf<Kind>): CaseTelling {
  const of: KindFacts<EvidenceOf<Kind>, ClosingOf<Kind>> = KIND_FACTS[kind];
  return {
    sentences: of.sentences(evidence),
    ending: closingEvidence === null ? null : of.ending(evidence, closingEvidence),
    proposal: of.proposal,
    values: of.values(evidence, closingEvidence),
    desil: of.desil(evidence),
    unchanged: of.unchanged ?? null,
  };
}
