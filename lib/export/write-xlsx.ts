import { type PassThrough, Readable } from "node:stream";
import { finished } from "node:stream/promises";
import { ZipFile } from "yazl";
import type { ExportCell } from "./list-export";

/** Rows that a sheet of a workbook can hold, its header included. */
const SHEET_ROWS_MAX = 1_048_576;
const CHUNK_CHARACTERS = 64 * 1024;
/** Of zlib's: half the time of its usual 6 for files a tenth bigger. */
const COMPRESSION_LEVEL = 3;
/** Characters that no XML document may contain, whatever a file once held. */
const NOT_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** What keeps a text from standing in a document as it is: few texts have any of it. */
const NOT_PLAIN = /[^\t\n\r\u0020-\u0025\u0027-\u003B=\u003F-\uD7FF\uE000-\uFFFD]/;

interface Workbook {
  readonly columns: readonly string[];
  readonly rows: AsyncGenerator<readonly ExportCell[]>;
  /** What the file says of itself, on a sheet of its own: a name and a text each. */
  readonly notes: readonly (readonly [string, string])[];
  /**
   * People write into it: every cell has the text format, the empty ones too, so that a spreadsheet
   * makes no number of 16 digits that somebody types or corrects.
   */
  readonly toEdit?: boolean;
}

/**
 * A workbook that is written while its rows come: memory stays the same whatever their number. Texts
 * are text cells, so that no NIK is rounded and nothing runs as a formula. What does not fit on one
 * sheet goes on to the next. A row that fails ends the stream with its error, never as a whole file.
 *
 * @param sheetRowsMax rows of a sheet, its header included
 */
export function workbookStream(workbook: Workbook, sheetRowsMax = SHEET_ROWS_MAX): Readable {
  const zip = new ZipFile();
  // A PassThrough, which its types call by an older name.
  const output = zip.outputStream as PassThrough;
  const fail = (error: unknown) =>
    output.destroy(error instanceof Error ? error : new Error(String(error)));
  zip.on("error", fail);
  writeParts(zip, workbook, sheetRowsMax).catch(fail);
  output.once("close", () => void workbook.rows.return(undefined));
  return output;
}

async function writeParts(
  zip: ZipFile,
  { columns, rows, notes, toEdit = false }: Workbook,
  sheetRowsMax: number,
): Promise<void> {
  let sheets = 0;
  for (let more = true; more; ) {
    sheets += 1;
    const part = { ended: false };
    const xml = sheetXml({ columns, rows, toEdit }, sheetRowsMax, part);
    const sheet = Readable.from(xml, { objectMode: false });
    const path = `xl/worksheets/sheet${sheets}.xml`;
    zip.addReadStream(sheet, path, { compressionLevel: COMPRESSION_LEVEL });
    await finished(sheet);
    more = !part.ended;
  }
  const names = [...Array(sheets).keys()].map((index) =>
    index === 0 ? "Data" : `Data ${index + 1}`,
  );
  const text = (path: string, xml: string) => zip.addBuffer(Buffer.from(HEAD + xml), path);
  text(`xl/worksheets/sheet${sheets + 1}.xml`, notesXml(notes));
  const all = [...names, "Keterangan"];
  text("xl/workbook.xml", workbookXml(all));
  text("xl/_rels/workbook.xml.rels", workbookRelations(all.length));
  text("xl/styles.xml", STYLES);
  text("_rels/.rels", RELATIONS);
  text("[Content_Types].xml", contentTypes(all.length));
  zip.end();
}

/** One sheet: header in bold that stays in sight, then rows until they or the sheet end. */
async function* sheetXml(
  { columns, rows, toEdit }: Pick<Required<Workbook>, "columns" | "rows" | "toEdit">,
  rowsMax: number,
  part: { ended: boolean },
): AsyncGenerator<string> {
  const letters = columns.map((_, index) => columnLetters(index));
  const style = toEdit ? TEXT : "";
  const widths = columns.map((title, index) =>
    column(index + 1, Math.max(toEdit ? 20 : 12, title.length + 4), toEdit ? ' style="2"' : ""),
  );
  let text =
    `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">` +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
    `<cols>${widths.join("")}</cols><sheetData>${rowXml(columns, letters, 1, BOLD)}`;
  for (let count = 1; count < rowsMax; count += 1) {
    const { done, value } = await rows.next();
    if (done) {
      part.ended = true;
      break;
    }
    text += rowXml(value, letters, count + 1, style);
    if (text.length < CHUNK_CHARACTERS) continue;
    yield text;
    text = "";
  }
  yield `${text}</sheetData></worksheet>`;
}

function notesXml(notes: Workbook["notes"]): string {
  const cells = notes.map(
    ([name, text], index) =>
      `<row r="${index + 1}">${cellXml(name, `A${index + 1}`, BOLD)}${cellXml(text, `B${index + 1}`, "")}</row>`,
  );
  return `<worksheet xmlns="${MAIN}"><cols>${column(1, 18)}${column(2, 80)}</cols><sheetData>${cells.join("")}</sheetData></worksheet>`;
}

function rowXml(
  cells: readonly ExportCell[],
  letters: readonly string[],
  line: number,
  style: string,
): string {
  let text = `<row r="${line}">`;
  for (const [index, cell] of cells.entries())
    if (cell !== null && cell !== "") text += cellXml(cell, `${letters[index]}${line}`, style);
  return `${text}</row>`;
}

function cellXml(cell: string | number, address: string, style: string): string {
  if (typeof cell === "number") return `<c r="${address}"${style}><v>${cell}</v></c>`;
  return `<c r="${address}"${style} t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell)}</t></is></c>`;
}

/** A, B … Z, AA … as a spreadsheet names its columns; the first has index 0. */
function columnLetters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnLetters(Math.floor(index / 26) - 1) + last;
}

function escapeXml(text: string): string {
  if (!NOT_PLAIN.test(text)) return text;
  return text
    .replace(NOT_XML, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}

function column(index: number, width: number, style = ""): string {
  return `<col min="${index}" max="${index}" width="${width}"${style} customWidth="1"/>`;
}

const BOLD = ' s="1"';
const TEXT = ' s="2"';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";

const STYLES =
  `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>` +
  '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>' +
  '<cellXfs count="3"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="49" applyNumberFormat="1"/></cellXfs></styleSheet>';

const RELATIONS = `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;

function workbookXml(names: readonly string[]): string {
  const sheets = names.map(
    (name, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  return `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets.join("")}</sheets></workbook>`;
}

function workbookRelations(sheets: number): string {
  const parts = [...Array(sheets).keys()].map(
    (index) =>
      `<Relationship Id="rId${index + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  );
  return `<Relationships xmlns="${PACKAGE}/relationships">${parts.join("")}<Relationship Id="rId${sheets + 1}" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`;
}

function contentTypes(sheets: number): string {
  const parts = [...Array(sheets).keys()].map(
    (index) =>
      `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="${TYPE}.worksheet+xml"/>`,
  );
  return (
    `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
    `<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>` +
    `<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>${parts.join("")}</Types>`
  );
}
