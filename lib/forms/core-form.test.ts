import { describe, expect, test } from "vitest";
import { CODE_LISTS } from "@/lib/registry/dtsen-code-lists";
import { type DtsenColumn, FAMILY_COLUMNS, MEMBER_COLUMNS } from "@/lib/registry/dtsen-dictionary";
import { completeVisit, coreForm } from "../../tests/support/visits";
import { questionsOfScope } from "./asked-questions";
import { compareWithRelease, MEMBER_PRESENCE_COLUMN } from "./compare-with-release";
import type { Condition, Question } from "./definition";
import { resultOf } from "./visit-result";

const form = coreForm();
const household = questionsOfScope(form, "household");
const individual = questionsOfScope(form, "individual");
const questions = [...household, ...individual];

function codesIn(condition: Condition): string[] {
  if ("all" in condition) return condition.all.flatMap(codesIn);
  if ("any" in condition) return condition.any.flatMap(codesIn);
  if ("not" in condition) return codesIn(condition.not);
  return "question" in condition ? [condition.question] : [];
}

/** The codes that an answer may become in the DTSEN column. */
function targets({ options = [], mapCodes, countsAsYesNo }: Question): string[] {
  if (countsAsYesNo) return ["1", "2"];
  return options.flatMap(({ code }) => {
    const mapped = mapCodes?.[code];
    if (mapped === null) return [];
    return mapped === undefined ? [code] : [mapped].flat();
  });
}

describe("the core form", () => {
  test("asks each question once, a choice with its options", () => {
    const codes = questions.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.length).toBeGreaterThan(30);
    for (const { code, type, options } of questions)
      expect([code, options !== undefined]).toEqual([code, type === "single"]);
  });

  test("depends on questions that it asks", () => {
    const known = [form.presence.code, ...questions.map(({ code }) => code)];
    const conditions = [
      ...questions.flatMap(({ visibleIf }) => visibleIf ?? []),
      ...form.checks.flatMap((check) => (check.kind === "condition" ? check.when : [])),
    ];
    for (const code of conditions.flatMap(codesIn)) expect(known).toContain(code);
    for (const { question } of form.checks) expect(known).toContain(question);
    for (const code of form.presence.askedAnyway) expect(known).toContain(code);
    const { presence, sex, birthDate, relation } = form.members;
    for (const code of [presence, sex, birthDate, relation])
      expect(individual.map((question) => question.code)).toContain(code);
  });

  test("translates every answer into codes that its DTSEN column has", () => {
    const columnsOf = (columns: readonly DtsenColumn[], asked: readonly Question[]) =>
      asked
        .filter(({ mapsTo }) => mapsTo !== undefined)
        .map((question) => ({
          question,
          column: columns.find(({ column }) => column === question.mapsTo),
        }));
    const pairs = [
      ...columnsOf(FAMILY_COLUMNS, household),
      ...columnsOf(MEMBER_COLUMNS, individual),
    ];
    expect(pairs.length).toBeGreaterThan(20);
    for (const { question, column } of pairs) {
      expect([question.code, column?.column]).toEqual([question.code, question.mapsTo]);
      if (!column?.codes) continue;
      const codes = CODE_LISTS[column.codes].map(({ code }) => String(code));
      for (const target of targets(question))
        expect([question.code, codes]).toEqual([question.code, expect.arrayContaining([target])]);
    }
  });

  test("gives every presence a result", () => {
    expect(form.presence.options.map(({ code }) => resultOf(code))).toEqual([
      "not_found",
      "found",
      "deceased",
      "not_eligible",
      "not_met",
      "moved",
      "refused",
    ]);
  });
});

