import { type NikProblem, type NomorKkProblem, readNik, readNomorKk } from "@/lib/shared/nik";
import { fieldText } from "../csv/open-csv";
import type { RecordBlock } from "../csv/read-blocks";
import { readSixteenDigits } from "./encode-columns";

/** A NIK or No KK of a record: as two halves where it is valid, and as written where it is not. */
export interface NumberField<Problem> {
  problem: Problem | null;
  high: number;
  low: number;
  written: string | null;
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
  const plain = readSixteenDigits(
    block.bytes,
    block.starts[index] ?? 0,
    block.ends[index] ?? 0,
    halves,
  );
  if (plain && (halves[0] !== 0 || halves[1] !== 0)) {
    keepHalves(number);
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
  const plain = readSixteenDigits(
    block.bytes,
    block.starts[index] ?? 0,
    block.ends[index] ?? 0,
    halves,
  );
  if (plain && isPlainNik(halves[0] ?? 0, halves[1] ?? 0)) {
    keepHalves(number);
    return;
  }
  const reading = readNik(fieldText(block, record, position));
  if (reading.valid) keepDigits(number, reading.nik);
  else keepProblem(number, reading.problem, reading.nik);
}

/** True only for a NIK that is certainly valid: an ordinary day, month and serial. */
function isPlainNik(high: number, low: number): boolean {
  const day = high % 100;
  const month = Math.floor(low / 1e6);
  const ordinaryDay = (day >= 1 && day <= 28) || (day >= 41 && day <= 68);
  return (
    ordinaryDay &&
    month >= 1 &&
    month <= 12 &&
    low % 10_000 !== 0 &&
    // Neither one digit repeated nor counted up.
    high !== low &&
    high !== 12_345_678 &&
    high !== 1_234_567
  );
}

function keepHalves<Problem>(number: NumberField<Problem>): void {
  number.problem = null;
  number.high = halves[0] ?? 0;
  number.low = halves[1] ?? 0;
}

function keepDigits<Problem>(number: NumberField<Problem>, digits: string): void {
  number.problem = null;
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
