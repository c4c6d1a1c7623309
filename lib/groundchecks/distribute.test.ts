import { describe, expect, test } from "vitest";
import type { AreaScope } from "@/lib/auth/types";
import { createRandom } from "@/lib/demo/generator/random";
import { type CompanionLoad, distribute, type FamilyToVisit, worksIn } from "./distribute";

const REGENCY: AreaScope = { level: "regency" };
const within = (...villageIds: number[]): AreaScope => ({ level: "villages", villageIds });

function companion(id: string, load: number, area: AreaScope = REGENCY): CompanionLoad {
  return { id, load, area };
}

/** So many families of each kelurahan, numbered through. */
function families(counts: Readonly<Record<number, number>>): FamilyToVisit[] {
  const villages = Object.entries(counts).flatMap(([villageId, count]) =>
    Array.from({ length: count }, () => Number(villageId)),
  );
  return villages.map((villageId, index) => ({ householdId: BigInt(index + 1), villageId }));
}

/** Each companion's load afterwards, in the order in which they were given. */
function loadsAfter(
  companions: readonly CompanionLoad[],
  { assignments }: ReturnType<typeof distribute>,
): number[] {
  return companions.map(
    ({ id, load }) => load + assignments.filter(({ companionId }) => companionId === id).length,
  );
}

/** Who goes to how many kelurahan. */
function villagesOf({ assignments }: ReturnType<typeof distribute>, id: string): number {
  const own = assignments.filter(({ companionId }) => companionId === id);
  return new Set(own.map(({ family }) => family.villageId)).size;
}

describe("evenness", () => {
  test("whoever has less gets more, until all have the same", () => {
    const companions = [companion("a", 7), companion("b", 0), companion("c", 2)];

    expect(loadsAfter(companions, distribute(families({ 1: 9 }), companions))).toEqual([7, 6, 5]);
  });

  test("who already has more than the rest will have gets nothing", () => {
    const companions = [companion("a", 30), companion("b", 0), companion("c", 1)];

    expect(loadsAfter(companions, distribute(families({ 1: 9 }), companions))).toEqual([30, 5, 5]);
  });

  test("a chain of areas is used: what only one may visit pushes the rest on to others", () => {
    const companions = [
      companion("a", 0, within(1, 2)),
      companion("b", 0, within(2, 3)),
      companion("c", 0, within(3)),
    ];

    const distribution = distribute(families({ 1: 6, 2: 3, 3: 3 }), companions);

    expect(loadsAfter(companions, distribution)).toEqual([6, 3, 3]);
  });
});

describe("kelurahan", () => {
  test("stay together where the loads come out even all the same", () => {
    const companions = [companion("a", 0), companion("b", 0), companion("c", 0)];

    const distribution = distribute(families({ 1: 4, 2: 4, 3: 4 }), companions);

    expect(loadsAfter(companions, distribution)).toEqual([4, 4, 4]);
    expect(companions.map(({ id }) => villagesOf(distribution, id))).toEqual([1, 1, 1]);
  });

  test("of which nobody chosen works are told, and hold up nobody else", () => {
    const companions = [companion("a", 0, within(1))];

    const { assignments, uncovered } = distribute(families({ 1: 2, 9: 3 }), companions);

    expect(assignments.map(({ family }) => family.householdId)).toEqual([1n, 2n]);
    expect(uncovered.map(({ householdId }) => householdId)).toEqual([3n, 4n, 5n]);
  });

  test("a family of no recognised kelurahan goes to somebody who works in the whole regency", () => {
    const stray = { householdId: 1n, villageId: null };

    const local = distribute([stray], [companion("a", 0, within(1))]);
    const regional = distribute([stray], [companion("a", 0, within(1)), companion("b", 5)]);

    expect(local.uncovered).toEqual([stray]);
    expect(regional.assignments).toEqual([{ family: stray, companionId: "b" }]);
  });

  test("without companions everything is left, without families nothing happens", () => {
    expect(distribute(families({ 1: 2 }), []).uncovered).toHaveLength(2);
    expect(distribute([], [companion("a", 0)])).toEqual({ assignments: [], uncovered: [] });
  });
});

