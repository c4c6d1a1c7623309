import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { checkDtsen } from "@/lib/import/dtsen/check-dtsen";
import { publishRelease } from "@/lib/import/dtsen/publish-release";
import { dropReleaseDraft } from "@/lib/import/dtsen/release-draft";
import type { DtsenSummary } from "@/lib/import/schema";
import type { WorkContext } from "@/lib/jobs/work-context";
import { createOffice } from "@/lib/office/create-office";
import { createTestDatabase, type TestDatabase } from "../support/database";
import {
  family,
  member,
  nik,
  nomorKk,
  openTestContext,
  progressOf,
  type ReleaseFiles,
  receiveRelease,
} from "../support/dtsen-files";

let database: TestDatabase;
let ctx: WorkContext & { close(): Promise<void> };

beforeAll(async () => {
  database = await createTestDatabase();
  ctx = await openTestContext(database);
  await createOffice(database.db, { kind: "real", regencyCode: "35.73" });
});

afterAll(async () => {
  await ctx.close();
  await database.drop();
});

/** Each test is an office's first import: releases and identities of the test before are thrown away. */
beforeEach(async () => {
  const { db } = database;
  await db.desilChange.deleteMany();
  await db.release.updateMany({ data: { status: "draft", previousId: null } });
  for (const { runId } of await db.release.findMany()) await dropReleaseDraft(ctx, runId);
  await db.importProblem.deleteMany();
  await db.householdKk.deleteMany();
  await db.household.deleteMany();
  await db.individual.deleteMany();
});

