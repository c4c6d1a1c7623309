import { FAMILY_COLUMNS, type FamilyColumnName } from "@/lib/registry/dtsen-dictionary";
import type { NomorKkProblem } from "@/lib/shared/nik";
import { rawText } from "../csv/open-csv";
import { RECORD_GOOD, RECORD_TOO_LONG, type RecordBlock, recordBytes } from "../csv/read-blocks";
import type { ProblemCode } from "../problems";
import { type AreaFields, openAreaFields } from "./area-fields";
import {
  encodeField,
  type Oddities,
  type PlannedColumn,
  planColumn,
  readCountField,
} from "./encode-columns";
import { IN_PREVIOUS, IN_RELEASE, KNOWN_BEFORE, NOT_SAID } from "./known-families";
import { putRaw } from "./put-raw";
import { type NumberField, readKkField } from "./read-numbers";
import type { FileLoad, ReleaseLoad, RowCounts } from "./release-load";
import {
  endRow,
  makeRoom,
  putCount,
  putCountOrNull,
  putNumber,
  type RowBuffer,
  roomOfRow,
} from "./row-buffer";
import { openRowSender } from "./row-sender";
import { SOURCE_AREA_COLUMNS, type SourceArea } from "./source-areas";

/** The dictionary's columns that stand in the table under their own name, in one order with the rows. */
const PLAIN_COLUMNS = FAMILY_COLUMNS.filter(
  ({ column }) => column !== "nomor_kartu_keluarga" && !isAreaColumn(column),
);

/** The columns of `household_release` in the order in which rows are written. */
export const FAMILY_TABLE_COLUMNS = [
  "release_id",
  "line_no",
  "household_id",
  "village_id",
  "source_area_id",
  "nomor_kk",
  ...PLAIN_COLUMNS.map(({ column }) => column),
  "raw",
] as const;

export interface LoadedFamilies {
  readonly rows: RowCounts;
  readonly areas: ReturnType<AreaFields["counts"]>;
}

/**
 * Reads the family file into its table. A family whose No KK the release before had, or that an
 * earlier list knew, is that family; any other gets an id of its own, which is settled when the
 * members are known.
 */
export async function loadFamilies(
  load: ReleaseLoad,
  file: FileLoad<FamilyColumnName>,
): Promise<LoadedFamilies> {
  const areas = openAreaFields(load.sourceAreas, (column) => file.mapping.positions.get(column));
  const rows: RowCounts = { read: 0, good: 0, rejected: 0, warned: 0 };
  const sender = openRowSender(file.writer);
  const judge = familyJudge(load, file, rows);
  for await (const block of file.csv.blocks) {
    load.signal?.throwIfAborted();
    const areaOf = await areas.readBlock(block);
    await load.householdIds.provide(block.count);
    for (let record = 0; record < block.count; record += 1)
      if (judge(block, record, areaOf[record], sender.row)) areas.count(record);
    rows.read += block.count;
    await sender.sendFull();
    await file.afterBlock(rows.read);
  }
  await sender.end();
  return { rows, areas: areas.counts() };
}

/** Takes or rejects one record; true where its row was put. */
type Judge = (
  block: RecordBlock,
  record: number,
  area: SourceArea | undefined,
  row: RowBuffer,
) => boolean;

function familyJudge(
  load: ReleaseLoad,
  { mapping, problems }: FileLoad<FamilyColumnName>,
  rows: RowCounts,
): Judge {
  const { families } = load;
  const { facts } = families;
  const plan = PLAIN_COLUMNS.map((column) =>
    planColumn(column, mapping.positions.get(column.column)),
  );
  const kkPosition = mapping.positions.get("nomor_kartu_keluarga");
  const membersPosition = mapping.positions.get("jumlah_anggota_keluarga");
  const number: NumberField<NomorKkProblem> = { problem: null, high: 0, low: 0, written: null };
  const oddities: Oddities = { found: [] };
  const cameBack = new Set<number>();

  function reject(block: RecordBlock, record: number, code: ProblemCode): false {
    rows.rejected += 1;
    problems.note({ lineNo: block.lineNos[record] ?? 0, code, rawLine: rawText(block, record) });
    return false;
  }

  /** The family that the number in this slot belongs to, as far as its number tells. */
  function householdOf(slot: number): number {
    const flags = facts.flags[slot] ?? 0;
    const known = facts.householdIds[slot] ?? 0;
    if ((flags & IN_PREVIOUS) !== 0) return known;
    if ((flags & KNOWN_BEFORE) === 0 || cameBack.has(known)) return load.householdIds.take();
    // Two numbers may lead to one family of old; only the first row is that family.
    cameBack.add(known);
    return known;
  }

  return (block, record, area, row) => {
    const state = block.state[record];
    if (state !== RECORD_GOOD)
      return reject(block, record, state === RECORD_TOO_LONG ? "line_too_long" : "broken_line");
    readKkField(block, record, kkPosition, number);
    if (number.problem !== null) return reject(block, record, `family_${number.problem}`);
    const slot = families.slotOf(number.high, number.low);
    if (((facts.flags[slot] ?? 0) & IN_RELEASE) !== 0)
      return reject(block, record, "family_kk_repeated");

    const lineNo = block.lineNos[record] ?? 0;
    const householdId = householdOf(slot);
    const villageId = area?.villageId ?? 0;
    facts.flags[slot] = (facts.flags[slot] ?? 0) | IN_RELEASE;
    facts.householdIds[slot] = householdId;
    facts.villageIds[slot] = villageId;
    facts.lineNos[slot] = lineNo;
    facts.saidMembers[slot] = saidMembers(block, record, membersPosition);

    makeRoom(row, roomOfRow(recordBytes(block, record), FAMILY_TABLE_COLUMNS.length));
    putCount(row, load.releaseId);
    putCount(row, lineNo);
    putCount(row, householdId);
    putCountOrNull(row, villageId);
    putCountOrNull(row, area?.id ?? 0);
    putNumber(row, number.high, number.low);
    encodePlan(plan, block, record, row, oddities);
    putRaw(row, block, record, mapping.extras, oddities);
    endRow(row);

    rows.good += 1;
    if (villageId === 0) problems.note({ lineNo, code: "area_unknown", column: "kelurahan_desa" });
    for (const { code, column } of oddities.found) problems.note({ lineNo, code, column });
    if (villageId === 0 || oddities.found.length > 0) rows.warned += 1;
    return true;
  };
}

function encodePlan(
  plan: readonly PlannedColumn[],
  block: RecordBlock,
  record: number,
  row: RowBuffer,
  oddities: Oddities,
): void {
  if (oddities.found.length > 0) oddities.found.length = 0;
  for (const planned of plan) encodeField(planned, block, record, row, oddities);
}

function saidMembers(block: RecordBlock, record: number, position: number | undefined): number {
  if (position === undefined) return NOT_SAID;
  const said = readCountField(block, record, position);
  return said == null ? NOT_SAID : Math.min(said, NOT_SAID - 1);
}

function isAreaColumn(column: string): boolean {
  return SOURCE_AREA_COLUMNS.some((name) => name === column);
}
