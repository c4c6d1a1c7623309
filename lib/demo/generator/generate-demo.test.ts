import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { CODE_LISTS } from "@/lib/registry/dtsen-code-lists";
import {
  type DtsenColumn,
  FAMILY_COLUMNS,
  type FamilyColumnName,
  MEMBER_COLUMNS,
  type MemberColumnName,
} from "@/lib/registry/dtsen-dictionary";
import type { DemoPaths } from "./demo-files";
import { type DemoFiles, generateDemo } from "./generate-demo";

const FAMILIES = 900;
const VALID_MADE_UP_NUMBER = /^10\d{14}$/;

let directory: string;
let demo: DemoFiles;
let v2: Release;
let v3: Release;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "tepat-demo-"));
  demo = await generateDemo({ families: FAMILIES, seed: 1, outDir: join(directory, "demo") });
  v2 = await readRelease(demo.paths.v2, "latin1");
  v3 = await readRelease(demo.paths.v3, "utf8");
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

afterAll(async () => {
  await rm(directory, { recursive: true });
});

type FamilyRow = Record<FamilyColumnName, string>;
type MemberRow = Record<MemberColumnName, string>;
type Release = {
  readonly lines: readonly string[];
  readonly families: readonly FamilyRow[];
  readonly members: readonly MemberRow[];
};

async function readRelease(paths: DemoPaths["v2"], encoding: BufferEncoding): Promise<Release> {
  const lines = (await readFile(paths.families, encoding)).trimEnd().split("\n");
  const members = (await readFile(paths.members, encoding)).trimEnd().split("\n");
  return {
    lines,
    families: readRows(lines, FAMILY_COLUMNS),
    members: readRows(members, MEMBER_COLUMNS),
  };
}

/** The whole rows; a line that was cut off has fewer fields than there are columns. */
function readRows<Name extends string>(
  [heading, ...lines]: readonly string[],
  columns: readonly { readonly column: Name }[],
): Record<Name, string>[] {
  const names = columns.map(({ column }) => column);
  expect(heading).toBe(`"${names.join('"|"')}"`);
  return lines
    .map((line) => line.slice(1, -1).split('"|"'))
    .filter((fields) => fields.length === names.length)
    .map(
      (fields) =>
        // The number of fields is that of the columns, so every name has its field.
        Object.fromEntries(names.map((name, index) => [name, fields[index] ?? ""])) as Record<
          Name,
          string
        >,
    );
}

async function readList(path: string, encoding: BufferEncoding, separator: string) {
  const [, ...lines] = (await readFile(path, encoding)).trimEnd().split(/\r?\n/);
  return lines.map((line) => line.split(separator));
}

async function digest(paths: DemoPaths): Promise<string> {
  const hash = createHash("sha256");
  for (const path of [...Object.values(paths.v2), ...Object.values(paths.v3)]) {
    hash.update(await readFile(path));
  }
  const lists = [paths.dtks, ...Object.values(paths.recipients), paths.dukcapil];
  for (const path of [...lists, paths.truth]) {
    hash.update(await readFile(path));
  }
  return hash.digest("hex");
}

function numbersOfFamilies({ families }: Release): Set<string> {
  return new Set(families.map((family) => family.nomor_kartu_keluarga));
}

describe("the same request", () => {
  test("writes the same bytes, whatever the clock and the time zone are", async () => {
    const utcOffset = new Date(0).getTimezoneOffset();
    vi.stubEnv("TZ", "America/St_Johns");
    vi.useFakeTimers({ now: Date.UTC(2031, 1, 28, 23, 59), toFake: ["Date"] });
    expect(new Date(0).getTimezoneOffset()).not.toBe(utcOffset);

    const again = await generateDemo({ families: FAMILIES, seed: 1, outDir: join(directory, "b") });

    expect(await digest(again.paths)).toBe(await digest(demo.paths));
  });

  test("with another seed writes other families", async () => {
    const other = await generateDemo({ families: FAMILIES, seed: 2, outDir: join(directory, "c") });

    expect(await digest(other.paths)).not.toBe(await digest(demo.paths));
  });
});