describe("rows of a release", () => {
  test("a row that cannot be used is given back with its line and reason; the others are taken", async () => {
    const broken = '"35"|"JAWA TIMUR"|"3573"|"KOTA terpotong';
    const { summary, problems } = await check({
      families: [
        family(nomorKk(1)),
        broken,
        family(nomorKk(2)),
        family(nomorKk(1), { alamat: "KEDUA" }),
        family("107301120580003"),
        family("1,0730112058E+15"),
        family("0000000000000000"),
        family(""),
      ],
      members: [
        member(nomorKk(1), nik(1)),
        member(nomorKk(2), nik(2)),
        member(nomorKk(2), "", { nama: "" }),
        '"107301"|"x',
      ],
    });

    expect(problems.filter(({ severity }) => severity === "rejected")).toMatchObject([
      { role: "family", lineNo: 3, code: "broken_line", rawLine: broken },
      { role: "family", lineNo: 5, code: "family_kk_repeated" },
      { role: "family", lineNo: 6, code: "family_kk_not_16_digits" },
      { role: "family", lineNo: 7, code: "family_kk_scientific" },
      { role: "family", lineNo: 8, code: "family_kk_zeros" },
      { role: "family", lineNo: 9, code: "family_kk_empty" },
      { role: "member", lineNo: 4, code: "nobody" },
      { role: "member", lineNo: 5, code: "broken_line", rawLine: '"107301"|"x' },
    ]);
    expect(problems.find(({ code }) => code === "family_kk_repeated")?.rawLine).toContain("KEDUA");
    expect(await households()).toMatchObject([
      { line_no: 2, nomor_kk: nomorKk(1) },
      { line_no: 4, nomor_kk: nomorKk(2) },
    ]);
    expect(summary.files).toEqual([
      { role: "family", read: 8, good: 2, rejected: 6 },
      { role: "member", read: 4, good: 2, rejected: 2 },
    ]);
  });

  test("codes, labels, words and dates are understood; what is not is kept as written", async () => {
    const { problems } = await check({
      familyColumns: [
        "nomor_kartu_keluarga",
        "nama_anggota_keluarga",
        "desil",
        "kecamatan",
        "kelurahan",
        "jenis_lantai_terluas",
        "daya_terpasang",
        "mobil",
        "pbi_nas",
        "luas_lantai",
        "jumlah_ternak_sapi",
        "is_gc_kemensos",
      ],
      families: [
        {
          nomor_kartu_keluarga: `'${nomorKk(1)}`,
          nama_anggota_keluarga: "  SITI   ANDRÉ ",
          desil: "DESIL 4",
          kecamatan: "Kec. Klojen",
          kelurahan: "ORO ORODOWO",
          jenis_lantai_terluas: "Keramik",
          daya_terpasang: "1.300 Watt",
          mobil: "Tidak",
          pbi_nas: "YA (PBI JKN)",
          luas_lantai: "36,5 m2",
          jumlah_ternak_sapi: "2",
          is_gc_kemensos: "1",
        },
        {
          nomor_kartu_keluarga: nomorKk(2),
          desil: "12",
          kecamatan: "KLOJEN",
          kelurahan: "DI MANA SAJA",
          jenis_lantai_terluas: "12",
          mobil: "2 unit",
          luas_lantai: "luas\tsekali\\",
        },
        { nomor_kartu_keluarga: nomorKk(3), desil: "-" },
      ],
      members: [
        member(nomorKk(1), nik(1), { tanggal_lahir: "12/05/1980 00:00", jenis_kelamin: "L" }),
        member(nomorKk(2), nik(2), { tanggal_lahir: "kemarin", penglihatan: "9" }),
        member(nomorKk(3), nik(3), { nama: "D'ARC\\N", rt_ktp: "007" }),
      ],
    });

    const [first, second, third] = await households();
    expect(first).toMatchObject({
      nomor_kk: nomorKk(1),
      nama_kepala_keluarga: "SITI ANDRÉ",
      desil_nasional: 4,
      village: "Oro-oro Dowo",
      jenis_lantai_terluas: 2,
      daya_terpasang: 3,
      aset_bergerak_mobil: 2,
      pbi_nas: 1,
      luas_lantai: "36.50",
      jumlah_ternak_sapi: 2,
      aset_bergerak_ac: null,
      raw: { is_gc_kemensos: "1" },
    });
    expect(second).toMatchObject({
      desil_nasional: null,
      village: null,
      jenis_lantai_terluas: null,
      aset_bergerak_mobil: null,
      luas_lantai: null,
      raw: {
        desil_nasional: "12",
        jenis_lantai_terluas: "12",
        aset_bergerak_mobil: "2 unit",
        luas_lantai: "luas sekali\\",
      },
    });
    expect(third).toMatchObject({ desil_nasional: null, raw: null });
    expect(await individuals()).toMatchObject([
      { nama: "SLAMET", tanggal_lahir: "1980-05-12", jenis_kelamin: 1, village: "Oro-oro Dowo" },
      {
        tanggal_lahir: null,
        penglihatan: null,
        raw: { tanggal_lahir: "kemarin", penglihatan: "9" },
      },
      { nama: "D'ARC\\N", rt_ktp: "007" },
    ]);
    const warnings = problems.map(({ lineNo, code, column }) => `${lineNo} ${code} ${column}`);
    expect(warnings).toEqual([
      "3 area_unknown kelurahan_desa",
      "3 code_unknown aset_bergerak_mobil",
      "3 code_unknown jenis_lantai_terluas",
      "3 desil_unreadable desil_nasional",
      "3 number_unreadable luas_lantai",
      "4 area_unknown kelurahan_desa",
      "3 code_unknown penglihatan",
      "3 day_unreadable tanggal_lahir",
    ]);
  });

  test("a person with an impossible NIK, or without a family, is kept and named", async () => {
    const { summary, problems } = await check({
      families: [family(nomorKk(1), { jumlah_anggota_keluarga: "3" })],
      members: [
        member(nomorKk(1), "10730112058", { nama: "PENDEK" }),
        member(nomorKk(1), "1,07301E+15", { nama: "LEMBAR KERJA" }),
        member(nomorKk(1), "", { nama: "TANPA NIK" }),
        member(nomorKk(1), nik(1), { tanggal_lahir: "1980-12-05", jenis_kelamin: "2" }),
        member(nomorKk(9), nik(2), { tanggal_lahir: "2027-01-01" }),
        member("KK HILANG", nik(3)),
      ],
    });

    expect(await individuals()).toMatchObject([
      { nik: "10730112058", nik_valid: false, nama: "PENDEK" },
      { nik: "1,07301E+15", nik_valid: false },
      { nik: null, nik_valid: false },
      { nik: nik(1), nik_valid: true },
      { nik: nik(2), household_id: null, nomor_kk: nomorKk(9) },
      { nik: nik(3), household_id: null, nomor_kk: "KK HILANG" },
    ]);
    expect(problems.map(({ lineNo, code }) => `${lineNo} ${code}`)).toEqual([
      "2 member_count_differs",
      "2 nik_not_16_digits",
      "3 nik_scientific",
      "4 nik_empty",
      "5 birth_differs_from_nik",
      "5 sex_differs_from_nik",
      "6 birth_after_as_of",
      "6 birth_differs_from_nik",
      "6 kk_without_family",
      "7 kk_not_16_digits",
    ]);
    expect(summary.individuals).toMatchObject({ total: 6, invalidNik: 3, withoutFamily: 2 });
  });

  test("what nobody has is taken with a warning, and a family without anybody is named", async () => {
    const { problems } = await check({
      families: [
        family(nomorKk(1), { luas_lantai: "0", jumlah_ternak_sapi: "4000" }),
        family(nomorKk(2), { jumlah_anggota_keluarga: "99" }),
        family(nomorKk(3), { jumlah_anggota_keluarga: "2" }),
      ],
      members: [
        member(nomorKk(1), nik(1), { tanggal_lahir: "1880-05-12", nama: "SLAMET 2" }),
        member(nomorKk(2), nomorKk(2), { tanggal_lahir: "2019-02-05" }),
        member(nomorKk(1), nik(2), { tanggal_lahir: "1906-05-12", jumlah_usaha: "51" }),
      ],
    });

    expect(problems.map(({ role, lineNo, code }) => `${role} ${lineNo} ${code}`)).toEqual([
      "family 2 member_count_differs",
      "family 2 number_implausible",
      "family 2 number_implausible",
      "family 3 member_count_differs",
      "family 3 number_implausible",
      "family 4 family_without_members",
      "member 2 birth_too_early",
      "member 2 name_has_digits",
      "member 3 nik_equals_kk",
      "member 4 birth_differs_from_nik",
      "member 4 number_implausible",
    ]);
    expect(await households()).toMatchObject([
      { luas_lantai: "0.00", jumlah_ternak_sapi: 4000, raw: { luas_lantai: "0" } },
      { jumlah_anggota_keluarga: 99 },
      {},
    ]);
  });

  test("words outside the code lists are counted by what is written, numbers of people masked", async () => {
    const { summary } = await check({
      families: ["7", "7", "pecah", nik(7), "1", "-"].map((jenis_kloset, number) =>
        family(nomorKk(number), { jenis_kloset, desil_nasional: number < 2 ? "12" : "3" }),
      ),
      members: [member(nomorKk(1), nik(1))],
    });

    const textsOf = (column: string) =>
      summary.problems.find((problem) => problem.column === column)?.texts;
    expect(textsOf("jenis_kloset")).toEqual([
      { text: "7", count: 2 },
      { text: "pecah", count: 1 },
      { text: "•••• 0007", count: 1 },
    ]);
    expect(textsOf("desil_nasional")).toEqual([{ text: "12", count: 2 }]);
  });

  test("an area is recognised by its names inside the office's regency, whatever its codes", async () => {
    const elsewhere = { kabupaten_kota_ktp: "KAB. MALANG" };
    await check({
      families: [
        family(nomorKk(1), { kelurahan_desa: "Kel. Arjowinangun", kode_kelurahan_desa: "1" }),
        family(nomorKk(2), { kabupaten_kota: "MALANG" }),
        family(nomorKk(3), { kabupaten_kota: "KABUPATEN MALANG" }),
        family(nomorKk(4), { kecamatan: "KLOJEN" }),
      ],
      members: [
        member(nomorKk(1), nik(1), elsewhere),
        member("", nik(2)),
        member("", nik(3), elsewhere),
      ],
    });

    expect(await households()).toMatchObject([
      { village: "Arjowinangun" },
      { village: "Arjowinangun" },
      { village: null },
      { village: null },
    ]);
    // A member lives where the family does; without a family the KTP is all there is.
    expect(await individuals()).toMatchObject([
      { village: "Arjowinangun" },
      { village: "Arjowinangun" },
      { village: null },
    ]);
  });

  test("a page of text in a cell does not stop the import: it is kept beside the columns", async () => {
    const page = Array.from({ length: 9000 }, (_, index) =>
      String.fromCharCode(65 + ((index * index) % 26)),
    ).join("");
    const { problems } = await check({
      families: [family(nomorKk(1), { nama_kepala_keluarga: page, kecamatan: page })],
      members: [
        member(nomorKk(1), nik(1), { nama: page, alamat_ktp: page }),
        member(page, page, { nama: "SITI" }),
      ],
    });

    expect(problems.map(({ role, lineNo, code }) => `${role} ${lineNo} ${code}`)).toEqual([
      "family 2 area_unknown",
      "family 2 text_too_long",
      "member 2 text_too_long",
      "member 2 text_too_long",
      "member 3 kk_not_16_digits",
      "member 3 nik_not_16_digits",
    ]);
    expect(await households()).toMatchObject([
      { nama_kepala_keluarga: null, raw: { nama_kepala_keluarga: page } },
    ]);
    expect(await individuals()).toMatchObject([
      { nama: page.slice(0, 500), alamat_ktp: null, raw: { nama: page, alamat_ktp: page } },
      { nik: page.slice(0, 64), nomor_kk: page.slice(0, 64) },
    ]);
  });

  test("warnings of one kind are counted in full and kept up to a thousand", async () => {
    const numbers = Array.from({ length: 1500 }, (_, index) => index);
    const { summary, problems } = await check({
      families: numbers.map((number) => family(nomorKk(number), { jenis_kloset: "99" })),
      members: numbers.map((number) => member(nomorKk(number), nik(number + 1))),
    });

    const kept = problems.filter(({ column }) => column === "jenis_kloset");
    expect(kept).toHaveLength(1000);
    expect(summary.problems).toContainEqual({
      role: "family",
      severity: "warning",
      code: "code_unknown",
      column: "jenis_kloset",
      count: 1500,
      texts: [{ text: "99", count: 1500 }],
    });
  });

  test.each([
    ["without a No KK", { familyColumns: ["nama_kepala_keluarga", "desil"] }, "columns_missing"],
    ["without one usable row", { families: [family("1")] }, "no_rows"],
  ])("a family file %s is refused", async (_, change, code) => {
    const run = await receiveRelease(ctx, "v1", "2026-01-01", { ...ONE_FAMILY, ...change });

    const checked = await checkDtsen(ctx, run, progressOf(ctx, run));

    expect(checked).toMatchObject({ ok: false, problem: { code } });
  });
});

