import type { MemberColumnName } from "@/lib/registry/dtsen-dictionary";
import { fieldText } from "../csv/open-csv";
import type { RecordBlock } from "../csv/read-blocks";
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
 * Areas repeat: a regency has a few hundred. They are told apart by their bytes, so that text is
 * made of each only once.
 */
export function openAreaFields(
  sourceAreas: SourceAreas,
  positionOf: (column: SourceAreaColumn) => number | undefined,
): AreaFields {
  const positions = SOURCE_AREA_COLUMNS.map((column) => positionOf(column) ?? -1);
  const adjacent = positions.every((position, index) => position === (positions[0] ?? -1) + index);
  const met = new Map<string, MetArea>();
  let ofBlock: MetArea[] = [];

  function keyOf(block: RecordBlock, record: number): string {
    const first = record * block.columnCount;
    if (adjacent && (positions[0] ?? -1) >= 0) {
      const end = block.ends[first + (positions.at(-1) ?? 0)] ?? 0;
      const start = block.starts[first + (positions[0] ?? 0)];
      return block.bytes.toString("latin1", start, end < 0 ? ~end : end);
    }
    return JSON.stringify(textsOf(block, record));
  }

  function textsOf(block: RecordBlock, record: number): string[] {
    return positions.map((position) =>
      position < 0
        ? ""
        : (readText(fieldText(block, record, position)) ?? "").slice(0, NAME_LENGTH_MAX),
    );
  }

  return {
    async readBlock(block) {
      const unknown: MetArea[] = [];
      ofBlock = [];
      for (let record = 0; record < block.count; record += 1) {
        if (block.state[record] !== 1) continue;
        const key = keyOf(block, record);
        let area = met.get(key);
        if (area === undefined && met.size < AREAS_MAX) {
          area = { text: sourceAreaText(textsOf(block, record)), area: NOT_RESOLVED, rows: 0 };
          met.set(key, area);
          unknown.push(area);
        }
        if (area !== undefined) ofBlock[record] = area;
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
