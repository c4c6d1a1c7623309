import { describe, expect, test } from "vitest";
import { FAMILY_COLUMNS, MEMBER_COLUMNS } from "@/lib/registry/dtsen-dictionary";
import { type FileHead, interpretFiles } from "./interpret-files";

const FAMILY: FileHead = {
  name: "keluarga_dtsen_v3_2026_3573.csv",
  header: FAMILY_COLUMNS.map(({ column }) => column),
};
const MEMBER: FileHead = {
  name: "anggota_keluarga_dtsen_v3_2026_3573.csv",
  header: MEMBER_COLUMNS.map(({ column }) => column),
};
const PKH: FileHead = {
  name: "penerima_pkh_tahap4.csv",
  header: ["NIK", "NO KK", "NAMA PENERIMA", "PERIODE", "NOMINAL"],
};

describe("interpreting uploaded files", () => {
  test("family and member files are one release, whichever was chosen first", () => {
    const result = interpretFiles([MEMBER, FAMILY]);

    expect(result).toMatchObject({
      ok: true,
      value: {
        kind: "dtsen",
        name: "v3 2026",
        asOf: null,
        files: [
          { role: "family", knownColumns: 52 },
          { role: "member", knownColumns: 48 },
        ],
      },
    });
  });

  test("files of one kecamatan each are one release, in the order in which people count", () => {
    const named = (file: FileHead, name: string) => ({ ...file, name });
    const result = interpretFiles([
      named(MEMBER, "anggota 10.csv"),
      named(FAMILY, "keluarga 2.csv"),
      named(MEMBER, "anggota 9.csv"),
      named(FAMILY, "keluarga 1.csv"),
    ]);

    expect(result.ok && result.value.files.map(({ role, file }) => [role, file.name])).toEqual([
      ["family", "keluarga 1.csv"],
      ["family", "keluarga 2.csv"],
      ["member", "anggota 9.csv"],
      ["member", "anggota 10.csv"],
    ]);
  });

  test("a recipient list names its program and the columns that told, as written", () => {
    const result = interpretFiles([PKH]);

    expect(result).toMatchObject({
      ok: true,
      value: {
        kind: "recipients",
        program: "PKH",
        name: "Penerima PKH tahap4",
        files: [{ tellingColumns: ["NIK", "NO KK", "NAMA PENERIMA", "PERIODE", "NOMINAL"] }],
      },
    });
  });

  test("a list is called as its file is, with names and acronyms as people write them", () => {
    const named = (name: string) => interpretFiles([{ ...PKH, name }]);

    expect(named("padan_dukcapil_oktober.csv")).toMatchObject({
      value: { name: "Padan Dukcapil Oktober" },
    });
    expect(named("kpm bpnt desember.csv")).toMatchObject({ value: { name: "KPM BPNT Desember" } });
  });

  test.each([
    ["the family file alone", [FAMILY], { code: "member_file_missing" }],
    ["the member file alone", [MEMBER], { code: "family_file_missing" }],
    ["a release's file with a list", [FAMILY, PKH], { code: "files_of_two_imports" }],
    ["two lists", [PKH, PKH], { code: "files_of_two_imports" }],
    [
      "an account book",
      [{ name: "kas.csv", header: ["tanggal", "jumlah"] }],
      { code: "unknown_file", fileName: "kas.csv" },
    ],
  ])("%s makes no import, and it is said why", (_what, files, problem) => {
    expect(interpretFiles(files)).toEqual({ ok: false, problem });
  });

  test.each([
    ["pkh_2026-10-20.csv", "2026-10-20"],
    ["pkh 20261020.csv", "2026-10-20"],
    ["pkh 20-10-2026.csv", "2026-10-20"],
    ["pkh 2026-13-45.csv", null],
    ["pkh oktober 2026.csv", null],
    ["pkh 3573202610201234.csv", null],
  ])("the day in %s is %s", (name, asOf) => {
    expect(interpretFiles([{ ...PKH, name }])).toMatchObject({ ok: true, value: { asOf } });
  });
});
