import { describe, expect, test } from "vitest";
import { additionChanges, againstRelease, changeOf, removalChanges } from "./build-changes";
import { findProposable, PROPOSABLE_COLUMNS, readValue } from "./proposable-columns";
import {
  type DraftFacts,
  defaultKind,
  missingParts,
  needsNoVisit,
  possibleKinds,
  removalReasonOf,
} from "./rules";
import { describeChanges, ProposedChanges } from "./schema";

const family = {
  values: { luas_lantai: 40, daya_terpasang: 3 },
  members: [{ individualId: "7", values: { status_kawin: 1 } }],
};
const household = { of: "household" } as const;

function change(column: string, value: string) {
  const made = changeOf(family, household, column, value);
  if (!made) throw new Error(`${column} may be proposed`);
  return made;
}

const complete: DraftFacts = {
  kind: "amend",
  changes: [change("luas_lantai", "36")],
  justification: "Rumah sudah dilihat",
  hasGroundcheck: true,
  evidenceCount: 0,
  releaseInForce: true,
};

describe("a draft can be submitted", () => {
  test("when it names a change and why, and rests on a visit", () => {
    expect(missingParts(complete)).toEqual([]);
  });

  test.each([
    ["no change", { changes: [] }, ["changes"]],
    ["a reason of blanks", { justification: "  " }, ["justification"]],
    ["neither visit nor picture", { hasGroundcheck: false }, ["evidence"]],
    ["old values of another release", { releaseInForce: false }, ["outdated_release"]],
  ])("but not with %s", (_what, changed, missing) => {
    expect(missingParts({ ...complete, ...changed })).toEqual(missing);
  });

  test("with a picture instead of a visit", () => {
    expect(missingParts({ ...complete, hasGroundcheck: false, evidenceCount: 1 })).toEqual([]);
  });
});

describe("an usul tambah can be submitted", () => {
  const head = {
    individualId: null,
    name: "SITI",
    nik: "1099014105800003",
    relation: "1",
    birthDate: "1980-05-01",
    sex: "2",
  };
  const child = { ...head, name: "BUDI", nik: "1099010302010001", relation: "3", sex: "1" };
  const missing = (people: readonly (typeof head | Record<string, string | null>)[]) =>
    missingParts({
      ...complete,
      kind: "add",
      changes: additionChanges({
        nomorKk: "1099010101200001",
        address: null,
        findings: [],
        people: people.map((person) => ({ ...head, ...person })),
      }),
    });

  test("when every person has a NIK and a relation, and one is the head", () => {
    expect(missing([head, child])).toEqual([]);
  });

  test.each([
    ["nobody", [], ["people"]],
    ["a NIK missing", [head, { ...child, nik: null }], ["every_nik"]],
    ["one NIK twice", [head, { ...child, nik: head.nik }], ["distinct_nik"]],
    ["a relation missing", [head, { ...child, relation: null }], ["every_relation"]],
    ["two heads", [head, { ...child, relation: "1" }], ["one_head"]],
    ["no head", [child], ["one_head"]],
  ])("but not with %s", (_what, people, parts) => {
    expect(missing(people)).toEqual(parts);
  });

  test("but not without a No KK", () => {
    const changes = additionChanges({ nomorKk: null, address: null, findings: [], people: [head] });

    expect(missingParts({ ...complete, kind: "add", changes })).toEqual(["nomor_kk"]);
  });
});

