import { setImmediate as endOfTurn } from "node:timers/promises";

interface Waiting<Key, Value> {
  readonly key: Key;
  readonly resolve: (value: Value) => void;
  readonly reject: (error: unknown) => void;
}

/** Questions under way at once; the second keeps one slow answer from holding up everybody. */
const UNDER_WAY_MAX = 2;
const TOGETHER_MAX = 50;

/**
 * Makes one question to the database of many that come in one turn of the event loop or while others
 * are under way. Who comes alone is asked for alone as soon as the turn ends, so this costs nothing
 * on a quiet day; when 50 companions send together, they share a few statements in place of making
 * 50 each.
 *
 * @param load answers in the order of the keys
 */
export function gather<Key, Value>(
  load: (keys: readonly Key[]) => Promise<readonly Value[]>,
): (key: Key) => Promise<Value> {
  const waiting: Waiting<Key, Value>[] = [];
  let underWay = 0;

  async function askTogether(asked: readonly Waiting<Key, Value>[]): Promise<void> {
    try {
      const values = await load(asked.map(({ key }) => key));
      for (const [index, value] of values.entries()) asked[index]?.resolve(value);
    } catch (error) {
      const [only, ...others] = asked;
      // What is wrong with one must not hold up the others.
      if (others.length > 0) for (const one of asked) await askTogether([one]);
      else only?.reject(error);
    }
  }

  async function askOn(): Promise<void> {
    underWay += 1;
    // Those whose requests are being read in this same turn come along.
    await endOfTurn();
    while (waiting.length > 0) await askTogether(waiting.splice(0, TOGETHER_MAX));
    underWay -= 1;
  }

  return (key) =>
    new Promise((resolve, reject) => {
      waiting.push({ key, resolve, reject });
      if (underWay < UNDER_WAY_MAX) void askOn();
    });
}
