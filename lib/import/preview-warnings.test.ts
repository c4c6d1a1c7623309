import { describe, expect, test } from "vitest";
import { type PreviewFacts, previewWarnings } from "./preview-warnings";
import type { DtksSummary, RecipientsSummary } from "./schema";

const CURRENT = { name: "v2 2026", asOf: new Date("2026-07-20") };
const facts: PreviewFacts = {
  asOf: new Date("2026-10-20"),
  rowsRead: 1_000,
  rowsRejected: 3,
  current: CURRENT,
};
const recipients: RecipientsSummary = {
  kind: "recipients",
  problems: [],
  rows: 100,
  totalsSkipped: 1,
  unknownArea: 0,
  matched: { nomorKk: 95, oldNomorKk: 2, nik: 1, ambiguousNik: 0, newHousehold: 2, none: 0 },
};
const dtks: DtksSummary = {
  kind: "dtks",
  problems: [],
  rows: 900,
  households: 300,
  unknownArea: 0,
  matched: { found: 295, notFound: 5 },
};

describe("previewWarnings", () => {
  test("an ordinary list gives nobody pause", () => {
    expect(previewWarnings(recipients, facts)).toEqual([]);
    expect(previewWarnings(dtks, facts)).toEqual([]);
  });

  test("more than one row in a hundred rejected is said, with the share", () => {
    expect(previewWarnings(recipients, { ...facts, rowsRejected: 25 })).toEqual([
      "25 (2,5%) baris ditolak. Perbaiki berkasnya bila memungkinkan.",
    ]);
  });

  test("every recipient who is recorded nowhere is said", () => {
    const matched = { ...recipients.matched, ambiguousNik: 1, none: 2 };

    expect(previewWarnings({ ...recipients, matched }, facts)).toEqual([
      "3 (3%) penerima tidak dapat dicatat di keluarga mana pun.",
    ]);
  });

  test("a list before the first release is told what it lacks", () => {
    expect(previewWarnings(recipients, { ...facts, current: null })).toHaveLength(1);
    expect(previewWarnings({ ...dtks, matched: null }, { ...facts, current: null })).toHaveLength(
      1,
    );
  });

  test("a DTKS of which a large part is gone is one", () => {
    const matched = { found: 200, notFound: 100 };

    expect(previewWarnings({ ...dtks, matched }, facts)).toHaveLength(1);
  });
});
