/** How an office counts its errors: the headline three, and the rest of the list's faults. */
export const KIND_GROUPS = ["exclusion", "inclusion", "missing", "other"] as const;
export type KindGroup = (typeof KIND_GROUPS)[number];

interface KindRow {
  readonly group: KindGroup;
  /** Whom a case is about. */
  readonly subject: "household" | "individual";
  /** One case for each program, instead of one for the subject. */
  readonly perProgram?: true;
  /** Whether somebody has to see the family before a proposal; else evidence is enough. */
  readonly visit: boolean;
}

/** Every kind of error that the list can have; the words for them are in `labels.ts`. */
// biome-ignore format: a table reads as a table
export const ERROR_KINDS = {
  "misplaced-high":        { group: "exclusion", subject: "household",  visit: true },
  "eligible-not-enrolled": { group: "exclusion", subject: "household",  visit: false, perProgram: true },
  "over-limit":            { group: "inclusion", subject: "household",  visit: true, perProgram: true },
  "misplaced-low":         { group: "inclusion", subject: "household",  visit: true },
  "excluded-occupation":   { group: "inclusion", subject: "household",  visit: true },
  "no-component":          { group: "inclusion", subject: "household",  visit: false },
  "deceased-recipient":    { group: "inclusion", subject: "individual", visit: false },
  "moved-recipient":       { group: "inclusion", subject: "individual", visit: false },
  "double-benefit":        { group: "inclusion", subject: "household",  visit: false },
  "missing-in-dtsen":      { group: "missing",   subject: "household",  visit: true },
  unranked:                { group: "missing",   subject: "household",  visit: false },
  "extreme-shift":         { group: "other",     subject: "household",  visit: true },
  "duplicate-nik":         { group: "other",     subject: "individual", visit: false },
  "duplicate-person":      { group: "other",     subject: "individual", visit: false },
  "invalid-nik":           { group: "other",     subject: "individual", visit: false },
  "unmatched-dukcapil":    { group: "other",     subject: "individual", visit: false },
  "member-count-mismatch": { group: "other",     subject: "household",  visit: false },
  "payment-failed":        { group: "other",     subject: "individual", visit: false },
  stale:                   { group: "other",     subject: "household",  visit: true },
} as const satisfies Record<string, KindRow>;

export type ErrorKind = keyof typeof ERROR_KINDS;

/** The kinds for which somebody goes to see the family. */
export const VISITED_KINDS: readonly string[] = Object.entries(ERROR_KINDS)
  .filter(([, { visit }]) => visit)
  .map(([kind]) => kind);

/** The kinds that detection looks for now, in the order in which pages list them. Each has a detector. */
export const DETECTED_KINDS = [
  "misplaced-high",
  "over-limit",
  "misplaced-low",
  "deceased-recipient",
  "moved-recipient",
  "double-benefit",
  "missing-in-dtsen",
  "unranked",
  "extreme-shift",
  "duplicate-nik",
  "invalid-nik",
  "unmatched-dukcapil",
  "member-count-mismatch",
] as const satisfies readonly ErrorKind[];
export type DetectedKind = (typeof DETECTED_KINDS)[number];

/** The detected kinds of a group, in the order in which pages list them. */
export function kindsOfGroup(group: KindGroup): DetectedKind[] {
  return DETECTED_KINDS.filter((kind) => ERROR_KINDS[kind].group === group);
}

/** A value for each detected kind, to begin counting with. */
export function forEachKind<Value>(value: Value): Record<DetectedKind, Value> {
  return Object.fromEntries(DETECTED_KINDS.map((kind) => [kind, value])) as Record<
    DetectedKind,
    Value
  >;
}