describe("the families of two releases", () => {
  test("the same No KK is the same family, whoever is in it", async () => {
    const before = await publish({
      families: [family(nomorKk(1))],
      members: [member(nomorKk(1), nik(1))],
    });
    const after = await publish({
      families: [family(nomorKk(1))],
      members: [member(nomorKk(1), nik(2))],
    });

    expect(after.household(nomorKk(1))).toBe(before.household(nomorKk(1)));
  });

  test("more than half of the old family's people under a new number is the same family", async () => {
    const before = await publish({
      families: [family(nomorKk(1)), family(nomorKk(2))],
      members: [
        ...[1, 2, 3].map((person) => member(nomorKk(1), nik(person))),
        ...[4, 5].map((person) => member(nomorKk(2), nik(person))),
      ],
    });
    const after = await publish({
      families: [family(nomorKk(11)), family(nomorKk(12))],
      members: [
        ...[1, 2, 8].map((person) => member(nomorKk(11), nik(person))),
        ...[4, 9].map((person) => member(nomorKk(12), nik(person))),
      ],
    });

    expect(after.household(nomorKk(11))).toBe(before.household(nomorKk(1)));
    // Half is not more than half.
    expect(after.household(nomorKk(12))).not.toBe(before.household(nomorKk(2)));
    expect(after.householdOf(nik(8))).toBe(before.household(nomorKk(1)));
    expect(after.summary.households).toMatchObject({ added: 1, gone: 1, numberChanged: 1 });
    expect(await numbersOf(before.household(nomorKk(1)))).toEqual([nomorKk(1), nomorKk(11)]);
  });

  test("two old families with an equal claim to a new one make it a new family", async () => {
    const before = await publish({
      families: [family(nomorKk(1)), family(nomorKk(2))],
      members: [member(nomorKk(1), nik(1)), member(nomorKk(2), nik(2))],
    });
    const after = await publish({
      families: [family(nomorKk(11))],
      members: [member(nomorKk(11), nik(1)), member(nomorKk(11), nik(2))],
    });

    const old = [before.household(nomorKk(1)), before.household(nomorKk(2))];
    expect(old).not.toContain(after.household(nomorKk(11)));
  });

  test("people who moved into a family that was there before change nothing about it", async () => {
    const before = await publish({
      families: [family(nomorKk(1)), family(nomorKk(2))],
      members: [member(nomorKk(1), nik(1)), member(nomorKk(2), nik(2))],
    });
    const after = await publish({
      families: [family(nomorKk(2))],
      members: [member(nomorKk(2), nik(1)), member(nomorKk(2), nik(2))],
    });

    expect(after.household(nomorKk(2))).toBe(before.household(nomorKk(2)));
    expect(after.individual(nik(1))).toBe(before.individual(nik(1)));
    expect(after.summary.households).toMatchObject({ gone: 1, numberChanged: 0 });
  });

  test("a family that was struck off and comes back is the family it was", async () => {
    const first = await publish(TWO_FAMILIES);
    await publish(ONE_FAMILY);
    const third = await publish(TWO_FAMILIES);

    expect(third.household(nomorKk(2))).toBe(first.household(nomorKk(2)));
    expect(third.individual(nik(2))).toBe(first.individual(nik(2)));
  });

  test("a family whose number of today is gone and whose number of old is back is the same", async () => {
    const first = await publish(ONE_FAMILY);
    await publish({
      families: [family(nomorKk(11))],
      members: [member(nomorKk(11), nik(1))],
    });
    const third = await publish({
      families: [family(nomorKk(1))],
      members: [member(nomorKk(1), nik(7))],
    });

    expect(third.household(nomorKk(1))).toBe(first.household(nomorKk(1)));
    expect(third.householdOf(nik(7))).toBe(first.household(nomorKk(1)));
  });

  test("a family known from a list before its first release keeps that identity", async () => {
    const known = await database.db.household.create({
      data: {
        origin: "recipients",
        numbers: {
          create: [
            { nomorKk: nomorKk(2), origin: "recipients" },
            { nomorKk: nomorKk(1), origin: "dtks" },
          ],
        },
      },
    });
    const release = await publish(TWO_FAMILIES);

    // Both numbers lead to it: the first row is that family, and the other one is new.
    expect(release.household(nomorKk(1))).toBe(known.id);
    expect(release.household(nomorKk(2))).not.toBe(known.id);
  });

  test("a family known by its people is that family, though a list knew its new number", async () => {
    const before = await publish(ONE_FAMILY);
    await database.db.household.create({
      data: {
        origin: "recipients",
        numbers: { create: { nomorKk: nomorKk(11), origin: "recipients" } },
      },
    });

    const after = await publish({
      families: [family(nomorKk(11))],
      members: [member(nomorKk(11), nik(1))],
    });

    expect(after.household(nomorKk(11))).toBe(before.household(nomorKk(1)));
    expect(after.householdOf(nik(1))).toBe(before.household(nomorKk(1)));
  });

  test("what a list made known between check and publication is found at publication", async () => {
    const run = await receiveRelease(ctx, "v1", "2026-01-01", TWO_FAMILIES);
    await checked(run);
    const known = await database.db.household.create({
      data: {
        origin: "recipients",
        numbers: { create: { nomorKk: nomorKk(2), origin: "recipients" } },
      },
    });
    const person = await database.db.individual.create({
      data: { origin: "recipients", nik: nik(2) },
    });

    await publishRelease(ctx, run);

    const release = await facts();
    expect(release.household(nomorKk(2))).toBe(known.id);
    expect(release.householdOf(nik(2))).toBe(known.id);
    expect(release.individual(nik(2))).toBe(person.id);
  });
});

