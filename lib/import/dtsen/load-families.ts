import { FAMILY_COLUMNS, type FamilyColumnName } from "@/lib/registry/dtsen-dictionary";
import type { NomorKkProblem } from "@/lib/shared/nik";
import { RECORD_GOOD, type RecordBlock, recordBytes } from "../csv/read-blocks";
import { type AreaFields, openAreaFields } from "./area-fields";
import { encodeField, planColumn, readCountField } from "./encode-columns";
import { IN_PREVIOUS, IN_RELEASE, KNOWN_BEFORE, NOT_SAID } from "./known-families";
import { putRaw } from "./put-raw";
import { createNumberField, putNumberField, readKkField } from "./read-numbers";
import type { FileLoad, LoadedFile, ReleaseLoad } from "./release-load";
import {
  endRow,
  makeRoom,
  putCount,
  putCountOrNull,
  type RowBuffer,
  roomOfRow,
} from "./row-buffer";
import { openRowNotes, type RowNotes } from "./row-notes";
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

export interface LoadedFamilyFile extends LoadedFile {
  readonly areas: ReturnType<AreaFields["counts"]>;
}

/**
 * Reads family files into their table, one after the other. A family whose No KK the release before
 * had, or that an earlier list knew, is that family; any other gets an id of its own, which is
 * settled when the members are known.
 */
export function familyLoader(
  load: ReleaseLoad,
): (file: FileLoad<FamilyColumnName>) => Promise<LoadedFamilyFile> {
  const householdOf = householdsByNumber(load);
  return async (file) => {
    const areas = openAreaFields(load.sourceAreas, (column) => file.mapping.positions.get(column));
    const notes = openRowNotes(file.problems);
    const judge = familyJudge(load, file, notes, householdOf);
    const { sender } = file;
    for await (const block of file.blocks) {
      load.signal?.throwIfAborted();
      const areaOf = await areas.readBlock(block);
      await load.householdIds.provide(block.count);
      for (let record = 0; record < block.count; record += 1)
        if (judge(block, record, areaOf[record], sender.row)) areas.count(record);
      notes.counts.read += block.count;
      await sender.sendFull();
      await file.afterBlock(notes.counts.read);
    }
    return { rows: notes.counts, lastLine: notes.lineNo, areas: areas.counts() };
  };
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
  { mapping: { positions, extras }, lineOffset }: FileLoad<FamilyColumnName>,
  notes: RowNotes,
  householdOf: (slot: number) => number,
): Judge {
  const { facts } = load.families;
  const { oddities } = notes;
  const plan = PLAIN_COLUMNS.map((column) => planColumn(column, positions.get(column.column)));
  const kkPosition = positions.get("nomor_kartu_keluarga");
  const membersPosition = positions.get("jumlah_anggota_keluarga");
  const kk = createNumberField<NomorKkProblem>();

  /** The slot of the record's family, or -1 where the record is rejected. */
  function slotOf(block: RecordBlock, record: number): number {
    if (block.state[record] !== RECORD_GOOD) {
      notes.rejectBroken(block, record);
      return -1;
    }
    readKkField(block, record, kkPosition, kk);
    if (kk.problem !== null) {
      notes.reject(block, record, `family_${kk.problem}`);
      return -1;
    }
    const slot = load.families.slotOf(kk.high, kk.low);
    if (((facts.flags[slot] ?? 0) & IN_RELEASE) === 0) return slot;
    const first = facts.lineNos[slot] ?? 0;
    const code = first > lineOffset ? "family_kk_repeated" : "family_kk_in_other_file";
    notes.reject(block, record, code, first);
    return -1;
  }

  return (block, record, area, row) => {
    notes.begin(block, record);
    const slot = slotOf(block, record);
    if (slot < 0) return false;
    const householdId = householdOf(slot);
    const villageId = area?.villageId ?? 0;
    facts.flags[slot] = (facts.flags[slot] ?? 0) | IN_RELEASE;
    facts.householdIds[slot] = householdId;
    facts.villageIds[slot] = villageId;
    facts.lineNos[slot] = lineOffset + notes.lineNo;
    facts.saidMembers[slot] = saidMembers(block, record, membersPosition);

    makeRoom(row, roomOfRow(recordBytes(block, record), FAMILY_TABLE_COLUMNS.length));
    putCount(row, load.releaseId);
    putCount(row, lineOffset + notes.lineNo);
    putCount(row, householdId);
    putCountOrNull(row, villageId);
    putCountOrNull(row, area?.id ?? 0);
    putNumberField(row, block, kk);
    for (const planned of plan) encodeField(planned, block, record, row, oddities);
    putRaw(row, block, record, extras, oddities);
    endRow(row);

    if (villageId === 0) notes.warn("area_unknown", "kelurahan_desa");
    notes.take();
    return true;
  };
}

/** The family that the number in a slot belongs to, as far as its number tells. */
function householdsByNumber({ families: { facts }, householdIds }: ReleaseLoad) {
  const cameBack = new Set<number>();
  return (slot: number): number => {
    const flags = facts.flags[slot] ?? 0;
    const known = facts.householdIds[slot] ?? 0;
    if ((flags & IN_PREVIOUS) !== 0) return known;
    if ((flags & KNOWN_BEFORE) === 0 || cameBack.has(known)) return householdIds.take();
    // Two numbers may lead to one family of old; only the first row is that family.
    cameBack.add(known);
    return known;
  };
}

function saidMembers(block: RecordBlock, record: number, position: number | undefined): number {
  if (position === undefined) return NOT_SAID;
  const said = readCountField(block, record, position);
  return said == null ? NOT_SAID : Math.min(said, NOT_SAID - 1);
}

function isAreaColumn(column: string): boolean {
  return SOURCE_AREA_COLUMNS.some((name) => name === column);
}
