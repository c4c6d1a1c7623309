import { MEMBER_COLUMNS, type MemberColumnName } from "@/lib/registry/dtsen-dictionary";
import type { NikProblem, NomorKkProblem } from "@/lib/shared/nik";
import { fieldText, rawText } from "../csv/open-csv";
import { RECORD_GOOD, RECORD_TOO_LONG, type RecordBlock, recordBytes } from "../csv/read-blocks";
import type { ProblemCode } from "../problems";
import { isNothing, readText } from "../values";
import { ktpColumnOf, openAreaFields } from "./area-fields";
import { encodeField, isPlainText, type Oddities, planColumn } from "./encode-columns";
import { IN_RELEASE } from "./known-families";
import { putRaw } from "./put-raw";
import { type NumberField, readKkField, readNikField } from "./read-numbers";
import { contradictionsOfNik, readDayField, readSexField } from "./read-person-fields";
import type { FileLoad, ReleaseLoad, RowCounts } from "./release-load";
import {
  endRow,
  makeRoom,
  putBytes,
  putCount,
  putCountOrNull,
  putDay,
  putFlag,
  putNull,
  putNumber,
  putText,
  putTextOrNull,
  type RowBuffer,
  roomOfRow,
} from "./row-buffer";
import { openRowSender } from "./row-sender";
import type { SourceArea } from "./source-areas";

/** Columns that are judged one by one; the others are taken as the dictionary says. */
const JUDGED_COLUMNS = [
  "nomor_induk_kependudukan",
  "nomor_kartu_keluarga",
  "nama",
  "tanggal_lahir",
  "jenis_kelamin",
] as const;

const AREA_COLUMN = /^(?:kode_)?(?:provinsi|kabupaten_kota|kecamatan|kelurahan_desa)_ktp$/;

const PLAIN_COLUMNS = MEMBER_COLUMNS.filter(
  ({ column }) => !JUDGED_COLUMNS.some((name) => name === column) && !AREA_COLUMN.test(column),
);

/** The columns of `individual_release` in the order in which rows are written. */
export const MEMBER_TABLE_COLUMNS = [
  "release_id",
  "line_no",
  "individual_id",
  "household_id",
  "village_id",
  "source_area_id",
  "nik_valid",
  "nik",
  "nomor_kk",
  "nama",
  "tanggal_lahir",
  "jenis_kelamin",
  ...PLAIN_COLUMNS.map(({ column }) => column),
  "raw",
] as const;

export interface LoadedMembers {
  readonly rows: RowCounts;
  readonly invalidNiks: number;
  readonly withoutFamily: number;
  /** Lines whose NIK stood in the file before; few, or the file is a mistake. */
  readonly doubledLines: number[];
}

/** Reads the member file into its table. Who has a valid NIK is that person; a row without one is kept. */
export async function loadMembers(
  load: ReleaseLoad,
  file: FileLoad<MemberColumnName>,
): Promise<LoadedMembers> {
  const areas = openAreaFields(load.sourceAreas, (column) =>
    file.mapping.positions.get(ktpColumnOf(column)),
  );
  const loaded: LoadedMembers & { invalidNiks: number; withoutFamily: number } = {
    rows: { read: 0, good: 0, rejected: 0, warned: 0 },
    invalidNiks: 0,
    withoutFamily: 0,
    doubledLines: [],
  };
  const sender = openRowSender(file.writer);
  const judge = memberJudge(load, file, loaded);
  for await (const block of file.csv.blocks) {
    load.signal?.throwIfAborted();
    const areaOf = await areas.readBlock(block);
    await load.individualIds.provide(block.count);
    for (let record = 0; record < block.count; record += 1)
      judge(block, record, areaOf[record], sender.row);
    loaded.rows.read += block.count;
    await sender.sendFull();
    await file.afterBlock(loaded.rows.read);
  }
  await sender.end();
  return loaded;
}

/** Takes or rejects one record. */
type Judge = (
  block: RecordBlock,
  record: number,
  area: SourceArea | undefined,
  row: RowBuffer,
) => void;