describe("the people of two releases", () => {
  test("who has the NIK is the person, in whatever family", async () => {
    const before = await publish(TWO_FAMILIES);
    const after = await publish({
      families: TWO_FAMILIES.families,
      members: [member(nomorKk(1), nik(2)), member(nomorKk(2), nik(1), { nama: "LAIN" })],
    });

    expect(after.individual(nik(1))).toBe(before.individual(nik(1)));
    expect(after.individual(nik(2))).toBe(before.individual(nik(2)));
    expect(after.summary.individuals).toMatchObject({ added: 0, gone: 0 });
  });

  test("a doubled NIK belongs to the row in the family where it was; the other is a person without", async () => {
    const before = await publish(TWO_FAMILIES);
    const doubled = {
      families: TWO_FAMILIES.families,
      members: [
        member(nomorKk(1), nik(2), { nama: "PEMAKAI NIK" }),
        member(nomorKk(1), nik(1)),
        member(nomorKk(2), nik(2)),
      ],
    };
    const after = await publish(doubled);
    const again = await publish(doubled);

    const [other, first, owner] = await individuals();
    expect(owner).toMatchObject({ nik: nik(2), individual_id: before.individual(nik(2)) });
    expect(first).toMatchObject({ individual_id: before.individual(nik(1)) });
    expect(await nikOf(other?.individual_id)).toBeNull();
    expect(after.summary.individuals).toMatchObject({ total: 3, doubledNik: 1 });
    // The person without a NIK is carried by family, name and birth date.
    expect(again.summary.individuals).toMatchObject({ added: 0, gone: 0, doubledNik: 1 });
  });

  test.each([
    { release: "the first release", before: [] },
    { release: "a later release", before: [ONE_FAMILY] },
  ])("a NIK that $release brings twice belongs to the first row", async ({ before }) => {
    for (const release of before) await publish(release);
    await publish({
      families: TWO_FAMILIES.families,
      members: [
        member(nomorKk(1), nik(5)),
        member(nomorKk(2), nik(5), { nama: "KEDUA" }),
        member(nomorKk(2), nik(6)),
        member(nomorKk(2), nik(5), { nama: "KETIGA" }),
      ],
    });

    const niks = await Promise.all(
      (await individuals()).map(({ individual_id }) => nikOf(individual_id)),
    );
    expect(niks).toEqual([nik(5), null, nik(6), null]);
  });

  test("people without a NIK are carried by family, name and birth date, one to one", async () => {
    const without = (names: readonly string[]) => ({
      families: [family(nomorKk(1)), family(nomorKk(2))],
      members: [
        ...names.map((nama) => member(nomorKk(1), "", { nama })),
        member(nomorKk(1), nik(1)),
        member(nomorKk(2), nik(2)),
      ],
    });
    await publish(without(["SITI", "SITI", "BUDI"]));
    const before = (await individuals()).map(({ individual_id }) => individual_id);
    const after = await publish(without(["budi", "SITI", "SITI", "SITI", "ANI"]));

    const [budi, siti1, siti2, siti3, ani] = await individuals();
    expect([siti1, siti2, budi].map((row) => row?.individual_id)).toEqual(before.slice(0, 3));
    expect(before).not.toContain(siti3?.individual_id);
    expect(before).not.toContain(ani?.individual_id);
    expect(after.summary.individuals).toMatchObject({ added: 2, gone: 0 });
  });

  test("and where no family has their No KK, by the number that their rows write", async () => {
    const strays = (...kks: string[]) => ({
      families: [family(nomorKk(1))],
      members: [member(nomorKk(1), nik(1)), ...kks.map((kk) => member(kk, "", { nama: "SITI" }))],
    });
    await publish(strays(nomorKk(8), nomorKk(9)));
    const [, eight, nine] = await individuals();
    await publish(strays(nomorKk(9), nomorKk(7)));

    const [, same, other] = await individuals();
    expect(same?.individual_id).toBe(nine?.individual_id);
    expect([eight?.individual_id, nine?.individual_id]).not.toContain(other?.individual_id);
  });
});

