import { expect, test } from "vitest";
import { openPace } from "./transfer-pace";

const MEGABYTE = 1_000_000;
const UNKNOWN = { bytesPerSecond: null, secondsLeft: null };

test("the pace is not guessed from the first moment", () => {
  const pace = openPace();

  expect(pace(0, 10 * MEGABYTE, 0)).toEqual(UNKNOWN);
  expect(pace(MEGABYTE, 9 * MEGABYTE, 1000)).toEqual(UNKNOWN);
});

test("what is left takes as long as its share at the pace of now", () => {
  const pace = openPace();
  pace(0, 10 * MEGABYTE, 0);

  expect(pace(2 * MEGABYTE, 8 * MEGABYTE, 2000)).toEqual({
    bytesPerSecond: MEGABYTE,
    secondsLeft: 8,
  });
});

test("a line that became slow is told as it is now, not as it was", () => {
  const pace = openPace();
  for (let second = 0; second <= 20; second += 1) pace(second * 10 * MEGABYTE, 1, second * 1000);
  for (let second = 21; second <= 40; second += 1)
    pace((200 + (second - 20)) * MEGABYTE, 1, second * 1000);

  expect(pace(221 * MEGABYTE, 100 * MEGABYTE, 41_000)).toEqual({
    bytesPerSecond: MEGABYTE,
    secondsLeft: 100,
  });
});

test("while nothing goes over the line there is no time left to tell", () => {
  const pace = openPace();
  pace(MEGABYTE, MEGABYTE, 0);

  expect(pace(MEGABYTE, MEGABYTE, 5000)).toEqual(UNKNOWN);
});
