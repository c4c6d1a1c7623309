import { describe, expect, test } from "vitest";
import { drawPlan, SCENARIOS } from "./plan";
import { createRandom } from "./random";
import { type Scenario, STORY_FAMILIES, type StoryName } from "./scenario";

/** Stories whose family is not in v3 under the desil of the plan, or is not the list's family. */
const APART: readonly StoryName[] = [
  "gone_since_v2",
  "only_in_lists",
  "invalid_nik_in_another_kelurahan",
];

const inNewestRelease = SCENARIOS.filter(({ story }) => !APART.includes(story));

/** Every pair of desil that a scenario can come out with; null is no desil. */
function desilPairs({ desil }: Scenario): readonly (readonly [number | null, number | null])[] {
  if ("moves" in desil) return desil.moves;
  if ("losesRankFrom" in desil) return desil.losesRankFrom.map((v2) => [v2, null] as const);
  if ("gainsRankAt" in desil) return desil.gainsRankAt.map((v3) => [null, v3] as const);
  const [lowest, highest] = desil.steady;
  const near = (v3: number) => [-2, -1, 0, 1, 2].map((drift) => v3 + drift);
  const range = Array.from({ length: highest - lowest + 1 }, (_, index) => lowest + index);
  return range.flatMap((v3) =>
    near(v3)
      .filter((v2) => v2 >= lowest && v2 <= highest)
      .map((v2) => [v2, v3] as const),
  );
}

/** What holds for a scenario however chance falls; a mixture could not have a truth. */
function always(scenario: Scenario, holds: (v2: number | null, v3: number | null) => boolean) {
  const outcomes = new Set(desilPairs(scenario).map(([v2, v3]) => holds(v2, v3)));
  expect(outcomes.size, `${scenario.name} is sometimes an error`).toBe(1);
  return outcomes.has(true);
}

describe("the errors written down for each scenario are those of the definitions", () => {
  test.each([
    ["PKH", 4],
    ["SEMBAKO", 5],
    ["PBI_JK", 5],
  ] as const)("over the limit of %s, desil %i", (program, limit) => {
    for (const scenario of inNewestRelease) {
      const receives = scenario.programs?.includes(program) ?? false;
      const over = receives && always(scenario, (_, v3) => v3 !== null && v3 > limit);
      expect([scenario.name, scenario.errors.includes(`over_limit:${program}`)]).toEqual([
        scenario.name,
        over,
      ]);
    }
  });

  test("poor in the old DTKS and desil 5 or more", () => {
    for (const scenario of inNewestRelease) {
      const [lowest = 4, highest = 4] = scenario.dtks ?? [];
      const high = scenario.dtks !== undefined && always(scenario, (_, v3) => (v3 ?? 0) >= 5);
      expect(high && lowest <= 3 && highest > 3, `${scenario.name} is sometimes an error`).toBe(
        false,
      );
      expect([scenario.name, scenario.errors.includes("misplaced_high")]).toEqual([
        scenario.name,
        high && highest <= 3,
      ]);
    }
  });

  test("a desil that changed by 4 or more", () => {
    for (const scenario of inNewestRelease) {
      const extreme = always(
        scenario,
        (v2, v3) => v2 !== null && v3 !== null && Math.abs(v3 - v2) >= 4,
      );
      expect([scenario.name, scenario.errors.includes("extreme_shift")]).toEqual([
        scenario.name,
        extreme,
      ]);
    }
  });

  test("receives PKH without a component, or could and does not", () => {
    for (const scenario of inNewestRelease) {
      const receives = scenario.programs?.includes("PKH") ?? false;
      const within = always(scenario, (_, v3) => v3 !== null && v3 <= 4);
      const matters = receives || within;
      expect(matters && scenario.component === "either", scenario.name).toBe(false);
      expect([scenario.name, scenario.errors.includes("no_component")]).toEqual([
        scenario.name,
        receives && scenario.component === "no",
      ]);
      expect([scenario.name, scenario.errors.includes("eligible_not_enrolled:PKH")]).toEqual([
        scenario.name,
        !receives && within && scenario.component === "yes",
      ]);
    }
  });
});

describe("the errors written down for the person about whom the population office answers", () => {
  const answered = SCENARIOS.flatMap((scenario) => scenario.dukcapil ?? []).length;

  /** Who is paid receives whatever the family receives; a lodger is insured, and paid nothing. */
  function receives({ dukcapil, programs = [] }: Scenario): boolean {
    return dukcapil?.about === "payee" ? programs.length > 0 : programs.includes("PBI_JK");
  }

  // biome-ignore format: a table reads as a table
  test.each([
    ["deceased_recipient", ["deceased", "deceased_after_move"], true],
    ["moved_recipient",    ["moved_out"],                       true],
    ["unmatched_dukcapil", ["name_differs", "birth_date_differs", "not_found", "doubled"], false],
  ] as const)("%s", (kind, answers, ofRecipients) => {
    expect(answered).toBeGreaterThan(10);
    for (const scenario of SCENARIOS) {
      const said = answers.some((answer) => answer === scenario.dukcapil?.answer);
      expect([scenario.name, scenario.errors.includes(kind)]).toEqual([
        scenario.name,
        said && (!ofRecipients || receives(scenario)),
      ]);
    }
  });
});

describe("a plan", () => {
  test("tells every scenario at least once and has just as many families as asked", () => {
    const plan = drawPlan(createRandom(1), 400);

    expect(new Set(plan).size).toBe(SCENARIOS.length);
    const families = [...plan].map((index) => SCENARIOS[index]?.story ?? "steady");
    expect(families.reduce((sum, story) => sum + STORY_FAMILIES[story], 0)).toBe(400);
  });

  test("too small to hold every scenario is refused with the number it takes", () => {
    expect(() => drawPlan(createRandom(1), 50)).toThrow(/at least \d+ families/);
  });
});