describe("publication", () => {
  test("a draft is in force for nobody; publishing supersedes the release before", async () => {
    await publish(ONE_FAMILY);
    const run = await receiveRelease(ctx, "v2", "2026-04-01", TWO_FAMILIES);
    await checked(run);

    expect(await statuses()).toEqual(["published", "draft"]);
    expect(await database.db.household.count()).toBe(1);

    expect(await publishRelease(ctx, run)).toMatchObject({ ok: true });
    expect(await publishRelease(ctx, run)).toMatchObject({ ok: true });

    expect(await statuses()).toEqual(["superseded", "published"]);
    expect(await database.db.household.count()).toBe(2);
    const [, release] = await database.db.release.findMany({ orderBy: { id: "asc" } });
    expect(release).toMatchObject({ householdCount: 2, individualCount: 2 });
  });

  test("an edition that is older than the one in force becomes history at once", async () => {
    await publish(ONE_FAMILY, "2026-10-20");
    await publish(TWO_FAMILIES, "2026-07-20");

    expect(await statuses()).toEqual(["published", "superseded"]);
  });

  test("a release that was checked against another one than the current is refused", async () => {
    await publish(ONE_FAMILY);
    const late = await receiveRelease(ctx, "v2", "2026-04-01", TWO_FAMILIES);
    await checked(late);
    await publish(TWO_FAMILIES, "2026-07-20");

    expect(await publishRelease(ctx, late)).toMatchObject({
      ok: false,
      problem: { code: "base_changed" },
    });
    expect(await statuses()).toEqual(["superseded", "draft", "published"]);
  });

  test("the summary tells what changed, by band of desil and by kecamatan", async () => {
    const desils = (values: readonly (number | string)[], kelurahan_desa = "ARJOWINANGUN") => ({
      families: values.map((desil, index) =>
        family(nomorKk(index), { desil_nasional: String(desil), kelurahan_desa }),
      ),
      members: values.map((_, index) => member(nomorKk(index), nik(index + 1))),
    });
    await publish(desils([10, 8, 5, 4, 4, 4, 1, 3, 1, 2]));
    const { summary } = await publish(desils([3, 4, 4, 4, 7, 8, 8, ""], "TAK DIKENAL"));

    expect(summary.desil).toEqual({
      up: 3,
      down: 3,
      same: 1,
      unranked: 1,
      bands: {
        extremeDown: 1,
        significantDown: 1,
        down: 1,
        same: 1,
        up: 1,
        significantUp: 1,
        extremeUp: 1,
      },
      borders: { stepsMin: 4, extremeStepsMin: 7 },
    });
    expect(summary.households).toMatchObject({ total: 8, added: 0, gone: 2, moved: 8 });
    expect(summary.unknownAreas).toEqual([
      { kecamatan: "KEDUNGKANDANG", kelurahan: "TAK DIKENAL", households: 8 },
    ]);
    expect(summary.kecamatan).toEqual([
      { name: "Kedungkandang", before: 10, households: 0, gone: 2 },
    ]);
    expect(summary.villages).toMatchObject([
      {
        name: "Arjowinangun",
        kecamatan: "Kedungkandang",
        before: 10,
        households: 0,
        gone: 2,
        movedOut: 8,
      },
      { name: null, before: 0, households: 8, added: 0, movedIn: 8, desilUp: 3, desilDown: 3 },
    ]);
  });

  test("only real changes become history: 50 of 5,000 families moved, and 50 rows tell of it", async () => {
    const release = (moved: number): ReleaseFiles => ({
      families: Array.from({ length: 5000 }, (_, index) =>
        family(nomorKk(index), { desil_nasional: index < moved ? "7" : "3" }),
      ),
      members: [member(nomorKk(0), nik(1))],
    });
    await publish(release(0));
    expect(await database.db.desilChange.count()).toBe(0);
    const { summary } = await publish(release(50));

    expect(summary.households).toMatchObject({ total: 5000, unchanged: 4950 });
    expect(await database.db.desilChange.count()).toBe(50);
    expect(await database.db.desilChange.count({ where: { fromNasional: 3, toNasional: 7 } })).toBe(
      50,
    );

    await publish(release(50));
    expect(await database.db.desilChange.count()).toBe(50);
  });

  test("what an edition that came late says of desil is no change", async () => {
    const desil = (desil_nasional: string): ReleaseFiles => ({
      families: [family(nomorKk(1), { desil_nasional })],
      members: [member(nomorKk(1), nik(1))],
    });
    await publish(desil("3"), "2026-10-20");
    await publish(desil("5"), "2026-07-20");

    expect(await database.db.desilChange.count()).toBe(0);
  });

  test("a release has every index of its parent and is found by partition", async () => {
    await publish(ONE_FAMILY);

    const { rows } = await database.pool.query(`
        SELECT parent.indrelid::regclass::text AS name,
               count(*)::int = count(child.indexrelid)::int AS complete
          FROM pg_index AS parent
          JOIN pg_class ON pg_class.oid = parent.indrelid AND pg_class.relkind = 'p'
     LEFT JOIN pg_inherits ON pg_inherits.inhparent = parent.indexrelid
     LEFT JOIN pg_index AS child ON child.indexrelid = pg_inherits.inhrelid AND child.indisvalid
         WHERE parent.indrelid IN ('household_release'::regclass, 'individual_release'::regclass)
      GROUP BY parent.indrelid
      ORDER BY 1`);
    expect(rows).toEqual([
      { name: "household_release", complete: true },
      { name: "individual_release", complete: true },
    ]);
  });

  test("a first release leaves identities with the indexes and keys that they had", async () => {
    const before = await partsOfIdentities();
    await publish(TWO_FAMILIES);

    expect(await partsOfIdentities()).toEqual(before);
  });

  test("the numbers of a first release are tied to their families as firmly as later ones", async () => {
    await publish(TWO_FAMILIES);

    const ofNobody = { nomorKk: nomorKk(3), householdId: 2_000_000_000n, origin: "dtsen" } as const;
    await expect(database.db.householdKk.create({ data: ofNobody })).rejects.toMatchObject({
      code: "P2003",
    });
  });

  test("a draft that is given up leaves no table and no row", async () => {
    const run = await receiveRelease(ctx, "v1", "2026-01-01", TWO_FAMILIES);
    await checked(run);

    await dropReleaseDraft(ctx, run.id);
    await dropReleaseDraft(ctx, run.id);

    expect(await database.db.release.count()).toBe(0);
    expect(await database.db.household.count()).toBe(0);
    expect(await releaseTables()).toEqual([]);
  });
});

