import type { MemberColumnName } from "@/lib/registry/dtsen-dictionary";
import { fieldText } from "../csv/open-csv";
import { RECORD_GOOD, type RecordBlock } from "../csv/read-blocks";
import { readText } from "../values";
import {
  SOURCE_AREA_COLUMNS,
  type SourceArea,
  type SourceAreaColumn,
  type SourceAreas,
  type SourceAreaText,
} from "./source-areas";

/** What one file says of areas: who was recognised, and how many rows each has. */
export interface AreaFields {
  /** Looks up the areas of a block's records; their index is the record's. */
  readBlock(block: RecordBlock): Promise<readonly SourceArea[]>;
  /** Counts a row that was taken. */
  count(record: number): void;
  /** The areas with their rows, those with the most first. */
  counts(): { readonly text: SourceAreaText; readonly area: SourceArea; readonly rows: number }[];
}

interface MetArea {
  readonly text: SourceAreaText;
  area: SourceArea;
  rows: number;
}

/** A regency has a few hundred areas; a file that writes more has something else in these columns. */
const AREAS_MAX = 20_000;
/** Eight of them make one index entry. */
const NAME_LENGTH_MAX = 80;
const NOT_RESOLVED: SourceArea = { id: 0, villageId: 0 };

/** In the member file the columns are those of the KTP. */
export function ktpColumnOf(column: SourceAreaColumn): MemberColumnName {
  return `${column}_ktp`;
}

/**
 * Areas repeat: a regency has a few hundred, and rows of one mostly stand together. They are told
 * apart by their bytes, so that text is made of each only once.
 */
export function openAreaFields(
  sourceAreas: SourceAreas,
  positionOf: (column: SourceAreaColumn) => number | undefined,
): AreaFields {
  const positions = SOURCE_AREA_COLUMNS.map((column) => positionOf(column) ?? -1);
  const adjacent = positions.every((position, index) => position === (positions[0] ?? -1) + index);
  const met = new Map<string, MetArea>();
  let ofBlock: MetArea[] = [];

  const together = adjacent && (positions[0] ?? -1) >= 0;

  function startOf(block: RecordBlock, record: number): number {
    return block.starts[record * block.columnCount + (positions[0] ?? 0)] ?? 0;
  }

  function endOf(block: RecordBlock, record: number): number {
    const end = block.ends[record * block.columnCount + (positions.at(-1) ?? 0)] ?? 0;
    return end < 0 ? ~end : end;
  }

  function keyOf(block: RecordBlock, record: number): string {
    return together
      ? block.bytes.toString("latin1", startOf(block, record), endOf(block, record))
      : JSON.stringify(textsOf(block, record));
  }

  /** Whether a record writes the very same area as another one of the block. */
  function isWrittenAlike(block: RecordBlock, record: number, other: number): boolean {
    const start = startOf(block, record);
    const size = endOf(block, record) - start;
    const otherStart = startOf(block, other);
    if (!together || endOf(block, other) - otherStart !== size) return false;
    const { bytes } = block;
    // From behind: codes of one regency begin alike.
    for (let at = size - 1; at >= 0; at -= 1)
      if (bytes[start + at] !== bytes[otherStart + at]) return false;
    return true;
  }

  function textsOf(block: RecordBlock, record: number): string[] {
    return positions.map((position) =>
      position < 0
        ? ""
        : (readText(fieldText(block, record, position)) ?? "").slice(0, NAME_LENGTH_MAX),
    );
  }

  /** The area of a record; a new one is added to `unknown`, unless there are too many to be areas. */
  function meet(block: RecordBlock, record: number, unknown: MetArea[]): MetArea | undefined {
    const key = keyOf(block, record);
    const known = met.get(key);
    if (known !== undefined || met.size >= AREAS_MAX) return known;
    const area = { text: sourceAreaText(textsOf(block, record)), area: NOT_RESOLVED, rows: 0 };
    met.set(key, area);
    unknown.push(area);
    return area;
  }

  return {
    async readBlock(block) {
      const unknown: MetArea[] = [];
      ofBlock = [];
      let last = -1;
      for (let record = 0; record < block.count; record += 1) {
        if (block.state[record] !== RECORD_GOOD) continue;
        const isAlike = last >= 0 && isWrittenAlike(block, record, last);
        const area = (isAlike ? ofBlock[last] : undefined) ?? meet(block, record, unknown);
        if (area !== undefined) ofBlock[record] = area;
        last = record;
      }
      const found = await sourceAreas.resolve(unknown.map(({ text }) => text));
      for (const [index, area] of unknown.entries()) area.area = found[index] ?? NOT_RESOLVED;
      return ofBlock.map(({ area }) => area);
    },
    count(record) {
      const area = ofBlock[record];
      if (area) area.rows += 1;
    },
    counts() {
      return [...met.values()].toSorted((a, b) => b.rows - a.rows);
    },
  };
}

function sourceAreaText(texts: readonly string[]): SourceAreaText {
  const [
    kode_provinsi = "",
    provinsi = "",
    kode_kabupaten_kota = "",
    kabupaten_kota = "",
    kode_kecamatan = "",
    kecamatan = "",
    kode_kelurahan_desa = "",
    kelurahan_desa = "",
  ] = texts;
  return {
    kode_provinsi,
    provinsi,
    kode_kabupaten_kota,
    kabupaten_kota,
    kode_kecamatan,
    kecamatan,
    kode_kelurahan_desa,
    kelurahan_desa,
  };
}
