import { expect, test } from "vitest";
import type { ProgressEstimate } from "@/lib/import/estimate-progress";
import { progressLine } from "./progress-line";

const READING: ProgressEstimate = {
  state: "checking",
  stage: "reading_members",
  rowsDone: 675_000,
  rowsTotal: 2_700_000,
  rowsPerSecond: 45_000,
  secondsLeft: 45,
  waitingFor: null,
};

// biome-ignore format: a table reads as a table
test.each([
  [{},                                          "Membaca anggota keluarga: 675.000 dari 2.700.000 baris (25%), 45.000 per detik, sekitar 45 detik lagi"],
  [{ rowsPerSecond: null, secondsLeft: null },  "Membaca anggota keluarga: 675.000 dari 2.700.000 baris (25%)"],
  [{ rowsDone: 2_800_000, secondsLeft: 0 },     "Membaca anggota keluarga: 2.800.000 dari 2.700.000 baris (100%), 45.000 per detik, sekitar 0 detik lagi"],
  [{ stage: "indexing", rowsTotal: null },      "Menyusun indeks…"],
  [{ stage: null },                             undefined],
] as const)("%o is told as %s", (change, line) => {
  expect(progressLine({ ...READING, ...change })).toBe(line);
});