const ONE_FAMILY: ReleaseFiles = {
  families: [family(nomorKk(1))],
  members: [member(nomorKk(1), nik(1))],
};
const TWO_FAMILIES: ReleaseFiles = {
  families: [family(nomorKk(1)), family(nomorKk(2))],
  members: [member(nomorKk(1), nik(1)), member(nomorKk(2), nik(2), { nama: "RUKMINI" })],
};

/** Checks files that are good enough to be checked. */
async function checked(run: Awaited<ReturnType<typeof receiveRelease>>): Promise<DtsenSummary> {
  const outcome = await checkDtsen(ctx, run, progressOf(ctx, run));
  if (!outcome.ok) throw new Error(outcome.problem.code);
  return outcome.value;
}

async function check(files: ReleaseFiles) {
  const run = await receiveRelease(ctx, "v1", "2026-01-01", files);
  const summary = await checked(run);
  const { rows } = await database.pool.query<{
    role: string;
    lineNo: number;
    severity: string;
    code: string;
    column: string | null;
    rawLine: string | null;
  }>(`
    SELECT import_file.role::text AS role, line_no AS "lineNo", severity::text AS severity, code,
           "column", raw_line AS "rawLine"
      FROM import_problem
      JOIN import_file ON import_file.id = import_problem.file_id
  ORDER BY import_file.role, line_no, code, "column"`);
  return { summary, problems: rows };
}

