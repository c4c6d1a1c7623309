import "server-only";
import writeXlsxFile, { type CellObject, type Sheet } from "write-excel-file/node";
import { BASIS_LABELS, PROPOSAL_KIND_LABELS, PROPOSAL_STATE_LABELS } from "@/lib/proposals/labels";
import { formatInstant, type TimeZone } from "@/lib/shared/format";
import type { HandOverLine } from "./list-lines";

/** What stands above every sheet, and on the last one as the mark of who took the file. */
export interface WorkbookFacts {
  readonly officeName: string;
  readonly regencyName: string;
  readonly timeZone: TimeZone;
  readonly batchNumber: number;
  readonly createdAt: Date;
  readonly createdByName: string;
  readonly takenAt: Date;
  readonly takenByName: string;
  readonly takenByUsername: string;
}

/** Why the file was taken; the same words stand in the audit trail. */
export const DOWNLOAD_PURPOSE = "serah terima SIKS-NG";

interface WorkbookColumn<Row> {
  readonly title: string;
  /** In characters. */
  readonly width: number;
  readonly value: (row: Row) => string | null;
}

interface ChangeRow {
  readonly line: HandOverLine;
  readonly change: HandOverLine["changes"][number];
}

/** Where the family lives and who it is, in the order in which SIKS-NG asks. */
// biome-ignore format: a table reads as a table
const FAMILY: readonly WorkbookColumn<HandOverLine>[] = [
  { title: "Baris",          width: 7,  value: ({ lineNo }) => String(lineNo) },
  { title: "Kecamatan",      width: 18, value: ({ kecamatan }) => kecamatan },
  { title: "Kelurahan/desa", width: 20, value: ({ kelurahan }) => kelurahan },
  { title: "Alamat",         width: 34, value: ({ address }) => address },
  { title: "RT (KTP)",       width: 9,  value: ({ rt }) => rt },
  { title: "RW (KTP)",       width: 9,  value: ({ rw }) => rw },
  { title: "No KK",          width: 19, value: ({ nomorKk }) => nomorKk },
];

/** Why the office asks for it, and on what the request rests. */
// biome-ignore format: a table reads as a table
const REASONS: readonly WorkbookColumn<HandOverLine>[] = [
  { title: "Alasan",         width: 44, value: ({ justification }) => justification },
  { title: "Dasar",          width: 26, value: ({ basisKind }) => basisKind && BASIS_LABELS[basisKind] },
  { title: "Nomor dasar",    width: 24, value: ({ basisNumber }) => basisNumber },
  { title: "Tanggal dasar",  width: 14, value: ({ basisDate }) => formatSlashes(basisDate) },
];

/** Filled in while typing; what is noted in Tepat already stands there. */
// biome-ignore format: a table reads as a table
const ENTRY: readonly WorkbookColumn<HandOverLine>[] = [
  { title: "Tanggal entri",  width: 14, value: ({ enteredOn }) => formatSlashes(enteredOn) },
  { title: "Bukti SIKS-NG",  width: 26, value: ({ evidence }) => evidence },
];

// biome-ignore format: a table reads as a table
const PROPOSAL_SHEET: readonly WorkbookColumn<HandOverLine>[] = [
  ...FAMILY,
  { title: "NIK",            width: 19, value: ({ headNik }) => headNik },
  { title: "Nama",           width: 28, value: ({ headName }) => headName },
  { title: "No usulan",      width: 10, value: ({ number }) => String(number) },
  { title: "Jenis usulan",   width: 16, value: ({ kind }) => PROPOSAL_KIND_LABELS[kind] },
  { title: "Perubahan",      width: 52, value: ({ changes }) => changes.map(changeText).join("\n") },
  ...REASONS,
  { title: "Status",         width: 20, value: ({ state }) => PROPOSAL_STATE_LABELS[state].text },
  ...ENTRY,
];

// biome-ignore format: a table reads as a table
const CHANGE_SHEET: readonly WorkbookColumn<ChangeRow>[] = [
  ...onLine(FAMILY),
  { title: "NIK",            width: 19, value: ({ line, change }) => change.person === null ? line.headNik : change.nik },
  { title: "Nama",           width: 28, value: ({ line, change }) => change.person === null ? line.headName : change.name },
  { title: "No usulan",      width: 10, value: ({ line }) => String(line.number) },
  { title: "Jenis usulan",   width: 16, value: ({ line }) => PROPOSAL_KIND_LABELS[line.kind] },
  { title: "Kolom",          width: 30, value: ({ change }) => change.label },
  { title: "Nilai lama",     width: 26, value: ({ change }) => change.old },
  { title: "Nilai baru",     width: 26, value: ({ change }) => change.new },
  ...onLine(REASONS),
  ...onLine(ENTRY),
];

function onLine(columns: readonly WorkbookColumn<HandOverLine>[]): WorkbookColumn<ChangeRow>[] {
  return columns.map((column) => ({ ...column, value: ({ line }) => column.value(line) }));
}

/**
 * The list as a workbook: a sheet with a line a change, a sheet with a line a proposal, and one that
 * says of which list it is and who took it. Every cell is text and formatted as text: a NIK keeps its
 * sixteen digits, and a name that begins with `=` is a name, also after somebody edits it.
 */
