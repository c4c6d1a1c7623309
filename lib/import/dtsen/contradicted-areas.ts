import type { AreaFields } from "./area-fields";
import type { SourceAreaText } from "./source-areas";

/** An area of which the files tell two codes, or a code of which they tell two areas. */
export interface ContradictedArea {
  readonly id: number;
  readonly text: SourceAreaText;
  /** The code as its files mean it, from the province down. */
  readonly code: string;
  readonly rows: number;
}

type Met = ReturnType<AreaFields["counts"]>[number];
interface Coded extends ContradictedArea {
  readonly villageId: number;
  /** Which of the codes are written: files with other columns are not held against each other. */
  readonly written: string;
}

const CODE_COLUMNS = [
  "kode_provinsi",
  "kode_kabupaten_kota",
  "kode_kecamatan",
  "kode_kelurahan_desa",
] as const;

/**
 * Finds the areas whose code contradicts their names. Kemendagri and BPS number areas otherwise, so
 * the files themselves say which code a kelurahan has: the one that most rows write beside its names.
 * Whoever writes another code for it, or this one beside other names, is mistaken in one of both.
 * Areas without a code or without a known kelurahan tell nothing.
 */
export function contradictedAreas(met: readonly Met[]): ContradictedArea[] {
  const areas = sumOfFiles(met).toSorted((a, b) => b.rows - a.rows || a.id - b.id);
  const codeOf = new Map<string, string>();
  const villageOf = new Map<string, number>();
  const contradicted: ContradictedArea[] = [];
  for (const { written, villageId, ...area } of areas) {
    const [village, code] = [`${written}/${villageId}`, `${written}/${area.code}`];
    const known = codeOf.get(village) ?? area.code;
    const owner = villageOf.get(code) ?? villageId;
    if (known !== area.code || owner !== villageId) contradicted.push(area);
    else {
      codeOf.set(village, area.code);
      villageOf.set(code, villageId);
    }
  }
  return contradicted;
}

/** One area may stand in several files. */
function sumOfFiles(met: readonly Met[]): Coded[] {
  const coded = new Map<number, Coded>();
  for (const { text, area, rows } of met) {
    if (area.villageId === 0 || rows === 0 || text.kode_kelurahan_desa === "") continue;
    const before = coded.get(area.id);
    coded.set(area.id, {
      id: area.id,
      villageId: area.villageId,
      text,
      code: wholeCode(text),
      written: CODE_COLUMNS.map((column) => (text[column] === "" ? "-" : "x")).join(""),
      rows: rows + (before?.rows ?? 0),
    });
  }
  return [...coded.values()];
}

/** "3573", "010" and "3573010001" are one code, as are "35.73.01.1001" and its digits. */
function wholeCode(text: SourceAreaText): string {
  return CODE_COLUMNS.reduce((whole, column) => {
    const digits = text[column].replace(/[.\s]/g, "");
    return digits.startsWith(whole) ? digits : whole + digits;
  }, "");
}
