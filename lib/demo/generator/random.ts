/** A source of choices that repeats itself exactly for the same seed, on every machine. */
export type Random = {
  /** A whole number between both bounds, the bounds included. */
  integer(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<Choice>(choices: readonly Choice[]): Choice;
  /** One of the choices, each as likely as its weight says. */
  weighted<Choice>(choices: readonly (readonly [Choice, weight: number])[]): Choice;
  shuffle(numbers: Uint8Array): void;
};

/**
 * Mulberry32, a 32-bit generator by Tommy Ettinger (public domain): small, and good enough for
 * made-up families. The stream tells sequences of one seed apart, so that a change in how one
 * family is drawn leaves all others as they were.
 */
export function createRandom(seed: number, stream = 0): Random {
  let state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(stream + 1, 0x85ebca6b)) | 0;
  const fraction = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (from: number, to: number) => from + Math.floor(fraction() * (to - from + 1));

  return {
    integer,
    chance: (probability) => fraction() < probability,
    pick: (choices) => atIndex(choices, integer(0, choices.length - 1)),
    weighted(choices) {
      let rest = fraction() * choices.reduce((sum, [, weight]) => sum + weight, 0);
      const chosen = choices.findIndex(([, weight]) => {
        rest -= weight;
        return rest < 0;
      });
      return atIndex(choices, chosen < 0 ? choices.length - 1 : chosen)[0];
    },
    shuffle(numbers) {
      for (let last = numbers.length - 1; last > 0; last -= 1) {
        const other = integer(0, last);
        const moved = numbers[last] ?? 0;
        numbers[last] = numbers[other] ?? 0;
        numbers[other] = moved;
      }
    },
  };
}

function atIndex<Choice>(choices: readonly Choice[], index: number): Choice {
  const choice = choices[index];
  if (choice === undefined) throw new RangeError("There is nothing to choose from.");
  return choice;
}
