import { describe, expect, test } from "vitest";
import { findFirstPlace, firstPlaceSentence } from "./first-place";

const FILES = [
  { name: "keluarga 2.csv", role: "family", lineOffset: 1200 },
  { name: "keluarga 1.csv", role: "family", lineOffset: 0 },
  { name: "anggota.csv", role: "member", lineOffset: 0 },
] as const;

describe("the row that had a number first", () => {
  test.each([
    [2, { fileName: "keluarga 1.csv", lineNo: 2 }],
    [1200, { fileName: "keluarga 1.csv", lineNo: 1200 }],
    [1201, { fileName: "keluarga 2.csv", lineNo: 1 }],
    [null, null],
  ])("of line %s over all files is found in its own", (line, place) => {
    expect(findFirstPlace(FILES, "family", line)).toEqual(place);
  });

  test("is looked for among the files of the same kind", () => {
    expect(findFirstPlace(FILES, "member", 1300)?.fileName).toBe("anggota.csv");
    expect(findFirstPlace(FILES, "dtks", 2)).toBeNull();
  });

  test("is told with its file and line", () => {
    expect(firstPlaceSentence({ fileName: "keluarga 1.csv", lineNo: 1200 })).toBe(
      "Yang pertama: keluarga 1.csv, baris 1.200.",
    );
  });
});