async function publish(files: ReleaseFiles, asOf = "2026-01-01") {
  const run = await receiveRelease(ctx, "rilis", asOf, files);
  const summary = await checked(run);
  const outcome = await publishRelease(ctx, run);
  if (!outcome.ok) throw new Error(outcome.problem.code);
  return { summary, ...(await facts()) };
}

/** Who is who in the release that was loaded last. */
async function facts() {
  const families = new Map((await households()).map((row) => [row.nomor_kk, row.household_id]));
  const people = new Map((await individuals()).map((row) => [row.nik, row]));
  return {
    household: (kk: string) => families.get(kk),
    individual: (personNik: string) => people.get(personNik)?.individual_id,
    householdOf: (personNik: string) => people.get(personNik)?.household_id,
  };
}

interface HouseholdRow {
  readonly nomor_kk: string;
  readonly household_id: bigint;
}

async function households(): Promise<HouseholdRow[]> {
  const { rows } = await database.pool.query(`
    SELECT household_release.*, household_id::text, area.name AS village
      FROM household_release
 LEFT JOIN area ON area.id = village_id
     WHERE release_id = (SELECT max(id) FROM release)
  ORDER BY line_no`);
  return rows.map((row) => ({ ...row, household_id: BigInt(row.household_id) }));
}

