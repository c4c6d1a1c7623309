/** Why one line of several did not go with the others. */
export type BatchLineProblem =
  | "not_found"
  | "not_available"
  | "role_not_allowed"
  | "reason_required"
  | "no_basis"
  | "changed_meanwhile"
  | "before_validation"
  | "before_entry";

/** A proposal by the number that people call it by. */
export interface NamedLine {
  /** Null for an id that no proposal has. */
  readonly number: number | null;
}

export interface RefusedLine extends NamedLine {
  readonly code: BatchLineProblem;
}

/** What became of each line of a form: the good ones went, the others are named with the reason. */
export interface LineOutcomes {
  readonly done: readonly NamedLine[];
  readonly refused: readonly RefusedLine[];
}
