import { expect, test } from "vitest";
import { plainRecord } from "./plain-record";

const Numbers = plainRecord(
  (value): value is number => typeof value === "number",
  (key) => key.length < 3,
);

test.each([[{}], [{ a: 1, bb: 2 }]])("%j is taken as it is", (value) => {
  expect(Numbers.parse(value)).toBe(value);
});

test.each([
  [null],
  ["a"],
  [[1]],
  [{ a: "1" }],
  [{ a: 1, bbb: 2 }],
  [JSON.parse('{"__proto__":{}}')],
])("%j is refused", (value) => {
  expect(Numbers.safeParse(value).success).toBe(false);
});
