import { type NikProblem, type NomorKkProblem, readNik, readNomorKk } from "@/lib/shared/nik";
import { fieldText } from "../csv/open-csv";
import type { RecordBlock } from "../csv/read-blocks";
import { readSixteenDigits } from "./encode-columns";
import { isPlainDay } from "./read-person-fields";
import { putBytes, putNumber, putTextOrNull, type RowBuffer } from "./row-buffer";

/** A NIK or No KK of a record: as two halves where it is valid, and as written where it is not. */
export interface NumberField<Problem> {
  problem: Problem | null;
  high: number;
  low: number;
  /** Where its sixteen digits stand in the block; -1 where they were written otherwise. */
  start: number;
  written: string | null;
}

export function createNumberField<Problem>(): NumberField<Problem> {
  return { problem: null, high: 0, low: 0, start: -1, written: null };
}

/** Puts the number into a row, or what was written in its place. */
export function putNumberField<Problem>(
  row: RowBuffer,
  { bytes }: RecordBlock,
  { problem, high, low, start, written }: NumberField<Problem>,
): void {
  if (problem !== null) putTextOrNull(row, written);
  else if (start >= 0) putBytes(row, bytes, start, start + 16);
  else putNumber(row, high, low);
}

const halves = new Float64Array(2);

/** Reads the No KK in a field into `number`. Sixteen plain digits are judged without making text. */
export function readKkField(
  block: RecordBlock,
  record: number,
  position: number | undefined,
  number: NumberField<NomorKkProblem>,
): void {
  if (position === undefined) {
    keepProblem(number, "kk_empty", null);
    return;
  }
  const index = record * block.columnCount + position;
  const start = block.starts[index] ?? 0;
  const plain = readSixteenDigits(block.bytes, start, block.ends[index] ?? 0, halves);
  if (plain && (halves[0] !== 0 || halves[1] !== 0)) {
    keepHalves(number, start);
    return;
  }
  const reading = readNomorKk(fieldText(block, record, position));
  if (reading.valid) keepDigits(number, reading.nomorKk);
  else keepProblem(number, reading.problem, reading.nomorKk);
}

/** Reads the NIK in a field into `number`, the same way. */
export function readNikField(
  block: RecordBlock,
  record: number,
  position: number | undefined,
  number: NumberField<NikProblem>,
): void {
  if (position === undefined) {
    keepProblem(number, "nik_empty", null);
    return;
  }
  const index = record * block.columnCount + position;
  const start = block.starts[index] ?? 0;
  const plain = readSixteenDigits(block.bytes, start, block.ends[index] ?? 0, halves);
  if (plain && isPlainNik(halves[0] ?? 0, halves[1] ?? 0)) {
    keepHalves(number, start);
    return;
  }
  const reading = readNik(fieldText(block, record, position));
  if (reading.valid) keepDigits(number, reading.nik);
  else keepProblem(number, reading.problem, reading.nik);
}

/** True only for a NIK that is certainly valid: a day of every year, and an ordinary serial. */
function isPlainNik(high: number, low: number): boolean {
  const writtenDay = high % 100;
  return (
    isPlainDay(Math.floor(low / 1e6), writtenDay > 40 ? writtenDay - 40 : writtenDay) &&
    low % 10_000 !== 0 &&
    // Neither one digit repeated nor counted up.
    high !== low &&
    high !== 12_345_678 &&
    high !== 1_234_567
  );
}

function keepHalves<Problem>(number: NumberField<Problem>, start: number): void {
  number.problem = null;
  number.start = start;
  number.high = halves[0] ?? 0;
  number.low = halves[1] ?? 0;
}

function keepDigits<Problem>(number: NumberField<Problem>, digits: string): void {
  number.problem = null;
  number.start = -1;
  number.high = Number(digits.slice(0, 8));
  number.low = Number(digits.slice(8));
}

function keepProblem<Problem>(
  number: NumberField<Problem>,
  problem: Problem,
  written: string | null,
): void {
  number.problem = problem;
  number.written = written;
}