export async function writeWorkbook(
  facts: WorkbookFacts,
  lines: readonly HandOverLine[],
): Promise<Buffer> {
  const changes = lines.flatMap((line) => line.changes.map((change) => ({ line, change })));
  const sheets: Sheet<Buffer>[] = [
    sheetOf("Perubahan", "satu baris untuk setiap perubahan", facts, CHANGE_SHEET, changes),
    sheetOf("Usulan", "satu baris untuk setiap usulan", facts, PROPOSAL_SHEET, lines),
    aboutSheet(facts, lines.length, changes.length),
  ];
  return writeXlsxFile(sheets, { fontFamily: "Calibri", fontSize: 11 }).toBuffer();
}

function sheetOf<Row>(
  name: string,
  note: string,
  facts: WorkbookFacts,
  columns: readonly WorkbookColumn<Row>[],
  rows: readonly Row[],
): Sheet<Buffer> {
  const made = formatInstant(facts.createdAt, facts.timeZone);
  return {
    sheet: name,
    orientation: "landscape",
    columns: columns.map(({ width }) => ({ width })),
    stickyRowsCount: 4,
    data: [
      [title(`${facts.officeName}: serah terima SIKS-NG, daftar ${facts.batchNumber}`)],
      [text(`${name}: ${note}. Dibuat ${facts.createdByName}, ${made}. Berisi data pribadi.`)],
      [],
      columns.map((column) => head(column.title)),
      ...rows.map((row) => bodyRow(columns, row)),
    ],
  };
}

const LINE_HEIGHT_POINTS = 15;
/** The tallest row that a spreadsheet can show. */
const ROW_HEIGHT_MAX_POINTS = 409;

/** A row as tall as its longest text: programs differ in whether they make room for wrapped text themselves. */
function bodyRow<Row>(columns: readonly WorkbookColumn<Row>[], row: Row): CellObject[] {
  const values = columns.map((column) => column.value(row));
  const lines = values.map((value, at) => countLines(value ?? "", columns[at]?.width ?? 1));
  const height = Math.min(Math.max(...lines) * LINE_HEIGHT_POINTS, ROW_HEIGHT_MAX_POINTS);
  return values.map((value) => ({ ...bodyCell(value), height }));
}

/** How many lines a text takes in a column; a word that does not fit moves on, so a little room is left. */
function countLines(value: string, width: number): number {
  const paragraphs = value.split("\n").map((text) => Math.ceil(text.length / (width * 0.9)));
  return paragraphs.reduce((sum, lines) => sum + Math.max(lines, 1), 0);
}

function aboutSheet(facts: WorkbookFacts, proposals: number, changes: number): Sheet<Buffer> {
  const { timeZone } = facts;
  const rows: readonly (readonly [string, string])[] = [
    ["Kantor", facts.officeName],
    ["Wilayah", facts.regencyName],
    ["Daftar serah terima", String(facts.batchNumber)],
    ["Dibuat oleh", facts.createdByName],
    ["Dibuat pada", formatInstant(facts.createdAt, timeZone)],
    ["Diunduh oleh", `${facts.takenByName} (${facts.takenByUsername})`],
    ["Diunduh pada", formatInstant(facts.takenAt, timeZone)],
    ["Keperluan", DOWNLOAD_PURPOSE],
    ["Usulan", String(proposals)],
    ["Perubahan", String(changes)],
    ["RT dan RW", "Menurut KTP kepala keluarga, karena DTSEN tidak memuatnya untuk domisili."],
    [
      "Perhatian",
      "Berkas ini berisi NIK dan No KK. Hapus setelah semua baris dientri; unduhan tercatat di jejak audit.",
    ],
  ];
  return {
    sheet: "Tentang daftar",
    columns: [{ width: 22 }, { width: 84 }],
    data: [
      [title(`Serah terima SIKS-NG, daftar ${facts.batchNumber}`)],
      [],
      ...rows.map(([term, value]) => [head(term), bodyCell(value)]),
    ],
  };
}

function changeText({ name, label, old, new: wanted }: HandOverLine["changes"][number]): string {
  const whom = name === null ? "" : `${name}, `;
  return old === null
    ? `${whom}${label}: ${wanted ?? "kosong"}`
    : `${whom}${label}: ${old} → ${wanted ?? "kosong"}`;
}

/** `22/11/2026`, as SIKS-NG's date fields are typed. */
function formatSlashes(day: Date | null): string | null {
  if (day === null) return null;
  const [year, month, date] = day.toISOString().slice(0, 10).split("-");
  return `${date}/${month}/${year}`;
}

/** What a cell of a spreadsheet can hold at most. */
const CELL_LENGTH_MAX = 32_767;
/** The spreadsheet's own format for text. */
const TEXT_FORMAT = "@";

/** Signs that XML cannot hold (a bell in a name) are taken out by the writer. */
function text(value: string): CellObject {
  return {
    value: value.slice(0, CELL_LENGTH_MAX),
    type: String,
    format: TEXT_FORMAT,
  };
}

function title(value: string): CellObject {
  return { ...text(value), fontWeight: "bold", fontSize: 14 };
}

function head(value: string): CellObject {
  return {
    ...text(value),
    fontWeight: "bold",
    backgroundColor: "#e2f0ee",
    borderStyle: "thin",
    borderColor: "#667472",
    alignVertical: "top",
    wrap: true,
  };
}

/** An empty cell is formatted too: whoever types a ticket number into it keeps its zeros. */
function bodyCell(value: string | null): CellObject {
  return {
    ...(value === null || value === "" ? { format: TEXT_FORMAT, type: String } : text(value)),
    borderStyle: "thin",
    borderColor: "#d3dbda",
    alignVertical: "top",
    wrap: true,
  };
}