/** An office of invented companions, areas and families, the same for the same seed. */
function inventOffice(seed: number) {
  const random = createRandom(seed);
  const villageCount = random.integer(1, 12);
  const companions = Array.from({ length: random.integer(1, 9) }, (_, index) => {
    const own = Array.from({ length: villageCount }, (_unused, id) => id + 1).filter(() =>
      random.chance(0.4),
    );
    const area = random.chance(0.1) ? REGENCY : within(...own);
    return companion(`c${index}`, random.integer(0, 25), area);
  });
  const visits = Array.from({ length: random.integer(0, 120) }, (_, index) => ({
    householdId: BigInt(index + 1),
    villageId: random.chance(0.03) ? null : random.integer(1, villageCount),
  }));
  return { companions, visits };
}

/**
 * Whether one family could pass along some chain of companions who may visit it, from one load to
 * another that is smaller by two or more. Written anew here, over single families.
 */
function couldBeMoreEven(
  companions: readonly CompanionLoad[],
  distribution: ReturnType<typeof distribute>,
): boolean {
  const loads = new Map(
    companions.map(({ id }, index) => [id, loadsAfter(companions, distribution)[index] ?? 0]),
  );
  const passesTo = (id: string) =>
    companions.filter(({ area }) =>
      distribution.assignments.some(
        ({ family, companionId }) => companionId === id && worksIn(area, family.villageId),
      ),
    );
  return companions.some(({ id: start }) => {
    const reached = new Set([start]);
    for (const id of reached) for (const next of passesTo(id)) reached.add(next.id);
    return [...reached].some((id) => (loads.get(start) ?? 0) - (loads.get(id) ?? 0) >= 2);
  });
}

describe("in 400 invented offices", () => {
  const offices = Array.from({ length: 400 }, (_, seed) => inventOffice(seed));

  test("every family goes to one companion who works in its kelurahan, or is told", () => {
    for (const { companions, visits } of offices) {
      const { assignments, uncovered } = distribute(visits, companions);
      const told = [...assignments.map(({ family }) => family), ...uncovered];
      const areas = new Map(companions.map(({ id, area }) => [id, area]));

      expect(told.map(({ householdId }) => householdId).sort()).toEqual(
        visits.map(({ householdId }) => householdId).sort(),
      );
      for (const { family, companionId } of assignments)
        expect(worksIn(areas.get(companionId) ?? within(), family.villageId)).toBe(true);
      for (const { villageId } of uncovered)
        expect(companions.some(({ area }) => worksIn(area, villageId))).toBe(false);
    }
  });

  test("no series of hand-overs would bring two loads closer together", () => {
    const uneven = offices.filter(({ companions, visits }) =>
      couldBeMoreEven(companions, distribute(visits, companions)),
    );

    expect(uneven).toEqual([]);
  });

  test("two companions never share more than one kelurahan", () => {
    for (const { companions, visits } of offices) {
      const { assignments } = distribute(visits, companions);
      const shares = companions.map(
        ({ id }) =>
          new Set(
            assignments
              .filter(({ companionId }) => companionId === id)
              .map(({ family }) => family.villageId),
          ),
      );
      for (const [index, one] of shares.entries())
        for (const other of shares.slice(index + 1))
          expect([...one].filter((villageId) => other.has(villageId)).length).toBeLessThan(2);
    }
  });

  test("the same office gets the same answer", () => {
    for (const { companions, visits } of offices.slice(0, 20))
      expect(distribute(visits, companions)).toEqual(distribute(visits, companions));
  });
});

test("500 families, 60 companions and 57 kelurahan take no time that anybody notices", () => {
  const random = createRandom(1);
  const companions = Array.from({ length: 60 }, (_, index) =>
    companion(
      `c${index}`,
      random.integer(0, 40),
      within(...Array.from({ length: 5 }, () => random.integer(1, 57))),
    ),
  );
  const visits = Array.from({ length: 500 }, (_, index) => ({
    householdId: BigInt(index),
    villageId: random.integer(1, 57),
  }));
  const start = performance.now();

  distribute(visits, companions);

  expect(performance.now() - start).toBeLessThan(2000);
});
