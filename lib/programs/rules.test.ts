import { describe, expect, test } from "vitest";
import { desilLimit, inForceOn, NotExactlyOneInForce } from "./rules";
import { Condition, type ProgramRule } from "./schema";

const upTo = (max: number): Condition => ({ op: "between", fact: "desil", min: 1, max });
const hasPupil: Condition = { op: "is", fact: "hasPupil", value: true };

describe("the limit of a rule", () => {
  const rules: [string, Condition, number][] = [
    ["a plain range ends at its upper end", upTo(4), 4],
    ["a range without upper end knows no limit", { op: "between", fact: "desil", min: 2 }, 10],
    ["a condition on other facts alone knows no limit", hasPupil, 10],
    ["of all conditions the strictest holds", { op: "all", of: [upTo(5), upTo(3), hasPupil] }, 3],
    ["of any condition the most generous holds", { op: "any", of: [upTo(2), upTo(5)] }, 5],
    [
      "another fact in `any` lifts the limit, because it may be met by itself",
      { op: "any", of: [upTo(4), hasPupil] },
      10,
    ],
    [
      "desil 5 for families with a pupil, else 4",
      { op: "any", of: [upTo(4), { op: "all", of: [upTo(5), hasPupil] }] },
      5,
    ],
    [
      "a gap in the middle does not lower it",
      { op: "any", of: [upTo(2), { op: "between", fact: "desil", min: 6, max: 7 }] },
      7,
    ],
  ];

  test.each(rules)("%s", (_name, condition, limit) => {
    expect(desilLimit(condition)).toBe(limit);
  });

  test("a rule that allows nobody is refused instead of applied", () => {
    const nobody: Condition = {
      op: "all",
      of: [upTo(2), { op: "between", fact: "desil", min: 5 }],
    };

    expect(() => desilLimit(nobody)).toThrow("allows no desil");
  });
});

describe("reading a condition", () => {
  test.each([
    ["an unknown fact", { op: "between", fact: "umur", min: 1, max: 4 }],
    ["an unknown operator", { op: "not", of: [upTo(4)] }],
    ["a range without ends", { op: "between", fact: "desil" }],
    ["a range upside down", { op: "between", fact: "desil", min: 5, max: 4 }],
    ["a misspelt limit", { op: "between", fact: "desil", min: 1, maks: 4 }],
    ["an empty list", { op: "all", of: [] }],
    ["a fault deep inside", { op: "all", of: [upTo(4), { op: "any", of: [{ op: "is" }] }] }],
  ])("%s is refused, never ignored", (_name, condition) => {
    expect(Condition.safeParse(condition).success).toBe(false);
  });

  test("a nested tree is read as written", () => {
    const tree = { op: "any", of: [upTo(4), { op: "all", of: [upTo(5), hasPupil] }] };

    expect(Condition.parse(tree)).toEqual(tree);
  });
});

describe("the rule in force", () => {
  const rule = {
    programCode: "PKH",
    version: "pkh-1",
    validFrom: "2025-05-26",
    validUntil: "2026-06-30",
    legalBasis: "Kepmensos 79/HUK/2025",
    condition: upTo(4),
  } as const satisfies ProgramRule;
  const next = { ...rule, version: "pkh-2", validFrom: "2026-07-01", validUntil: null };
  const other = { ...rule, programCode: "SEMBAKO", version: "sembako-1" };

  test.each([
    ["2025-05-26", "pkh-1"],
    ["2026-06-30", "pkh-1"],
    ["2026-07-01", "pkh-2"],
    ["2031-01-01", "pkh-2"],
  ])("on %s it is %s", (day, version) => {
    expect(inForceOn([rule, next, other], "PKH", day).version).toBe(version);
  });

  test("before the first rule nothing holds, and nothing is guessed", () => {
    expect(() => inForceOn([rule, next, other], "PKH", "2025-05-25")).toThrow(NotExactlyOneInForce);
  });

  test("after the last day of the last rule nothing holds", () => {
    expect(() => inForceOn([rule, other], "PKH", "2026-07-01")).toThrow(
      "0 rows of PKH are in force on 2026-07-01",
    );
  });

  test("two rules on one day stop the decision", () => {
    const overlapping = { ...next, validFrom: "2026-06-30" };

    expect(() => inForceOn([rule, overlapping], "PKH", "2026-06-30")).toThrow("2 rows of PKH");
  });
});
