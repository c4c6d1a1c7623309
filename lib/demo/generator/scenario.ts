import type { DukcapilAnswer } from "./dukcapil-file";
import type { Program } from "./family-history";
import type { SignsOfMeans } from "./housing";
import type { ComponentWish } from "./members";

/** The kinds of error that the plan gives to the person about whom the population office answers. */
export type PersonError = "deceased_recipient" | "moved_recipient" | "unmatched_dukcapil";

/** The kinds of error that the plan gives to a family, as the truth file names them. */
export type FamilyError =
  | "over_limit:PKH"
  | "over_limit:SEMBAKO"
  | "over_limit:PBI_JK"
  | "misplaced_high"
  | "misplaced_low"
  | "missing_in_dtsen"
  | "unranked"
  | "extreme_shift"
  | "eligible_not_enrolled:PKH"
  | "no_component"
  | "excluded_occupation"
  | "double_benefit"
  | "member_count_mismatch";

/** The shapes in which a family stands in the files (`stories.ts`), and how many families each has. */
export const STORY_FAMILIES = {
  steady: 1,
  kk_changed: 1,
  kk_changed_in_lists_too: 1,
  renumbered_before_v2: 1,
  gone_since_v2: 1,
  only_in_lists: 1,
  new_in_v3: 1,
  invalid_nik: 1,
  invalid_nik_of_payee: 1,
  invalid_nik_found_by_name: 1,
  invalid_nik_in_another_kelurahan: 1,
  double_benefit: 1,
  double_benefit_under_two_numbers: 1,
  listed_twice: 1,
  wrong_member_count: 1,
  duplicate_nik_in_one_family: 1,
  duplicate_nik_counted_once: 1,
  duplicate_nik_in_two_families: 2,
  duplicate_nik_in_two_paid_families: 2,
  duplicate_nik_of_stray_row: 2,
  scattered: 2,
  split_off: 2,
  split_apart: 3,
} as const;
export type StoryName = keyof typeof STORY_FAMILIES;

export type DesilRange = readonly [lowest: number, highest: number];

/** The desil of a family in the two releases. */
export type DesilPlan =
  /** Within the range in both releases, most often the same, else one or two apart. */
  | { readonly steady: DesilRange }
  /** One of these pairs: v2, then v3. */
  | { readonly moves: readonly (readonly [v2: number, v3: number])[] }
  | { readonly losesRankFrom: DesilRange }
  | { readonly gainsRankAt: DesilRange };

/**
 * One kind of family, with what is wrong about it in the newest release. The errors are written
 * down here by a person who reads the definitions of the error kinds, and nothing computes them
 * from the values: a detector that is checked against this table cannot be wrong in the same way.
 */
export type Scenario = {
  readonly name: string;
  /** How many families in 10,000; at least one story of each scenario is told. */
  readonly share: number;
  readonly story: StoryName;
  readonly desil: DesilPlan;
  /** The desil in the old DTKS; absent for a family that was not in it. */
  readonly dtks?: DesilRange;
  readonly programs?: readonly Program[];
  readonly component: ComponentWish;
  /** Lives like desil 1–3 whatever the desil says. */
  readonly livesPoorly?: boolean;
  readonly signsOfMeans?: SignsOfMeans;
  readonly civilServant?: boolean;
  /** About whom the population office says something else than *padan*: who is paid, or a lodger. */
  readonly dukcapil?: { readonly about: "payee" | "lodger"; readonly answer: DukcapilAnswer };
  readonly errors: readonly (FamilyError | PersonError)[];
};

/** A row of the plan; what it leaves out is as in a family that has no aid and no error. */
export type ScenarioRow = Pick<Scenario, "name" | "share" | "desil"> & Partial<Scenario>;

export const ALL_PROGRAMS = ["PKH", "SEMBAKO", "PBI_JK"] as const;
