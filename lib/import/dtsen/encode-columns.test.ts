import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type DtsenColumn, FAMILY_COLUMNS, MEMBER_COLUMNS } from "@/lib/registry/dtsen-dictionary";
import { type NikProblem, type NomorKkProblem, readNik, readNomorKk } from "@/lib/shared/nik";
import { encodeCopyValue } from "../copy-writer";
import { openCsv } from "../csv/open-csv";
import type { RecordBlock } from "../csv/read-blocks";
import { plausibleNumbers } from "../plausible";
import { readCode, readDay } from "../values";
import { encodeField, type Oddities, planColumn, readColumn } from "./encode-columns";
import {
  createNumberField,
  type NumberField,
  putNumberField,
  readKkField,
  readNikField,
} from "./read-numbers";
import { contradictionsOfNik, readDayField, readSexField } from "./read-person-fields";
import { createRowBuffer, makeRoom, putCount, putDay, putNumber } from "./row-buffer";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tepat-encode-"));
});

afterAll(() => rm(folder, { recursive: true }));

/** Whatever may stand in a cell: plain forms, the edges of them, and everything else. */
const CELLS = [
  ...Array.from({ length: 130 }, (_, number) => String(number)),
  ...["", " ", "-", "NULL", "01", "007", "1.0", "4,5", "-1", "1 ", " 1", "1a", "a1", "１"],
  ...["999999", "1000000", "2147483647", "2147483648", "99999999999", "1.250,50", "36 m2"],
  ...["Ya", "YA", "Tidak", "TIDAK", "Y", "Yaa", "Tidakk", "Ta", "YA (PBI JKN)", "DESIL 4"],
  ...["Keramik", "900 watt", "Laki-laki", "L", "P", "X", "2. Kontrak/sewa", "SD", "TBC"],
  ...[
    "SITI",
    "SITI  NUR",
    " SITI",
    "SITI ",
    "SITI\tNUR",
    "D'ARC\\N",
    'A "B" C',
    "ANDRÉ",
    "漢字 😀",
  ],
  ...["2024-02-29", "2023-02-29", "1994-06-27", "27/06/1994", "1994-06-27 00:00", "0000-00-00"],
  ...[
    "1994-13-01",
    "1994-00-10",
    "1850-01-01",
    "2151-01-01",
    "1994-06-3",
    "19940627",
    "1994/06/27",
  ],
  ...Array.from({ length: 13 * 5 }, (_, index) => {
    const [month, day] = [Math.floor(index / 5), 28 + (index % 5)];
    return `1994-${String(month).padStart(2, "0")}-${day}`;
  }),
];

async function blockOf(cells: readonly string[]): Promise<RecordBlock> {
  const path = join(folder, "cells.csv");
  const lines = cells.map((cell) => `1;"${cell.replaceAll('"', '""')}"`);
  await writeFile(path, `${["k;v", ...lines].join("\n")}\n`);
  const csv = await openCsv(path);
  if (!csv.ok) throw new Error(csv.problem.code);
  for await (const block of csv.value.blocks) return block;
  throw new Error("no block");
}