describe("the numbers of people", () => {
  test("are made up and valid but for the planned ones, in every file", async () => {
    const written = v3.members.map(
      (member) => `${member.nomor_kartu_keluarga} ${member.nomor_induk_kependudukan}`,
    );
    const damaged = written.filter((row) => !VALID_MADE_UP_NUMBER.test(row.split(" ")[1] ?? ""));
    const planned = demo.truth.truth.invalid_nik.map(({ kk, raw }) => `${kk} ${raw}`);
    const dtks = await readList(demo.paths.dtks, "latin1", ";");
    const pkh = await readList(demo.paths.recipients.PKH, "utf8", ",");

    const listed = [...dtks.map((row) => [row[3], row[2]]), ...pkh.map((row) => [row[0], row[1]])];

    expect(damaged.length).toBeGreaterThan(0);
    expect(damaged.filter((row) => !planned.includes(row))).toEqual([]);
    expect(planned.filter((row) => !written.includes(row))).toEqual([]);
    const others = [...numbersOfFamilies(v2), ...numbersOfFamilies(v3), ...listed.flat()];
    expect(others.filter((number) => !VALID_MADE_UP_NUMBER.test(number ?? ""))).toEqual([]);
  });

  test("stand once in the newest release, but for those that were planned twice", () => {
    const seen = new Set<string>();
    const twice = new Set<string>();
    for (const { nomor_induk_kependudukan: nik } of v3.members) {
      if (VALID_MADE_UP_NUMBER.test(nik) && seen.has(nik)) twice.add(nik);
      seen.add(nik);
    }

    expect([...twice].toSorted()).toEqual(demo.truth.truth.duplicate_nik.toSorted());
  });
});

