import type { AS_OF } from "./calendar";
import type { FamilyError, PersonError } from "./scenario";

/** An error that a story put into the files, or a fact about them that a reader must find. */
export type Planted =
  | { readonly kind: Exclude<FamilyError, "extreme_shift">; readonly nomorKk: string }
  | {
      readonly kind: "extreme_shift";
      readonly nomorKk: string;
      readonly from: number;
      readonly to: number;
    }
  | { readonly kind: "kk_changed"; readonly oldNomorKk: string; readonly newNomorKk: string }
  | { readonly kind: "invalid_nik"; readonly nomorKk: string; readonly raw: string }
  | { readonly kind: "duplicate_nik" | PersonError; readonly nik: string };

/**
 * What is wrong in the files, by kind, with v3 as the newest release and v2 as the one before.
 * The kinds are those of the error-kind definitions with `_` for `-` and `:X` for the program;
 * family kinds name the No KK in v3, and a family that is not in v3 its No KK in the lists; kinds
 * about a person name the NIK.
 */
export type TruthLists = Record<Exclude<FamilyError, "extreme_shift">, string[]> & {
  extreme_shift: { kk: string; from: number; to: number }[];
  kk_changed: { old: string; new: string }[];
  invalid_nik: { kk: string; raw: string }[];
  duplicate_nik: string[];
} & Record<PersonError, string[]>;

export type ReleaseCounts = { families: number; members: number; broken: number };

/** What was written: rows of each file, and subjects of each kind as `truth:kind`. */
type DemoCounts = {
  readonly v2: ReleaseCounts;
  readonly v3: ReleaseCounts;
  readonly dtks: number;
  readonly PKH: number;
  readonly SEMBAKO: number;
  readonly PBI: number;
  readonly dukcapil: number;
} & Readonly<Record<`truth:${string}`, number>>;

/** The content of `truth.json`. */
export type DemoTruth = {
  readonly seed: string;
  readonly families: number;
  readonly regency: string;
  readonly asOf: typeof AS_OF;
  readonly counts: DemoCounts;
  /** The numbers of the broken lines of the v3 family file, the heading being line 1. */
  readonly brokenLines: readonly number[];
  readonly truth: TruthLists;
};

export function emptyTruth(): TruthLists {
  return {
    "over_limit:PKH": [],
    "over_limit:SEMBAKO": [],
    "over_limit:PBI_JK": [],
    misplaced_high: [],
    misplaced_low: [],
    missing_in_dtsen: [],
    unranked: [],
    extreme_shift: [],
    "eligible_not_enrolled:PKH": [],
    no_component: [],
    excluded_occupation: [],
    double_benefit: [],
    member_count_mismatch: [],
    kk_changed: [],
    invalid_nik: [],
    duplicate_nik: [],
    deceased_recipient: [],
    moved_recipient: [],
    unmatched_dukcapil: [],
  };
}

export function recordPlanted(truth: TruthLists, planted: Planted): void {
  switch (planted.kind) {
    case "extreme_shift":
      truth.extreme_shift.push({ kk: planted.nomorKk, from: planted.from, to: planted.to });
      return;
    case "kk_changed":
      truth.kk_changed.push({ old: planted.oldNomorKk, new: planted.newNomorKk });
      return;
    case "invalid_nik":
      truth.invalid_nik.push({ kk: planted.nomorKk, raw: planted.raw });
      return;
    case "duplicate_nik":
    case "deceased_recipient":
    case "moved_recipient":
    case "unmatched_dukcapil":
      truth[planted.kind].push(planted.nik);
      return;
    default:
      truth[planted.kind].push(planted.nomorKk);
  }
}
