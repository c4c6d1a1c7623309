import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { gather } from "./gather";

/** Doubles numbers, and tells which were asked for together. */
function doubler() {
  const batches: (readonly number[])[] = [];
  const ask = gather(async (keys: readonly number[]) => {
    batches.push(keys);
    await sleep(5);
    if (keys.includes(13)) throw new Error("unlucky");
    return keys.map((key) => key * 2);
  });
  return { ask, batches };
}

describe("gathering", () => {
  test("who comes alone is asked for alone", async () => {
    const { ask, batches } = doubler();

    expect([await ask(1), await ask(2)]).toEqual([2, 4]);
    expect(batches).toEqual([[1], [2]]);
  });

  test("who comes at once or while others are asked for goes together, and gets their own answer", async () => {
    const { ask, batches } = doubler();
    const keys = Array.from({ length: 120 }, (_, index) => index + 100);

    expect(await Promise.all(keys.map(ask))).toEqual(keys.map((key) => key * 2));
    expect(batches.map(({ length }) => length)).toEqual([50, 50, 20]);
  });

  test("what is wrong with one does not hold up the others", async () => {
    const { ask } = doubler();

    const answers = await Promise.allSettled([1, 2, 13, 4, 5].map(ask));

    expect(answers.map(({ status }) => status)).toEqual([
      ...["fulfilled", "fulfilled", "rejected", "fulfilled", "fulfilled"],
    ]);
    expect(await ask(6)).toBe(12);
  });
});
