import { expect, test } from "vitest";
import { doubtWords } from "./labels";

test("a row that agrees with several persons waits for another reason than one that says too little", () => {
  expect(doubtWords(2)).toContain("lebih dari satu orang");
  expect(doubtWords(1)).toContain("belum cukup");
});
