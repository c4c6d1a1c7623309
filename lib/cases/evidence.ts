import { z } from "zod";

const Desil = z.number().int().min(1).max(10);
const Day = z.iso.date();

/** The release in which the values were read. */
const InRelease = {
  releaseId: z.number().int(),
  releaseName: z.string(),
  asOf: Day,
};

const OverLimit = z.object({
  ...InRelease,
  program: z.string(),
  programName: z.string(),
  desil: Desil,
  /** In the release before; empty if the family was not in it or not ranked. */
  previousDesil: Desil.nullable(),
  limit: Desil,
  ruleVersion: z.string(),
  legalBasis: z.string(),
  /** Members (one for a program of families) who receive, suspended ones included. */
  recipients: z.number().int().min(1),
  /** Whether the aid of at least one of them was held; people may have given it back since. */
  suspended: z.boolean(),
});

const MisplacedHigh = z.object({
  ...InRelease,
  dtksDesil: Desil,
  dtksListName: z.string(),
  dtksAsOf: Day,
  desil: Desil,
  /** Poor in the old list means up to this desil … */
  dtksDesilMax: Desil,
  /** … and placed too high means from this one on. */
  desilMin: Desil,
  legalBasis: z.string(),
});

const MissingInDtsen = z.object({
  ...InRelease,
  source: z.enum(["dtks", "recipients", "both"]),
  dtksListName: z.string().nullable(),
  dtksAsOf: Day.nullable(),
  dtksDesil: Desil.nullable(),
  /** Codes of the programs that the family receives now. */
  programs: z.array(z.string()),
  programNames: z.array(z.string()),
  /** Persons of the family whom the lists and the last release name. */
  memberCount: z.number().int().min(0),
  /** The last release that held the family, if any did. */
  lastReleaseName: z.string().nullable(),
  lastDesil: Desil.nullable(),
});

/** What a family's own row says that poor families rarely have. */
export const SIGNS_OF_MEANS = ["car", "power", "other_house"] as const;
export type SignOfMeans = (typeof SIGNS_OF_MEANS)[number];

const MisplacedLow = z.object({
  ...InRelease,
  desil: Desil,
  /** In the release before; empty if the family was not in it or not ranked. */
  previousDesil: Desil.nullable(),
  signs: z.array(z.enum(SIGNS_OF_MEANS)).min(1),
  /** Code of `daya_terpasang` where the power is a sign. */
  powerCode: z.number().int().min(1).max(5).nullable(),
  /** Low means up to this desil … */
  desilMax: Desil,
  /** … and power is a sign from this one on. */
  wattsMin: z.number().int().positive(),
  legalBasis: z.string(),
});

const Unranked = z.object({
  ...InRelease,
  desil: z.null(),
  /** What stands in the file in place of a desil; empty if nothing does. */
  written: z.string().nullable(),
  previousDesil: Desil.nullable(),
});

/** What the data says once it no longer shows a family above the limit. */
const OverLimitClosing = OverLimit.extend({
  inRelease: z.boolean(),
  desil: Desil.nullable(),
  recipients: z.number().int().min(0),
});

const MisplacedHighClosing = MisplacedHigh.extend({
  inRelease: z.boolean(),
  desil: Desil.nullable(),
  dtksDesil: Desil.nullable(),
  dtksListName: z.string().nullable(),
  dtksAsOf: Day.nullable(),
});

const MisplacedLowClosing = MisplacedLow.extend({
  inRelease: z.boolean(),
  desil: Desil.nullable(),
  signs: z.array(z.enum(SIGNS_OF_MEANS)),
});

const UnrankedClosing = Unranked.extend({
  inRelease: z.boolean(),
  desil: Desil.nullable(),
});

const MissingInDtsenClosing = z.object({
  ...InRelease,
  /**
   * `family`: it stands in the release again. `members`: the NIK of some do, in the families
   * `holderIds`. `person_without_nik`: somebody of equal name, birth date and kelurahan does, with an
   * invalid NIK. `not_listed`: it is in neither list any more.
   */
  found: z.enum(["family", "members", "person_without_nik", "not_listed"]),
  desil: Desil.nullable(),
  holderIds: z.array(z.number().int()),
});

/**
 * A case's kind with its values: the columns `kind`, `evidence` (what made it) and
 * `closing_evidence` (what the data says since it stopped showing the condition). No name, NIK or
 * No KK: those stand in the lists and releases and are read under the reader's scope.
 */
export const CaseFacts = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("over-limit"),
    evidence: OverLimit,
    closingEvidence: OverLimitClosing.nullable(),
  }),
  z.object({
    kind: z.literal("misplaced-high"),
    evidence: MisplacedHigh,
    closingEvidence: MisplacedHighClosing.nullable(),
  }),
  z.object({
    kind: z.literal("missing-in-dtsen"),
    evidence: MissingInDtsen,
    closingEvidence: MissingInDtsenClosing.nullable(),
  }),
  z.object({
    kind: z.literal("misplaced-low"),
    evidence: MisplacedLow,
    closingEvidence: MisplacedLowClosing.nullable(),
  }),
  z.object({
    kind: z.literal("unranked"),
    evidence: Unranked,
    closingEvidence: UnrankedClosing.nullable(),
  }),
]);
export type CaseFacts = z.infer<typeof CaseFacts>;

/** The facts of one kind. */
export type FactsOf<Kind extends CaseFacts["kind"]> = Extract<CaseFacts, { readonly kind: Kind }>;