interface IndividualRow {
  readonly nik: string;
  readonly individual_id: bigint;
  readonly household_id: bigint | null;
}

async function individuals(): Promise<IndividualRow[]> {
  const { rows } = await database.pool.query(`
    SELECT individual_release.*, tanggal_lahir::text, area.name AS village
      FROM individual_release
 LEFT JOIN area ON area.id = village_id
     WHERE release_id = (SELECT max(id) FROM release)
  ORDER BY line_no`);
  return rows.map((row) => ({
    ...row,
    individual_id: BigInt(row.individual_id),
    household_id: row.household_id === null ? null : BigInt(row.household_id),
  }));
}

async function numbersOf(householdId: bigint | undefined): Promise<string[]> {
  const numbers = await database.db.householdKk.findMany({
    where: { householdId },
    orderBy: { nomorKk: "asc" },
  });
  return numbers.map((row) => row.nomorKk);
}

async function nikOf(id: bigint | undefined): Promise<string | null | undefined> {
  return (await database.db.individual.findUnique({ where: { id } }))?.nik;
}

async function statuses(): Promise<string[]> {
  const releases = await database.db.release.findMany({ orderBy: { id: "asc" } });
  return releases.map(({ status }) => status);
}

/** Every index and constraint of the tables of identities, as the statement that makes it. */
async function partsOfIdentities(): Promise<string[]> {
  const { rows } = await database.pool.query<{ part: string }>(`
    SELECT concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid), convalidated,
                     conenforced) AS part
      FROM pg_constraint
     WHERE conrelid IN ('household'::regclass, 'household_kk'::regclass, 'individual'::regclass)
     UNION ALL
    SELECT concat_ws(' ', pg_get_indexdef(indexrelid), indisvalid, indisready)
      FROM pg_index
     WHERE indrelid IN ('household'::regclass, 'household_kk'::regclass, 'individual'::regclass)
  ORDER BY part`);
  return rows.map(({ part }) => part);
}

async function releaseTables(): Promise<string[]> {
  const { rows } = await database.pool.query<{ name: string }>(`
    SELECT relname AS name
      FROM pg_class
     WHERE relnamespace = current_schema()::regnamespace
       AND relkind = 'r' AND relname ~ '_release_[0-9]+$'`);
  return rows.map(({ name }) => name);
}
