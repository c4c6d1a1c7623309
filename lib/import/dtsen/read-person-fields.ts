import { fieldText } from "../csv/open-csv";
import type { RecordBlock } from "../csv/read-blocks";
import { type Reading, readCode, readDay } from "../values";

const ZERO = 0x30;
const DASH = 0x2d;

/** A day as a number (20261020). The form 2026-10-20 is read from the bytes. */
export function readDayField(
  block: RecordBlock,
  record: number,
  position: number,
): Reading<number> {
  const index = record * block.columnCount + position;
  const start = block.starts[index] ?? 0;
  const end = block.ends[index] ?? 0;
  if (end === start) return null;
  const plain = plainDay(block.bytes, start, end);
  if (plain > 0) return plain;
  const day = readDay(fieldText(block, record, position));
  return day == null ? day : Number(day.replaceAll("-", ""));
}

/** The days that each month has in every year. */
const DAYS_OF_MONTH = Uint8Array.of(0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31);

/** Whether a month has a day in every year. */
export function isPlainDay(month: number, day: number): boolean {
  return day >= 1 && day <= (DAYS_OF_MONTH[month] ?? 0);
}

/** A day that its month has in every year, written 2026-10-20; 0 for anything else. */
function plainDay(bytes: Uint8Array, start: number, end: number): number {
  if (end - start !== 10 || bytes[start + 4] !== DASH || bytes[start + 7] !== DASH) return 0;
  const century = twoDigits(bytes, start);
  const year = twoDigits(bytes, start + 2);
  const month = twoDigits(bytes, start + 5);
  const day = twoDigits(bytes, start + 8);
  const ordinary = (century === 19 || century === 20) && year >= 0 && isPlainDay(month, day);
  return ordinary ? century * 1_000_000 + year * 10_000 + month * 100 + day : 0;
}

function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] ?? 0) - ZERO;
  const ones = (bytes[at + 1] ?? 0) - ZERO;
  return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
}

/** 1 laki-laki, 2 perempuan. */
export function readSexField(
  block: RecordBlock,
  record: number,
  position: number,
): Reading<number> {
  const index = record * block.columnCount + position;
  const start = block.starts[index] ?? 0;
  const end = block.ends[index] ?? 0;
  if (end === start) return null;
  const digit = (block.bytes[start] ?? 0) - ZERO;
  if (end - start === 1 && (digit === 1 || digit === 2)) return digit;
  return readCode("jenis_kelamin", fieldText(block, record, position));
}

/** What a valid NIK, given as halves, contradicts of a person's birth date and sex; null is unknown. */
export function contradictionsOfNik(
  high: number,
  low: number,
  birth: number | null,
  sex: number | null,
): { readonly birth: boolean; readonly sex: boolean } {
  const writtenDay = high % 100;
  const nikSex = writtenDay > 40 ? 2 : 1;
  const nikDay = nikSex === 2 ? writtenDay - 40 : writtenDay;
  const nikMonth = Math.floor(low / 1_000_000);
  const nikYear = Math.floor(low / 10_000) % 100;
  const sameDay =
    birth === null ||
    (birth % 100 === nikDay &&
      Math.floor(birth / 100) % 100 === nikMonth &&
      Math.floor(birth / 10_000) % 100 === nikYear);
  return { birth: !sameDay, sex: sex !== null && sex !== nikSex };
}
