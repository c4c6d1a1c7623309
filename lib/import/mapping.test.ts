import { describe, expect, test } from "vitest";
import { COLUMN_LABELS } from "./column-labels";
import { COLUMN_NAMES, RECIPIENT_COLUMN_NAMES } from "./column-names";
import { judgeColumns } from "./judge-columns";
import { choicesOf, columnKeys, mapHeader } from "./mapping";
import { maskSample } from "./mask-sample";

describe("columns that a person chose", () => {
  const header = ["KOLOM1", "NIK", "KOLOM3"];
  const choices = choicesOf(header, ["nomor_kk", null, "nama"]);

  test("count instead of what their names say; the rest is kept", () => {
    const { positions, extras } = mapHeader(header, RECIPIENT_COLUMN_NAMES, choices);

    expect([...positions]).toEqual([
      ["nomor_kk", 0],
      ["nama", 2],
    ]);
    expect(extras).toEqual([{ name: "NIK", position: 1 }]);
  });

  test("are those of the same header only, however its letters are written", () => {
    const same = mapHeader(["kolom 1", "N.I.K", "Kolom-3"], RECIPIENT_COLUMN_NAMES, choices);
    expect([...same.positions.keys()]).toEqual(["nomor_kk", "nama"]);

    for (const other of [
      ["KOLOM1", "NIK"],
      [...header, "KOLOM4"],
      ["KOLOM1", "NIK", "KOLOM9"],
    ])
      expect([...mapHeader(other, RECIPIENT_COLUMN_NAMES, choices).positions]).toEqual([
        ["nik", 1],
      ]);
  });

  test("a column that no list has is kept, and of two alike the first is read", () => {
    const wrong = choicesOf(header, ["gaji", "nama", "nama"]);

    expect([...mapHeader(header, RECIPIENT_COLUMN_NAMES, wrong).positions]).toEqual([["nama", 1]]);
  });

  test("are told apart where the header repeats a name or leaves it out", () => {
    const repeated = ["Kolom", "KOLOM", "", "", "Kolom (2)"];
    expect(columnKeys(repeated)).toEqual(["Kolom", "KOLOM (2)", "", " (2)", "Kolom (2) (2)"]);

    const columns = [null, "nik", null, "nama", "nomor_kk"];
    const { positions } = mapHeader(repeated, RECIPIENT_COLUMN_NAMES, choicesOf(repeated, columns));
    expect(Object.fromEntries(positions)).toEqual({ nik: 1, nama: 3, nomor_kk: 4 });
  });
});

describe("what keeps chosen columns from being read", () => {
  test.each([
    ["recipients", ["nik", "nama"], []],
    [
      "recipients",
      ["nama", null],
      [{ code: "column_missing", position: 1, group: ["nik", "nomor_kk"] }],
    ],
    ["recipients", ["nik", "nama", "nik"], [{ code: "column_twice", position: 2, column: "nik" }]],
    ["dukcapil", ["nik", "note"], []],
    [
      "member",
      ["nama", "nomor_kartu_keluarga"],
      [{ code: "column_missing", position: 0, group: ["nomor_induk_kependudukan"] }],
    ],
  ] as const)("%s %j", (role, columns, problems) => {
    expect(judgeColumns(role, columns)).toEqual(problems);
  });
});

test("every column that is read has a word on the screen", () => {
  for (const [role, names] of Object.entries(COLUMN_NAMES))
    expect(Object.keys(COLUMN_LABELS[role as keyof typeof COLUMN_LABELS])).toEqual(
      Object.keys(names),
    );
});

test.each([
  ["1035731501190001", "•••• 0001"],
  ["'3573 0105 1190 0002 (NIK)", "'•••• 0002 (NIK)"],
  ["3573.0105.1190.0003", "•••• 0003"],
  ["600000", "600000"],
  ["2026-11-22 10:15:00", "2026-11-22 10:15:00"],
  ["A".repeat(80), `${"A".repeat(60)}…`],
])("%s is shown as %s", (value, shown) => {
  expect(maskSample(value)).toBe(shown);
});
