import { describe, expect, test } from "vitest";
import { DETECTED_KINDS, ERROR_KINDS } from "./kinds";
import { KIND_LABELS } from "./labels";

describe("the kinds", () => {
  test("stand in the headline group that the office counts them in", () => {
    const groups = Object.groupBy(Object.entries(ERROR_KINDS), ([, { group }]) => group);
    const codes = (group: keyof typeof groups) => groups[group]?.map(([code]) => code);

    expect(codes("exclusion")).toEqual(["misplaced-high", "eligible-not-enrolled"]);
    expect(codes("inclusion")).toEqual([
      "over-limit",
      "misplaced-low",
      "excluded-occupation",
      "no-component",
      "deceased-recipient",
      "moved-recipient",
      "double-benefit",
    ]);
    expect(codes("missing")).toEqual(["missing-in-dtsen", "unranked"]);
  });

  test("that are detected make one case for each program exactly where the table says so", () => {
    expect(DETECTED_KINDS.filter((kind) => "perProgram" in ERROR_KINDS[kind])).toEqual([
      "over-limit",
    ]);
  });

  test("each have a name of their own", () => {
    const names = Object.values(KIND_LABELS).map(({ name }) => name);

    expect(new Set(names).size).toBe(Object.keys(ERROR_KINDS).length);
  });
});
