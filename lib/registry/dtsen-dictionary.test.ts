import { describe, expect, test } from "vitest";
import { CODE_LISTS } from "./dtsen-code-lists";
import { type DtsenColumn, FAMILY_COLUMNS, MEMBER_COLUMNS } from "./dtsen-dictionary";

const columns: readonly DtsenColumn[] = [...FAMILY_COLUMNS, ...MEMBER_COLUMNS];

describe("the DTSEN dictionary", () => {
  test("has the 52 family and 48 member columns of the 2026 release, each named once", () => {
    expect(FAMILY_COLUMNS).toHaveLength(52);
    expect(new Set(FAMILY_COLUMNS.map(({ column }) => column)).size).toBe(52);
    expect(MEMBER_COLUMNS).toHaveLength(48);
    expect(new Set(MEMBER_COLUMNS.map(({ column }) => column)).size).toBe(48);
  });

  test("uses every code list, and no code twice within one", () => {
    const used = new Set(columns.flatMap(({ codes }) => codes ?? []));
    expect([...used].toSorted()).toEqual(Object.keys(CODE_LISTS).toSorted());
    for (const options of Object.values(CODE_LISTS)) {
      expect(new Set(options.map(({ code }) => code)).size).toBe(options.length);
    }
  });
});