describe("the kind of a proposal", () => {
  test.each([
    ["a family that is not in the release", { inRelease: false }, "add"],
    ["a family found as it is", { result: "found" }, "amend"],
    ["a family that nobody met", { result: "not_met" }, "amend"],
    ["a family that died out", { result: "deceased" }, "remove"],
    ["a family that moved away", { result: "moved" }, "remove"],
    ["a recipient who died", { caseKinds: ["deceased-recipient"] }, "remove"],
  ] as const)("begins for %s", (_whom, facts, kind) => {
    expect(
      defaultKind({ inRelease: true, caseKinds: ["over-limit"], result: null, ...facts }),
    ).toBe(kind);
  });

  test("is one that the release allows", () => {
    expect([possibleKinds(true), possibleKinds(false)]).toEqual([["amend", "remove"], ["add"]]);
  });

  test("a result that removes nobody gives no reason for it", () => {
    expect([removalReasonOf("found"), removalReasonOf("moved")]).toEqual([null, "moved"]);
  });

  test("without a visit is for kinds that need none; an unknown one needs it", () => {
    expect(["unranked", "over-limit", "kind-of-tomorrow"].map(needsNoVisit)).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe("old and new values", () => {
  test("stand side by side with their words", () => {
    expect(change("daya_terpasang", "1")).toMatchObject({
      old: "3",
      oldLabel: "1.300 watt",
      new: "1",
      newLabel: "450 watt",
    });
  });

  test("that are the same are no change", () => {
    expect(changeOf(family, household, "luas_lantai", "40")).toBeUndefined();
  });

  test("are read again in another release; what it says already falls away", () => {
    const wishes = [change("luas_lantai", "36"), change("daya_terpasang", "1")];
    const later = { ...family, values: { luas_lantai: 36, daya_terpasang: 4 } };

    expect(againstRelease(wishes, later)).toMatchObject([
      { column: "daya_terpasang", old: "4", oldLabel: "2.200 watt", new: "1" },
    ]);
  });

  test("of a member whom the release has no more fall away", () => {
    expect(againstRelease(removalChanges(["7", "8"], "moved"), family)).toMatchObject([
      { individualId: "7" },
    ]);
  });
});

describe("a column", () => {
  test("that ranks is proposed for nobody", () => {
    const ranking = [...PROPOSABLE_COLUMNS.household, ...PROPOSABLE_COLUMNS.individual].filter(
      ({ column }) => column.includes("desil") || column.startsWith("pbi"),
    );

    expect(ranking).toEqual([]);
    expect(findProposable("household", "desil_nasional")).toBeUndefined();
  });

  test.each([
    ["household", "luas_lantai", "36,5", "36.5"],
    ["household", "aset_bergerak_mobil", "2", "2"],
    ["individual", "tanggal_lahir", "2001-02-03", "2001-02-03"],
    ["individual", "nomor_induk_kependudukan", "1099 0141 0580 0003", "1099014105800003"],
  ] as const)("of a %s reads %s", (scope, name, typed, value) => {
    const column = findProposable(scope, name);

    expect(column && readValue(column, typed)).toEqual({ ok: true, value });
  });

  test.each([
    ["household", "luas_lantai", "-1", "not_a_number"],
    ["household", "aset_bergerak_mobil", "3", "not_in_list"],
    ["individual", "tanggal_lahir", "2001-02-31", "not_a_date"],
    ["individual", "nomor_induk_kependudukan", "109901410580000", "not_a_nik"],
    ["household", "nomor_kartu_keluarga", "0000000000000000", "not_a_nomor_kk"],
    ["household", "alamat", " ", "empty"],
  ] as const)("of a %s refuses for %s what is none: %s", (scope, name, typed, problem) => {
    const column = findProposable(scope, name);

    expect(column && readValue(column, typed)).toEqual({ ok: false, problem });
  });
});

test("numbers of people leave a proposal with their ends only", () => {
  const changes = additionChanges({
    nomorKk: "1099010101200001",
    address: "Jalan Mawar 1",
    findings: [],
    people: [
      {
        individualId: null,
        name: "SITI",
        nik: "1099014105800003",
        relation: "1",
        birthDate: null,
        sex: null,
      },
    ],
  });

  expect(JSON.stringify(describeChanges(changes))).not.toMatch(/\d{12}/);
  expect(ProposedChanges.parse(changes)).toEqual(changes);
});
