import { describe, expect, test } from "vitest";
import { bandSteps } from "@/lib/registry/shift-borders";
import { extremeShift } from "./extreme-shift";

const compared = {
  releaseId: 3,
  releaseName: "v3 2026",
  asOf: "2026-10-20",
  desil: 10,
  inRelease: true,
  stepsMin: 4,
  legalBasis: "Kebijakan kantor",
};
const rising = {
  ...compared,
  previousDesil: 2,
  previousReleaseName: "v2 2026",
  shiftedDesil: 10,
  band: "extremeUp" as const,
};

const why = (evidence: typeof rising | Parameters<typeof extremeShift.sentences>[0]) =>
  extremeShift.sentences(evidence).why.join(" ");

describe("a shift is read aloud", () => {
  test("with both desils, how far and which way", () => {
    expect(why(rising)).toContain(
      "Menurut rilis v2 2026, keluarga Bapak/Ibu berada di desil 2. Menurut DTSEN rilis v3 2026 (keadaan 20 Oktober 2026), keluarga Bapak/Ibu berada di desil 10: naik ekstrem, 8 tingkat (naik berarti dinilai lebih mampu).",
    );
  });

  test("a fall the other way", () => {
    const falling = {
      ...rising,
      previousDesil: 6,
      desil: 2,
      shiftedDesil: 2,
      band: "significantDown" as const,
    };

    expect(why(falling)).toContain(
      "turun signifikan, 4 tingkat (turun berarti dinilai lebih miskin)",
    );
  });

  test("a release that gives no rank leaves it unanswered", () => {
    expect(why({ ...rising, desil: null })).toContain("tidak diberi desil");
    expect(why({ ...rising, desil: null, inRelease: false })).toContain("tidak ada");
  });

  test("the border and its basis", () => {
    expect(extremeShift.sentences(rising).rule.join(" ")).toContain(
      "4 tingkat atau lebih dari satu rilis ke rilis berikutnya (dasar: Kebijakan kantor)",
    );
  });

  test("how it ended: back near the old desil, or by another border", () => {
    expect(extremeShift.ending(rising, { ...compared, desil: 4 })).toContain(
      "desil keluarga Bapak/Ibu 4, kembali dekat dengan desil 2 sebelum perubahan; ketika kasus terbuka desil 10",
    );
    expect(extremeShift.ending(rising, { ...compared, stepsMin: 9 })).toContain(
      "sekarang perubahan 9 tingkat atau lebih",
    );
  });

  test("its values are old, new, their difference and the border", () => {
    expect(extremeShift.values(rising, null).map(({ what, value }) => [what, value])).toEqual([
      ["Desil sebelum berubah", { desil: 2 }],
      ["Desil di DTSEN", { desil: 10 }],
      ["Perubahan", "Naik ekstrem: 8 tingkat"],
      ["Batas pemeriksaan", "Berubah 4 tingkat atau lebih"],
    ]);
  });
});

test("the steps of a band follow the office's borders", () => {
  const borders = { stepsMin: 4, extremeStepsMin: 7 };

  expect(bandSteps("same", borders)).toBe("");
  expect(bandSteps("down", borders)).toBe("1–3 tingkat");
  expect(bandSteps("significantUp", borders)).toBe("4–6 tingkat");
  expect(bandSteps("significantUp", { stepsMin: 6, extremeStepsMin: 7 })).toBe("6 tingkat");
  expect(bandSteps("extremeDown", borders)).toBe("7 tingkat atau lebih");
});