function memberJudge(
  load: ReleaseLoad,
  { mapping, problems }: FileLoad<MemberColumnName>,
  loaded: LoadedMembers & { invalidNiks: number; withoutFamily: number },
): Judge {
  const { rows } = loaded;
  const { facts } = load.families;
  const position = (column: MemberColumnName) => mapping.positions.get(column);
  const plan = PLAIN_COLUMNS.map((column) => planColumn(column, position(column.column)));
  const nikPosition = position("nomor_induk_kependudukan");
  const kkPosition = position("nomor_kartu_keluarga");
  const namePosition = position("nama");
  const birthPosition = position("tanggal_lahir");
  const sexPosition = position("jenis_kelamin");
  const nik: NumberField<NikProblem> = { problem: null, high: 0, low: 0, written: null };
  const kk: NumberField<NomorKkProblem> = { problem: null, high: 0, low: 0, written: null };
  const oddities: Oddities = { found: [] };
  let lineNo = 0;
  let warned = false;

  function reject(block: RecordBlock, record: number, code: ProblemCode): void {
    rows.rejected += 1;
    problems.note({ lineNo, code, rawLine: rawText(block, record) });
  }

  function warn(code: ProblemCode, column: MemberColumnName): void {
    warned = true;
    problems.note({ lineNo, code, column });
  }

  /** The person of this row. Without a NIK of one's own one gets an id that nobody has yet. */
  function individualOf(): number {
    if (nik.problem !== null) {
      loaded.invalidNiks += 1;
      warn(nik.problem, "nomor_induk_kependudukan");
      return load.individualIds.take();
    }
    const { next } = load.individualIds;
    const id = load.people.meet(nik.high, nik.low, next);
    if (id === next || id === 0) load.individualIds.take();
    if (id !== 0) return id;
    loaded.doubledLines.push(lineNo);
    warn("nik_doubled", "nomor_induk_kependudukan");
    return next;
  }

  /** The slot of the row's family; -1 where no row of the family file has the number. */
  function familyOf(): number {
    if (kk.problem !== null) warn(kk.problem, "nomor_kartu_keluarga");
    else {
      const slot = load.families.find(kk.high, kk.low);
      if (slot >= 0 && ((facts.flags[slot] ?? 0) & IN_RELEASE) !== 0) return slot;
      warn("kk_without_family", "nomor_kartu_keluarga");
    }
    loaded.withoutFamily += 1;
    return -1;
  }

  function putName(block: RecordBlock, record: number, row: RowBuffer): void {
    const index = record * block.columnCount + (namePosition ?? 0);
    const start = block.starts[index] ?? 0;
    const end = block.ends[index] ?? 0;
    if (namePosition !== undefined && end > start && isPlainText(block.bytes, start, end)) {
      putBytes(row, block.bytes, start, end);
      return;
    }
    const name = namePosition === undefined ? "" : fieldText(block, record, namePosition);
    if (isNothing(name)) warn("name_empty", "nama");
    putText(row, readText(name) ?? "");
  }

  function birthOf(block: RecordBlock, record: number): number | null {
    if (birthPosition === undefined) return null;
    const birth = readDayField(block, record, birthPosition);
    if (birth !== undefined) return birth;
    const text = fieldText(block, record, birthPosition);
    oddities.found.push({ column: "tanggal_lahir", code: "day_unreadable", text });
    return null;
  }

  function sexOf(block: RecordBlock, record: number): number | null {
    if (sexPosition === undefined) return null;
    const sex = readSexField(block, record, sexPosition);
    if (sex !== undefined) return sex;
    const text = fieldText(block, record, sexPosition);
    oddities.found.push({ column: "jenis_kelamin", code: "code_unknown", text });
    return null;
  }

  function putNumbers(row: RowBuffer): void {
    putFlag(row, nik.problem === null);
    if (nik.problem === null) putNumber(row, nik.high, nik.low);
    else putTextOrNull(row, nik.written);
    if (kk.problem === null) putNumber(row, kk.high, kk.low);
    else putTextOrNull(row, kk.written);
  }

  function checkBirthAndSex(birth: number | null, sex: number | null): void {
    if (birth !== null && birth > load.asOf) warn("birth_after_as_of", "tanggal_lahir");
    if (nik.problem !== null) return;
    const contradictions = contradictionsOfNik(nik.high, nik.low, birth, sex);
    if (contradictions.birth) warn("birth_differs_from_nik", "tanggal_lahir");
    if (contradictions.sex) warn("sex_differs_from_nik", "jenis_kelamin");
  }

  return (block, record, area, row) => {
    const state = block.state[record];
    lineNo = block.lineNos[record] ?? 0;
    warned = false;
    if (oddities.found.length > 0) oddities.found.length = 0;
    if (state !== RECORD_GOOD) {
      reject(block, record, state === RECORD_TOO_LONG ? "line_too_long" : "broken_line");
      return;
    }
    readNikField(block, record, nikPosition, nik);
    readKkField(block, record, kkPosition, kk);
    if (nik.problem === "nik_empty" && isNameless(block, record, namePosition)) {
      reject(block, record, "nobody");
      return;
    }

    const individualId = individualOf();
    const family = familyOf();
    // The file says where a person without a family is registered, and nothing else of the place.
    const villageId = family < 0 ? (area?.villageId ?? 0) : (facts.villageIds[family] ?? 0);
    if (family >= 0) facts.countedMembers[family] = (facts.countedMembers[family] ?? 0) + 1;

    makeRoom(row, roomOfRow(recordBytes(block, record), MEMBER_TABLE_COLUMNS.length));
    putCount(row, load.releaseId);
    putCount(row, lineNo);
    putCount(row, individualId);
    putCountOrNull(row, family < 0 ? 0 : (facts.householdIds[family] ?? 0));
    putCountOrNull(row, villageId);
    putCountOrNull(row, area?.id ?? 0);
    putNumbers(row);
    putName(block, record, row);
    const birth = birthOf(block, record);
    const sex = sexOf(block, record);
    if (birth === null) putNull(row);
    else putDay(row, birth);
    putCountOrNull(row, sex ?? 0);
    for (const planned of plan) encodeField(planned, block, record, row, oddities);
    putRaw(row, block, record, mapping.extras, oddities);
    endRow(row);

    checkBirthAndSex(birth, sex);
    for (const { code, column } of oddities.found) problems.note({ lineNo, code, column });
    rows.good += 1;
    if (warned || oddities.found.length > 0) rows.warned += 1;
  };
}

function isNameless(block: RecordBlock, record: number, position: number | undefined): boolean {
  return position === undefined || isNothing(fieldText(block, record, position));
}
