import type { Condition, Day, ProgramRule } from "./schema";

const DESILS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;

/**
 * Two rows, or none, claim to hold on a day. A decision about aid must not be taken under last
 * year's limit, so whoever asks stops until the office has put the rows right.
 */
export class NotExactlyOneInForce extends Error {
  override readonly name = "NotExactlyOneInForce";

  constructor(
    /** A program's code or a setting's key. */
    readonly subject: string,
    readonly day: Day,
    readonly found: number,
  ) {
    super(`${found} rows of ${subject} are in force on ${day}, exactly one is needed`);
  }
}

/**
 * The only row that holds on a day; first and last day count.
 *
 * @throws NotExactlyOneInForce
 */
export function onlyOneInForce<
  Row extends { readonly validFrom: Day; readonly validUntil: Day | null },
>(rows: readonly Row[], subject: string, day: Day): Row {
  const inForce = rows.filter(
    ({ validFrom, validUntil }) => validFrom <= day && (validUntil === null || day <= validUntil),
  );
  const [row] = inForce;
  if (row === undefined || inForce.length > 1)
    throw new NotExactlyOneInForce(subject, day, inForce.length);
  return row;
}

/**
 * The rule of a program on a day.
 *
 * @throws NotExactlyOneInForce; it never falls back to another version
 */
export function inForceOn(
  rules: readonly ProgramRule[],
  programCode: string,
  day: Day,
): ProgramRule {
  return onlyOneInForce(
    rules.filter((rule) => rule.programCode === programCode),
    programCode,
    day,
  );
}

/**
 * The highest desil that a rule allows, whatever the family's other facts: above it nobody may
 * receive. 10 means that the rule knows no limit.
 *
 * @throws Error if the rule allows no desil at all, because nothing can be decided by it
 */
export function desilLimit(condition: Condition): number {
  const limit = DESILS.findLast((desil) => allowsDesil(condition, desil));
  if (limit === undefined) throw new Error("A rule that allows no desil cannot be applied");
  return limit;
}

/** Whether some family of this desil may meet the condition; facts other than desil are left open. */
function allowsDesil(condition: Condition, desil: number): boolean {
  switch (condition.op) {
    case "between":
      return (condition.min ?? desil) <= desil && desil <= (condition.max ?? desil);
    case "is":
      return true;
    case "any":
      return condition.of.some((part) => allowsDesil(part, desil));
    case "all":
      return condition.of.every((part) => allowsDesil(part, desil));
  }
}
