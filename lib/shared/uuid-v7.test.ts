import { expect, test } from "vitest";
import { z } from "zod";
import { uuidV7 } from "./uuid-v7";

test("an id of version 7 begins with its moment and is like no other", () => {
  const at = Date.parse("2026-11-22T11:00:00.123Z");
  const [first, second] = [uuidV7(at), uuidV7(at)];

  expect(z.uuidv7().safeParse(first).success).toBe(true);
  expect(Number.parseInt(first.replaceAll("-", "").slice(0, 12), 16)).toBe(at);
  expect(second).not.toBe(first);
  expect(uuidV7(at + 1) > first).toBe(true);
});
