import type { MemberColumnName } from "@/lib/registry/dtsen-dictionary";
import type { NikProblem, NomorKkProblem } from "@/lib/shared/nik";
import { fieldText } from "../csv/open-csv";
import type { RecordBlock } from "../csv/read-blocks";
import { isNothing, readText, TEXT_LENGTH_MAX } from "../values";
import { isPlainText, type Oddities } from "./encode-columns";
import { createNumberField, type NumberField, readKkField, readNikField } from "./read-numbers";
import { readDayField, readSexField } from "./read-person-fields";
import { putBytes, putText, type RowBuffer } from "./row-buffer";

/** What a member's row says of who the person is. One object for all rows: it is overwritten. */
export interface MemberFields {
  readonly nik: NumberField<NikProblem>;
  readonly kk: NumberField<NomorKkProblem>;
  nameless: boolean;
  /** Nobody is called so: another column, or a number that slipped in. */
  digitsInName: boolean;
  /** The birth date as 19800512; null where it is unknown. */
  birth: number | null;
  /** 1 laki-laki, 2 perempuan. */
  sex: number | null;
}

export interface MemberReader {
  read(block: RecordBlock, record: number, oddities: Oddities): MemberFields;
  /** Puts the name of the record that was read last. */
  putName(row: RowBuffer, block: RecordBlock, record: number, oddities: Oddities): void;
}

/** Reads the columns that are judged one by one. */
export function memberReader(positions: ReadonlyMap<MemberColumnName, number>): MemberReader {
  const nikPosition = positions.get("nomor_induk_kependudukan");
  const kkPosition = positions.get("nomor_kartu_keluarga");
  const namePosition = positions.get("nama");
  const birthPosition = positions.get("tanggal_lahir");
  const sexPosition = positions.get("jenis_kelamin");
  const fields: MemberFields = {
    nik: createNumberField(),
    kk: createNumberField(),
    nameless: false,
    digitsInName: false,
    birth: null,
    sex: null,
  };

  function isNameless(block: RecordBlock, record: number): boolean {
    if (namePosition === undefined) return true;
    const index = record * block.columnCount + namePosition;
    const start = block.starts[index] ?? 0;
    const size = (block.ends[index] ?? 0) - start;
    // A word of five letters or more is a name; "null" and "none" have four.
    if (size > 4 && isCapital(block.bytes[start])) return false;
    return isNothing(fieldText(block, record, namePosition));
  }

  function birthOf(block: RecordBlock, record: number, oddities: Oddities): number | null {
    if (birthPosition === undefined) return null;
    const birth = readDayField(block, record, birthPosition);
    if (birth !== undefined) return birth;
    const text = fieldText(block, record, birthPosition);
    oddities.found.push({ column: "tanggal_lahir", code: "day_unreadable", text });
    return null;
  }

  function sexOf(block: RecordBlock, record: number, oddities: Oddities): number | null {
    if (sexPosition === undefined) return null;
    const sex = readSexField(block, record, sexPosition);
    if (sex !== undefined) return sex;
    const text = fieldText(block, record, sexPosition);
    oddities.found.push({ column: "jenis_kelamin", code: "code_unknown", text });
    return null;
  }

  return {
    read(block, record, oddities) {
      readNikField(block, record, nikPosition, fields.nik);
      readKkField(block, record, kkPosition, fields.kk);
      fields.nameless = isNameless(block, record);
      fields.digitsInName = hasDigits(block, record, namePosition);
      fields.birth = birthOf(block, record, oddities);
      fields.sex = sexOf(block, record, oddities);
      return fields;
    },
    putName(row, block, record, oddities) {
      const index = record * block.columnCount + (namePosition ?? 0);
      const start = block.starts[index] ?? 0;
      const end = block.ends[index] ?? 0;
      const size = end - start;
      if (fields.nameless) putText(row, "");
      else if (size > 0 && size <= TEXT_LENGTH_MAX && isPlainText(block.bytes, start, end))
        putBytes(row, block.bytes, start, end);
      else {
        const text = fieldText(block, record, namePosition ?? 0);
        if (text.length > TEXT_LENGTH_MAX)
          oddities.found.push({ column: "nama", code: "text_too_long", text });
        putText(row, readText(text.slice(0, TEXT_LENGTH_MAX)) ?? "");
      }
    },
  };
}

function isCapital(byte = 0): boolean {
  return byte >= 0x41 && byte <= 0x5a;
}

function hasDigits(block: RecordBlock, record: number, position = -1): boolean {
  if (position < 0) return false;
  const index = record * block.columnCount + position;
  const end = block.ends[index] ?? 0;
  for (let at = block.starts[index] ?? 0; at < end; at += 1) {
    const byte = block.bytes[at] ?? 0;
    if (byte >= 0x30 && byte <= 0x39) return true;
  }
  return false;
}
