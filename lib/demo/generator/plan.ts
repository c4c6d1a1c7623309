import { ANSWERED } from "./answered-families";
import { ABSENCE, DATA_QUALITY, IDENTITY } from "./hard-to-find-families";
import { EXCLUSION, INCLUSION } from "./misplaced-families";
import { ORDINARY } from "./ordinary-families";
import type { Random } from "./random";
import { type Scenario, STORY_FAMILIES } from "./scenario";

const ORDINARY_FAMILY = { story: "steady", component: "either", errors: [] } as const;

/** Every kind of family of the demonstration, the most ordinary first. */
export const SCENARIOS: readonly Scenario[] = [
  ...ORDINARY,
  ...INCLUSION,
  ...EXCLUSION,
  ...ABSENCE,
  ...IDENTITY,
  ...DATA_QUALITY,
  ...ANSWERED,
].map((row) => ({ ...ORDINARY_FAMILY, ...row }));

/**
 * Which scenario each story of the plan tells, in a shuffled order that depends on the seed only.
 * One byte a story, so that a large plan costs next to no memory. Every scenario is told at least
 * once, and the first one makes the families up to the number asked for.
 */
export function drawPlan(random: Random, families: number): Uint8Array {
  const total = SCENARIOS.reduce((sum, { share }) => sum + share, 0);
  const tellings = SCENARIOS.map(({ share, story }) =>
    Math.max(1, Math.round((families * share) / total / STORY_FAMILIES[story])),
  );
  const planned = SCENARIOS.reduce(
    (sum, { story }, index) => sum + (tellings[index] ?? 0) * STORY_FAMILIES[story],
    0,
  );
  const filler = (tellings[0] ?? 0) + families - planned;
  if (filler < 1) throw new RangeError(`A plan needs at least ${planned} families.`);
  tellings[0] = filler;

  const plan = new Uint8Array(tellings.reduce((sum, count) => sum + count, 0));
  let start = 0;
  for (const [scenario, count] of tellings.entries()) {
    plan.fill(scenario, start, start + count);
    start += count;
  }
  random.shuffle(plan);
  return plan;
}