describe("a field read from the bytes says the same as its text", () => {
  const columns: readonly DtsenColumn[] = [...FAMILY_COLUMNS, ...MEMBER_COLUMNS];

  test("in each column of the dictionary", async () => {
    const block = await blockOf(CELLS);
    for (const column of columns) {
      const planned = planColumn(column, 1);
      const encoded = CELLS.map((_, record) => {
        const row = createRowBuffer(8192);
        const oddities: Oddities = { found: [] };
        encodeField(planned, block, record, row, oddities);
        return [row.bytes.toString("utf8", 0, row.length - 1), oddities.found.length];
      });
      const [min, max] = plausibleNumbers(column.column);
      const expected = CELLS.map((cell) => {
        const reading = readColumn(column, cell);
        const value = reading == null ? null : String(reading);
        const implausible = typeof reading === "number" && (reading < min || reading > max);
        return [encodeCopyValue(value), reading === undefined || implausible ? 1 : 0];
      });

      expect([column.column, encoded]).toEqual([column.column, expected]);
    }
  });

  test("for days and sexes", async () => {
    const block = await blockOf(CELLS);
    const days = CELLS.map((_, record) => readDayField(block, record, 1));
    const sexes = CELLS.map((_, record) => readSexField(block, record, 1));

    expect(days).toEqual(
      CELLS.map((cell) => {
        const day = readDay(cell);
        return day == null ? day : Number(day.replaceAll("-", ""));
      }),
    );
    expect(sexes).toEqual(CELLS.map((cell) => readCode("jenis_kelamin", cell)));
  });

  test("for NIK and No KK, over every day and month, and what is no number", async () => {
    const two = (number: number) => String(number).padStart(2, "0");
    const dates = Array.from({ length: 76 * 14 }, (_, index) => two(index % 76) + two(index % 14));
    const numbers = [
      ...dates.map((date) => `107301${date}800001`),
      ...["1073011205800000", "1111111111111111", "1234567890123456", "0123456789012345"],
      ...["0000000000000000", "9999999999999999", "0000000100000000", "9771992545740990"],
      ...["107301120580000", "10730112058000011", "1073 0112 0580 0001", "'1073011205800001"],
      ...["1073011205800001.0", "1,07301E+15", "107301120580000O", "", "-", "O073011205800001"],
    ];
    const block = await blockOf(numbers);
    const niks = numbers.map((_, record) => {
      const field = createNumberField<NikProblem>();
      readNikField(block, record, 1, field);
      return told(block, field);
    });
    const kks = numbers.map((_, record) => {
      const field = createNumberField<NomorKkProblem>();
      readKkField(block, record, 1, field);
      return told(block, field);
    });

    expect(niks).toEqual(
      numbers.map((text) => {
        const reading = readNik(text);
        return reading.valid ? reading.nik : [reading.problem, reading.nik];
      }),
    );
    expect(kks).toEqual(
      numbers.map((text) => {
        const reading = readNomorKk(text);
        return reading.valid ? reading.nomorKk : [reading.problem, reading.nomorKk];
      }),
    );
  });
});

function told(block: RecordBlock, field: NumberField<string>) {
  const { problem, high, low, written } = field;
  if (problem !== null) return [problem, written];
  const row = createRowBuffer(64);
  putNumberField(row, block, field);
  putNumber(row, high, low);
  const [put, halves] = row.bytes.toString("utf8", 0, row.length).split("\t");
  expect(halves).toBe(put);
  return put;
}

test("numbers and days are written as they are", () => {
  const row = createRowBuffer(16);
  const counts = [0, 9, 10, 99, 100, 1_000_000, 2_147_483_647, 4_294_967_295];
  makeRoom(row, 1024);
  for (const count of counts) putCount(row, count);
  putNumber(row, 1_234_567, 1);
  putDay(row, 20_261_020);
  putDay(row, 8_500_101);

  expect(row.bytes.toString("utf8", 0, row.length)).toBe(
    `${[...counts, "0123456700000001", "2026-10-20", "0850-01-01"].join("\t")}\t`,
  );
});

test.each([
  [10_730_112, 5_800_001, 19_800_512, 1, false, false],
  [10_730_152, 5_800_001, 19_800_512, 2, false, false],
  [10_730_112, 5_800_001, 19_800_513, 1, true, false],
  [10_730_112, 5_800_001, 20_800_512, 1, false, false],
  [10_730_152, 5_800_001, 19_800_512, 1, false, true],
  [10_730_112, 5_800_001, null, null, false, false],
])("a NIK %s%s against birth %s and sex %s", (high, low, birth, sex, birthDiffers, sexDiffers) => {
  expect(contradictionsOfNik(high, low, birth, sex)).toEqual({
    birth: birthDiffers,
    sex: sexDiffers,
  });
});