describe("comparing a visit with the release", () => {
  const members = { "1": { name: "SUGENG", values: { status_hubungan_keluarga: 1 } } };
  /** What the release says when the visit agrees with it. */
  const release = {
    status_kepemilikan_rumah: 1,
    jenis_lantai_terluas: 6,
    luas_lantai: 42,
    jenis_dinding_terluas: 1,
    jenis_atap_terluas: 2,
    sumber_air_minum_utama: 4,
    sumber_penerangan_utama: 1,
    daya_terpasang: 2,
    id_pelanggan_pln: "123456789012",
    fasilitas_bab: 1,
    jenis_kloset: 1,
    pembuangan_akhir_tinja: 1,
    aset_bergerak_tabung_gas: 2,
    aset_bergerak_lemari_es: 1,
    aset_bergerak_ac: 2,
    aset_bergerak_emas_perhiasan: 2,
    aset_bergerak_komputer_laptop_tablet: 2,
    aset_bergerak_sepeda_motor: 1,
    aset_bergerak_mobil: 2,
    aset_tidak_bergerak_lahan_lainnya: 2,
    aset_tidak_bergerak_rumah_lainnya: 2,
  };
  const visit = completeVisit([{ key: "1" }]);
  const compare = (changes: object, values: object = release) =>
    compareWithRelease(form, { ...visit, ...changes }, { ...release, ...values }, members);
  const answered = (answers: object) => ({ answers: { ...visit.answers, ...answers } });
  const memberAnswers = (answers: object) => ({
    members: [{ key: "1", answers: { "27a": "1", "32": "1", ...answers } }],
  });

  test("says nothing where both agree", () => {
    expect(compare({})).toEqual([]);
  });

  test("gives both values as codes and in words", () => {
    expect(compare(answered({ "10a": "8" }))).toEqual([
      {
        scope: "household",
        column: "jenis_lantai_terluas",
        label: "Jenis lantai terluas",
        old: "6",
        oldLabel: "Semen/bata merah",
        new: "8",
        newLabel: "Tanah",
      },
    ]);
  });

  test("turns a count into yes or no", () => {
    expect(compare(answered({ "22h": 2, "22h_nilai": 1 }))).toMatchObject([
      { column: "aset_bergerak_mobil", old: "2", new: "1", newLabel: "Ya" },
    ]);
    expect(compare(answered({ "22c": 7 }))).toEqual([]);
  });

  test("says what is no longer so where the question does not apply", () => {
    expect(compare(answered({ "17": "4" })).map(({ column, new: now }) => [column, now])).toEqual([
      ["sumber_penerangan_utama", "4"],
      ["daya_terpasang", null],
      ["id_pelanggan_pln", null],
    ]);
  });

  test("does not take the number of a meter for that of a customer, and shows its end only", () => {
    expect(compare(answered({ "18c": "12345678901" }))).toEqual([]);
    expect(compare(answered({ "18c": "123456789099" }))).toMatchObject([
      { old: "123456789012", new: "123456789099", oldLabel: "•••• 9012", newLabel: "•••• 9099" },
    ]);
  });

  test("tells a value that the release does not have", () => {
    expect(compare({}, { luas_lantai: null })).toMatchObject([
      { column: "luas_lantai", old: null, oldLabel: null, new: "42", newLabel: "42" },
    ]);
  });

  test("leaves the choice to a person where our answer is coarser", () => {
    const working = (status: string, known: number | null) =>
      compareWithRelease(
        form,
        { ...visit, ...memberAnswers({ "36": "Buruh tani", "37": status }) },
        release,
        {
          "1": {
            name: "SUGENG",
            values: { status_hubungan_keluarga: 1, status_dalam_pekerjaan_utama: known },
          },
        },
      );
    expect(working("5", 6)).toEqual([]);
    expect(working("5", 4)).toMatchObject([
      { column: "status_dalam_pekerjaan_utama", old: "4", new: null, newLabel: "Pekerja bebas" },
    ]);
    expect(working("4", 4)).toMatchObject([{ old: "4", new: "5" }]);
    expect(working("9", 4)).toEqual([]);
  });

  test("tells who is gone and who is new", () => {
    const gone = compare(memberAnswers({ "27a": "2" }));
    expect(gone).toMatchObject([
      { column: MEMBER_PRESENCE_COLUMN, memberKey: "1", new: "2", newLabel: "Meninggal" },
    ]);
    const newcomer = {
      key: "new-1",
      name: "BUDI",
      nik: "1012345678901234",
      answers: { "27a": "5", "29": "1", "30": "2020-02-03", "32": "6" },
    };
    const found = compare({ members: [...visit.members, newcomer] });
    expect(found.map(({ column, new: now, newLabel }) => [column, now, newLabel])).toEqual([
      [MEMBER_PRESENCE_COLUMN, "5", "Anggota keluarga baru"],
      ["nama", "BUDI", "BUDI"],
      ["nomor_induk_kependudukan", "1012345678901234", "•••• 1234"],
      ["jenis_kelamin", "1", "Laki-laki"],
      ["tanggal_lahir", "2020-02-03", "3 Februari 2020"],
      ["status_hubungan_keluarga", "6", "Orangtua/mertua"],
    ]);
    for (const one of found) expect(one).toMatchObject({ memberKey: "new-1", memberName: "BUDI" });
  });

  test("does not take back who somebody is, which only new members are asked", () => {
    const values = {
      status_hubungan_keluarga: 1,
      jenis_kelamin: 1,
      tanggal_lahir: "1978-03-06",
    };
    const known = { "1": { name: "SUGENG", values } };

    expect(compareWithRelease(form, visit, release, known)).toEqual([]);
  });

  test("says nothing of a family that was not met", () => {
    expect(compare({ presence: "0" })).toEqual([]);
  });
});
