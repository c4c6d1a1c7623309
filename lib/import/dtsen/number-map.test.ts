import { expect, test } from "vitest";
import { createNumberMap } from "./number-map";

test("agrees with a Map on numbers from all over the range, while it grows", () => {
  const random = seeded(7);
  const map = createNumberMap(0);
  const model = new Map<string, number>();
  for (let step = 0; step < 300_000; step += 1) {
    // Few enough low parts that numbers come again, and the biggest and smallest that there are.
    const high = pick([0, 1, 99_999_999, 35_730_101, 97_990_000 + Math.floor(random() * 9999)]);
    const low = pick([0, 1, -1, 3333]) * Math.floor(random() * 30_000) + pick([0, 99_999_999]);
    if (low < 0 || low > 99_999_999) continue;
    const name = `${high}/${low}`;

    expectSlot(map.find(high, low), model.get(name) ?? -1, name);
    if (random() < 0.7) {
      if (!model.has(name)) model.set(name, model.size);
      expectSlot(map.add(high, low), model.get(name) ?? -1, name);
    }
  }

  expect(map.size).toBe(model.size);
  for (const [name, slot] of model) {
    const [high = 0, low = 0] = name.split("/").map(Number);
    expectSlot(map.find(high, low), slot, name);
  }

  function pick(values: readonly number[]): number {
    return values[Math.floor(random() * values.length)] ?? 0;
  }
});

test("neighbouring numbers of Papua, beyond what a double counts, stay apart", () => {
  const map = createNumberMap(4);
  const slots = [0, 1, 2, 3, 4, 5].map((last) => map.add(97_719_925, 40_740_990 + last));

  expect(slots).toEqual([0, 1, 2, 3, 4, 5]);
});

/** `expect` on each of half a million steps would take minutes. */
function expectSlot(slot: number, expected: number, name: string): void {
  if (slot !== expected) throw new Error(`${name} is in slot ${slot}, not ${expected}`);
}

/** Mulberry32: the same numbers in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