describe("the files", () => {
  test("have as many rows as the truth counts", async () => {
    const { counts, families } = demo.truth;
    const rows = async (path: string) => (await readList(path, "utf8", ",")).length;

    expect(families).toBe(FAMILIES);
    expect(counts.v2).toEqual({
      families: v2.families.length,
      members: v2.members.length,
      broken: 0,
    });
    expect(counts.v3).toEqual({
      families: v3.families.length,
      members: v3.members.length,
      broken: demo.truth.brokenLines.length,
    });
    expect(counts.dtks).toBe(await rows(demo.paths.dtks));
    expect(counts.PKH).toBe(await rows(demo.paths.recipients.PKH));
    expect(counts.SEMBAKO).toBe(await rows(demo.paths.recipients.SEMBAKO));
    expect(counts.PBI).toBe(await rows(demo.paths.recipients.PBI_JK));
    expect(counts.dukcapil).toBe(await rows(demo.paths.dukcapil));
  });

  test("have extra lines cut off inside a quoted field where the truth says, and nowhere else", () => {
    const cutOff = v3.lines.flatMap((line, index) => (line.endsWith('"') ? [] : [index + 1]));

    expect(cutOff.length).toBeGreaterThanOrEqual(3);
    expect(cutOff).toEqual(demo.truth.brokenLines);
    for (const number of cutOff) {
      expect((v3.lines[number - 1] ?? "").split('"').length % 2).toBe(0);
      expect(v3.lines[number]?.startsWith(v3.lines[number - 1] ?? " ")).toBe(true);
    }
    expect(v2.lines.filter((line) => !line.endsWith('"'))).toEqual([]);
  });

  test("come in the encodings that offices receive", async () => {
    const utf8 = new TextDecoder("utf-8", { fatal: true });
    const windows1252 = new TextDecoder("windows-1252");
    const dtks = await readFile(demo.paths.dtks);
    const pkh = await readFile(demo.paths.recipients.PKH);

    expect(() => utf8.decode(pkh)).not.toThrow();
    expect([...pkh.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(() => utf8.decode(dtks)).toThrow();
    expect(windows1252.decode(dtks)).toContain("’");
    expect(windows1252.decode(dtks)).toMatch(/\r\n$/);
    const accented = ({ members }: Release) =>
      new Set(members.map(({ nama }) => nama).filter((name) => /[À-ÿ]/.test(name)));
    expect(accented(v2).size).toBeGreaterThan(0);
    expect([...accented(v3)].filter((name) => accented(v2).has(name)).length).toBeGreaterThan(0);
  });

  test("have only codes that the dictionary knows", () => {
    const unknownCodes = (
      columns: readonly DtsenColumn[],
      rows: readonly Record<string, string>[],
    ) =>
      columns.flatMap(({ column, codes }) => {
        if (codes === undefined) return [];
        const known = ["", ...CODE_LISTS[codes].map(({ code }) => String(code))];
        return rows.map((row) => row[column] ?? column).filter((code) => !known.includes(code));
      });

    expect(unknownCodes(FAMILY_COLUMNS, v3.families)).toEqual([]);
    expect(unknownCodes(MEMBER_COLUMNS, v3.members)).toEqual([]);
  });
});

describe("the population office", () => {
  test("answers about every whole NIK of the newest release and of the lists, and no other", async () => {
    const answered = await readList(demo.paths.dukcapil, "utf8", "|");
    const pkh = await readList(demo.paths.recipients.PKH, "utf8", ",");
    const pbiJk = await readList(demo.paths.recipients.PBI_JK, "utf8", ",");
    const sembako = await readList(demo.paths.recipients.SEMBAKO, "utf8", ",");
    const written = [
      ...v3.members.map(({ nomor_induk_kependudukan: nik }) => nik),
      ...[...pkh, ...pbiJk, ...sembako].map(([nik = ""]) => nik),
    ];

    expect(new Set(answered.map(([nik]) => nik))).toEqual(
      new Set(written.filter((nik) => VALID_MADE_UP_NUMBER.test(nik))),
    );
  });

  test("says *tidak padan* of the planned persons only", async () => {
    const answered = await readList(demo.paths.dukcapil, "utf8", "|");
    const unmatched = answered.filter(([, , status]) => status === "TIDAK PADAN");

    expect(new Set(unmatched.map(([nik]) => nik))).toEqual(
      new Set(demo.truth.truth.unmatched_dukcapil),
    );
  });
});

describe("families", () => {
  test("have as many members as they say, but for the planned ones", () => {
    for (const release of [v2, v3]) {
      const rows = Map.groupBy(release.members, (member) => member.nomor_kartu_keluarga);
      const wrong = release.families
        .filter(
          (family) =>
            Number(family.jumlah_anggota_keluarga) !==
            rows.get(family.nomor_kartu_keluarga)?.length,
        )
        .map((family) => family.nomor_kartu_keluarga);
      expect(wrong).toEqual(release === v3 ? demo.truth.truth.member_count_mismatch : []);
    }
  });

  test("live in all 57 kelurahan of the 5 kecamatan", () => {
    expect(new Set(v3.families.map(({ kelurahan_desa }) => kelurahan_desa)).size).toBe(57);
    expect(new Set(v3.families.map(({ kode_kecamatan }) => kode_kecamatan)).size).toBe(5);
  });

  test("whose number changed are in each release under one number only", () => {
    const before = numbersOfFamilies(v2);
    const now = numbersOfFamilies(v3);

    expect(demo.truth.truth.kk_changed.length).toBeGreaterThan(0);
    for (const { old, new: renewed } of demo.truth.truth.kk_changed) {
      expect([before.has(old), before.has(renewed)]).toEqual([true, false]);
      expect([now.has(old), now.has(renewed)]).toEqual([false, true]);
    }
  });

  test("that are missing are under their number in no release, and the others are in the newest", () => {
    const now = numbersOfFamilies(v3);
    const { missing_in_dtsen, unranked, misplaced_high, ...others } = demo.truth.truth;

    expect(missing_in_dtsen.filter((nomorKk) => now.has(nomorKk))).toEqual([]);
    const present = [...unranked, ...misplaced_high, ...others["over_limit:PKH"]];
    expect(present.filter((nomorKk) => !now.has(nomorKk))).toEqual([]);
  });
});
