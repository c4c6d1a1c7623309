import { describe, expect, test } from "vitest";
import { judgeGridRow } from "./judge-grid-row";

const MEMBERS = {
  role: "member",
  delimiter: "|",
  header: ["nik", "nama", "kk"],
  columns: [
    { column: "nomor_kartu_keluarga", title: "kk", position: 2 },
    { column: "nomor_induk_kependudukan", title: "nik", position: 0 },
    { column: "nama", title: "nama", position: 1 },
  ],
} as const;
const NOBODY = {
  lineNo: 3,
  code: "nobody",
  first: null,
  cells: ["1073010101700001", "", "-"],
  line: null,
};
const BROKEN = {
  lineNo: 4,
  code: "broken_line",
  first: null,
  cells: null,
  line: "1073014101700004|TUTI",
};

describe("a row in the grid", () => {
  test("that nobody touched is as it was rejected, and its cells say why", () => {
    expect(judgeGridRow(MEMBERS, NOBODY, NOBODY.cells)).toMatchObject({
      changed: false,
      rejection: "nobody",
      cells: [null, "nik_empty", "name_empty"],
    });
  });

  test("that was put right is taken, with what is still odd about it", () => {
    expect(judgeGridRow(MEMBERS, NOBODY, ["1073010101700001", "12", "SITI"])).toMatchObject({
      changed: true,
      rejection: null,
      cells: [null, "nik_not_16_digits", null],
    });
  });

  test("with another number of fields is broken until they are as many as the columns", () => {
    expect(judgeGridRow(MEMBERS, BROKEN, [BROKEN.line])).toMatchObject({
      rejection: "broken_line",
      fieldCount: 2,
    });
    expect(judgeGridRow(MEMBERS, BROKEN, [`${BROKEN.line}|`])).toMatchObject({
      changed: true,
      rejection: null,
      cells: ["kk_empty", null, null],
    });
    expect(judgeGridRow(MEMBERS, BROKEN, ["|-|"])).toMatchObject({ rejection: "nobody" });
  });

  test("whose number stood in the file before is repeated as long as the number is left", () => {
    const families = {
      role: "family",
      delimiter: "|",
      header: ["kk", "alamat"],
      columns: [
        { column: "nomor_kartu_keluarga", title: "kk", position: 0 },
        { column: "alamat", title: "alamat", position: 1 },
      ],
    } as const;
    const cells = ["1073010101700001", "JL A"];
    const row = { lineNo: 5, code: "family_kk_repeated", first: null, cells, line: null };

    expect(judgeGridRow(families, row, [cells[0] ?? "", "JL B"]).rejection).toBe(row.code);
    expect(judgeGridRow(families, row, ["1073010101700002", "JL A"]).rejection).toBeNull();
  });
});
