import { expect, test } from "vitest";
import { readAid } from "./read-aid";

test.each([
  ["YA (PBI JKN APBN)", true],
  ["KELUARGA (PKH TAHAP 3)", true],
  ["Penerima", true],
  ["TIDAK", false],
  ["Bukan penerima", false],
  ["-", null],
  ["", null],
  ["KODE 7", undefined],
])("%j says %s", (text, says) => {
  expect(readAid(text)).toBe(says);
});
