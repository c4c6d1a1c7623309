import { expect, test } from "vitest";
import { desilWords, shiftWords } from "./labels";

// The bands of docs: up to 3 plain, 4 to 6 significant, from 7 on extreme.
test.each([
  [3, 3, "tetap"],
  [3, 6, "naik 3 desil"],
  [3, 7, "naik signifikan 4 desil"],
  [2, 8, "naik signifikan 6 desil"],
  [2, 9, "naik ekstrem 7 desil"],
  [6, 5, "turun 1 desil"],
  [9, 3, "turun signifikan 6 desil"],
  [10, 3, "turun ekstrem 7 desil"],
])("from desil %i to %i is %s", (before, after, words) => {
  expect(shiftWords(before, after)).toBe(words);
});

test("a desil has the ministry's caption; without one there is none to invent", () => {
  expect(desilWords(4)).toBe("Desil 4, rentan miskin");
  expect(desilWords(9)).toBe("Desil 9, menengah ke atas");
  expect(desilWords(null)).toBe("Tanpa desil");
});
