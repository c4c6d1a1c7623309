import { MEMBER_COLUMNS, type MemberColumnName } from "@/lib/registry/dtsen-dictionary";
import { RECORD_GOOD, type RecordBlock, recordBytes } from "../csv/read-blocks";
import { birthProblem } from "../plausible";
import { ktpColumnOf, openAreaFields } from "./area-fields";
import { encodeField, planColumn } from "./encode-columns";
import { IN_RELEASE } from "./known-families";
import { putRaw } from "./put-raw";
import { type MemberFields, memberReader } from "./read-member";
import { putNumberField } from "./read-numbers";
import { contradictionsOfNik } from "./read-person-fields";
import type { FileLoad, LoadedFile, ReleaseLoad } from "./release-load";
import {
  endRow,
  makeRoom,
  putCount,
  putCountOrNull,
  putDay,
  putFlag,
  putNull,
  type RowBuffer,
  roomOfRow,
} from "./row-buffer";
import { openRowNotes, type RowNotes } from "./row-notes";
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

export interface MemberCounts {
  readonly invalidNiks: number;
  readonly withoutFamily: number;
  /** The rows whose NIK a row before had; few, or the files are a mistake. */
  readonly doubledLines: number[];
}

/** Reads member files into their table, one after the other. */
export interface MemberLoader {
  readonly counts: MemberCounts;
  /** Who has a valid NIK is that person; a row without one is kept. */
  load(file: FileLoad<MemberColumnName>): Promise<LoadedFile>;
}

export function memberLoader(load: ReleaseLoad): MemberLoader {
  const counts = { invalidNiks: 0, withoutFamily: 0, doubledLines: [] };
  return {
    counts,
    async load(file) {
      const areas = openAreaFields(load.sourceAreas, (column) =>
        file.mapping.positions.get(ktpColumnOf(column)),
      );
      const notes = openRowNotes(file.problems);
      const identities = memberIdentities(load, notes, file.lineOffset, counts);
      const judge = memberJudge(load, file, notes, identities);
      const { sender } = file;
      for await (const block of file.blocks) {
        load.signal?.throwIfAborted();
        const areaOf = await areas.readBlock(block);
        await load.individualIds.provide(block.count);
        for (let record = 0; record < block.count; record += 1)
          judge(block, record, areaOf[record], sender.row);
        notes.counts.read += block.count;
        await sender.sendFull();
        await file.afterBlock(notes.counts.read);
      }
      return { rows: notes.counts, lastLine: notes.lineNo };
    },
  };
}

/** Tells who a row's person is and to which family the row belongs. */
interface MemberIdentities {
  individualOf(fields: MemberFields): number;
  /** The slot of the row's family; -1 where no row of a family file has the number. */
  familyOf(fields: MemberFields): number;
}

function memberIdentities(
  load: ReleaseLoad,
  notes: RowNotes,
  lineOffset: number,
  counts: { invalidNiks: number; withoutFamily: number; readonly doubledLines: number[] },
): MemberIdentities {
  const { facts } = load.families;

  return {
    individualOf({ nik }) {
      if (nik.problem !== null) {
        counts.invalidNiks += 1;
        notes.warn(nik.problem, "nomor_induk_kependudukan");
        return load.individualIds.take();
      }
      const { next } = load.individualIds;
      const id = load.people.meet(nik.high, nik.low, next);
      if (id === next || id === 0) load.individualIds.take();
      if (id !== 0) return id;
      // Another row has this NIK: this one is a person of its own until both are compared.
      counts.doubledLines.push(lineOffset + notes.lineNo);
      notes.warn("nik_doubled", "nomor_induk_kependudukan");
      return next;
    },
    familyOf({ kk }) {
      if (kk.problem !== null) notes.warn(kk.problem, "nomor_kartu_keluarga");
      else {
        const slot = load.families.find(kk.high, kk.low);
        if (slot >= 0 && ((facts.flags[slot] ?? 0) & IN_RELEASE) !== 0) {
          facts.countedMembers[slot] = (facts.countedMembers[slot] ?? 0) + 1;
          return slot;
        }
        notes.warn("kk_without_family", "nomor_kartu_keluarga");
      }
      counts.withoutFamily += 1;
      return -1;
    },
  };
}

/** Takes or rejects one record. */
type Judge = (
  block: RecordBlock,
  record: number,
  area: SourceArea | undefined,
  row: RowBuffer,
) => void;

function memberJudge(
  { releaseId, asOf, families }: ReleaseLoad,
  { mapping: { positions, extras }, lineOffset }: FileLoad<MemberColumnName>,
  notes: RowNotes,
  identities: MemberIdentities,
): Judge {
  const { facts } = families;
  const { oddities } = notes;
  const plan = PLAIN_COLUMNS.map((column) => planColumn(column, positions.get(column.column)));
  const reader = memberReader(positions);

  return (block, record, area, row) => {
    notes.begin(block, record);
    if (block.state[record] !== RECORD_GOOD) {
      notes.rejectBroken(block, record);
      return;
    }
    const fields = reader.read(block, record, oddities);
    if (fields.nameless && fields.nik.problem === "nik_empty") {
      notes.reject(block, record, "nobody");
      return;
    }
    const individualId = identities.individualOf(fields);
    const family = identities.familyOf(fields);

    makeRoom(row, roomOfRow(recordBytes(block, record), MEMBER_TABLE_COLUMNS.length));
    putCount(row, releaseId);
    putCount(row, lineOffset + notes.lineNo);
    putCount(row, individualId);
    putCountOrNull(row, family < 0 ? 0 : (facts.householdIds[family] ?? 0));
    // The file says where a person without a family is registered, and nothing else of the place.
    putCountOrNull(row, family < 0 ? (area?.villageId ?? 0) : (facts.villageIds[family] ?? 0));
    putCountOrNull(row, area?.id ?? 0);
    putFlag(row, fields.nik.problem === null);
    putNumberField(row, block, fields.nik);
    putNumberField(row, block, fields.kk);
    reader.putName(row, block, record, oddities);
    if (fields.birth === null) putNull(row);
    else putDay(row, fields.birth);
    putCountOrNull(row, fields.sex ?? 0);
    for (const planned of plan) encodeField(planned, block, record, row, oddities);
    putRaw(row, block, record, extras, oddities);
    endRow(row);

    if (fields.nameless) notes.warn("name_empty", "nama");
    else if (fields.digitsInName) notes.warn("name_has_digits", "nama");
    warnOfContradictions(fields, asOf, notes);
    notes.take();
  };
}

function warnOfContradictions(
  { nik, kk, birth, sex }: MemberFields,
  asOf: number,
  notes: RowNotes,
): void {
  const problem = birth === null ? undefined : birthProblem(birth, asOf);
  if (problem) notes.warn(problem, "tanggal_lahir");
  if (nik.problem !== null) return;
  if (kk.problem === null && nik.high === kk.high && nik.low === kk.low)
    notes.warn("nik_equals_kk", "nomor_induk_kependudukan");
  const contradictions = contradictionsOfNik(nik.high, nik.low, birth, sex);
  if (contradictions.birth) notes.warn("birth_differs_from_nik", "tanggal_lahir");
  if (contradictions.sex) notes.warn("sex_differs_from_nik", "jenis_kelamin");
}
