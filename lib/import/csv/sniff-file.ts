import { isUtf8 } from "node:buffer";
import { type FileHandle, open } from "node:fs/promises";
import { fail, ok, type Result } from "@/lib/shared/result";
import { findHeader, HEADER_LINE_MAX, isData } from "../table/find-header";
import { type CsvEncoding, openDecoder, type Utf16, utf16MarkBytes, utf16Of } from "./encodings";
import { type ForeignFile, foreignFile } from "./foreign-file";
import { type FieldOffsets, scanFields, scanFieldsLoosely, UNCLOSED } from "./scan-fields";
import { decodeWindows1252 } from "./windows-1252";

export const DELIMITERS = ["|", ";", ",", "\t"] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** Why a file is not read at all. */
export type CsvRefusal = {
  readonly code:
    | ForeignFile
    | "empty_file"
    | "no_columns"
    | "too_many_columns"
    /** Where the column names should be, stands a person: read as names, a row would be lost. */
    | "header_is_data";
};

/** What had to be known of a file before its rows can be read. */
export interface CsvShape {
  readonly encoding: CsvEncoding;
  readonly delimiter: Delimiter;
  /** The column names as written, without spaces around them. */
  readonly header: readonly string[];
  readonly sizeBytes: number;
  /** Physical lines of the whole file: an estimate of its rows, for progress and for sizing. */
  readonly lineCount: number;
  /** The physical line on which the header begins. */
  readonly headerLine: number;
  /** Where the first line after the header begins, in bytes and as a line number. */
  readonly bodyOffset: number;
  readonly bodyLineNo: number;
}

export const COLUMNS_MAX = 300;
const HEAD_BYTES = 256 * 1024;
const CHUNK_BYTES = 1024 * 1024;
const NEWLINE = 0x0a;
const UTF8_BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Finds out how a file is to be read. Its beginning tells whether there is a table at all; then the
 * whole file is looked through once, because the one name with an accent that decides the encoding
 * may stand in the last line.
 *
 * @param headerLine the line of the header where a person said it; found where not
 */
export async function sniffFile(
  path: string,
  headerLine?: number,
): Promise<Result<CsvShape, CsvRefusal>> {
  const file = await open(path, "r");
  try {
    const { size: sizeBytes } = await file.stat();
    const head = Buffer.alloc(Math.min(HEAD_BYTES, sizeBytes));
    await file.read(head, 0, head.length, 0);
    const utf16 = utf16Of(head);
    if (utf16) return await sniffUtf16(file, head, { encoding: utf16, sizeBytes }, headerLine);

    const found = headShape(head, { encoding: "utf-8", sizeBytes, lineCount: 0 }, headerLine);
    if (!found.ok) return found;
    const { utf8, lineCount } = await lookThrough(file);
    if (utf8) return ok({ ...found.value, lineCount });
    return headShape(head, { encoding: "windows-1252", sizeBytes, lineCount }, headerLine);
  } finally {
    await file.close();
  }
}

async function sniffUtf16(
  file: FileHandle,
  head: Buffer,
  known: { readonly encoding: Utf16; readonly sizeBytes: number },
  headerLine: number | undefined,
): Promise<Result<CsvShape, CsvRefusal>> {
  const start = utf16MarkBytes(head);
  const decoded = openDecoder(known.encoding, head.length)(head.subarray(start));
  const found = headShape(decoded, { ...known, lineCount: 0 }, headerLine);
  if (!found.ok) return found;
  // Offsets were counted in UTF-8, of which a letter may have another number of bytes.
  const before = decoded.toString("utf8", 0, found.value.bodyOffset).length;
  const lineCount = await countUtf16Lines(file, known.encoding);
  return ok({ ...found.value, bodyOffset: start + 2 * before, lineCount });
}

/** The shape of a table as far as its first bytes tell it, as UTF-8 or Windows-1252. */
function headShape(
  head: Buffer,
  known: KnownShape,
  headerLine: number | undefined,
): Result<CsvShape, CsvRefusal> {
  if (head.toString("latin1").replace(/^ï»¿/, "").trim() === "")
    return fail({ code: "empty_file" });
  const foreign = foreignFile(head);
  if (foreign !== undefined) return fail({ code: foreign });
  const shape = shapeOf(head, known, headerLine);
  return shape.ok && isData(shape.value.header) ? fail({ code: "header_is_data" }) : shape;
}

async function lookThrough(file: FileHandle): Promise<{ utf8: boolean; lineCount: number }> {
  const chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  let utf8 = true;
  let lineCount = 0;
  let position = 0;
  let carried = 0;
  for (;;) {
    const { bytesRead } = await file.read(chunk, carried, CHUNK_BYTES - carried, position);
    if (bytesRead === 0) break;
    position += bytesRead;
    const filled = chunk.subarray(0, carried + bytesRead);
    lineCount += countLines(filled, carried);
    carried = utf8 ? filled.length - endOfWholeCharacters(filled) : 0;
    utf8 &&= isUtf8(filled.subarray(0, filled.length - carried));
    chunk.copyWithin(0, filled.length - carried, filled.length);
  }
  return { utf8: utf8 && isUtf8(chunk.subarray(0, carried)), lineCount: lineCount + 1 };
}

function countLines(bytes: Buffer, from: number): number {
  let count = 0;
  for (let at = bytes.indexOf(NEWLINE, from); at >= 0; at = bytes.indexOf(NEWLINE, at + 1))
    count += 1;
  return count;
}

/** Only an estimate: the two bytes of a line end are looked for within what is read at once. */
async function countUtf16Lines(file: FileHandle, encoding: Utf16): Promise<number> {
  const chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  const newline = Buffer.from(encoding === "utf-16le" ? [NEWLINE, 0] : [0, NEWLINE]);
  let count = 1;
  for (let position = 0; ; ) {
    const { bytesRead } = await file.read(chunk, 0, CHUNK_BYTES, position);
    if (bytesRead === 0) return count;
    position += bytesRead;
    const filled = chunk.subarray(0, bytesRead);
    for (let at = filled.indexOf(newline); at >= 0; at = filled.indexOf(newline, at + 2))
      if (at % 2 === 0) count += 1;
  }
}

/** A chunk may end inside a character: where its last long character begins, it is cut and waits. */
function endOfWholeCharacters(bytes: Buffer): number {
  const last = bytes.length - 1;
  for (let at = last; at >= 0 && at > last - 4; at -= 1) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) return at;
  }
  return bytes.length;
}

/** A list that comes from a spreadsheet may have its title above the header. */
function shapeOf(
  head: Buffer,
  known: KnownShape,
  headerLine: number | undefined,
): Result<CsvShape, CsvRefusal> {
  const start = head.subarray(0, 3).equals(UTF8_BOM) ? 3 : 0;
  const lines = firstLines(head, start, headerLine ?? HEADER_LINE_MAX).filter(
    ({ lineNo }) => headerLine === undefined || lineNo === headerLine,
  );
  const shapes = lines.map((line) => shapeWithHeader(head, line, known));
  const good = shapes.flatMap((shape) => (shape.ok ? [{ shape, fields: shape.value.header }] : []));
  return findHeader(good)?.shape ?? shapes[0] ?? fail({ code: "empty_file" });
}

type KnownShape = Pick<CsvShape, "encoding" | "sizeBytes" | "lineCount">;

interface Line {
  readonly from: number;
  readonly to: number;
  readonly lineNo: number;
}

function shapeWithHeader(
  head: Buffer,
  line: Line,
  known: KnownShape,
): Result<CsvShape, CsvRefusal> {
  const delimiter = delimiterOf(head.toString("latin1", line.from, line.to));
  if (delimiter === undefined) return fail({ code: "no_columns" });

  const header = readHeader(head, line.from, delimiter.charCodeAt(0));
  if (header.count > COLUMNS_MAX) return fail({ code: "too_many_columns" });
  if (header.count < 1) return fail({ code: "no_columns" });
  const names = Array.from({ length: header.count }, (_, column) => {
    const end = header.offsets.ends[column] ?? 0;
    const bytes = head.subarray(header.offsets.starts[column], end < 0 ? ~end : end);
    const name =
      known.encoding === "windows-1252" ? decodeWindows1252(bytes) : bytes.toString("utf8");
    return name.replaceAll('""', '"').trim();
  });
  return ok({
    ...known,
    delimiter,
    header: names,
    headerLine: line.lineNo,
    bodyOffset: header.end + 1,
    bodyLineNo: line.lineNo + header.lines,
  });
}

/** The first lines with something in them. */
function firstLines(head: Buffer, start: number, lineNoMax: number): Line[] {
  const lines: Line[] = [];
  let lineNo = 1;
  for (let from = start; from < head.length && lineNo <= lineNoMax; lineNo += 1) {
    const to = endOfLine(head, from);
    if (head.toString("latin1", from, to).trim() !== "") lines.push({ from, to, lineNo });
    from = to + 1;
  }
  return lines;
}

function endOfLine(bytes: Buffer, from: number): number {
  const newline = bytes.indexOf(NEWLINE, from);
  return newline < 0 ? bytes.length : newline;
}

/** The delimiter that occurs most often outside quotes; undefined where none does. */
function delimiterOf(line: string): Delimiter | undefined {
  const unquoted = line.replace(/"(?:[^"]|"")*"/g, "");
  const counts = DELIMITERS.map((delimiter) => unquoted.split(delimiter).length - 1);
  const most = Math.max(...counts);
  return most === 0 ? undefined : DELIMITERS[counts.indexOf(most)];
}

/** A column name may hold a line break where it is quoted, as spreadsheets write it. */
function readHeader(head: Buffer, from: number, delimiter: number) {
  const offsets: FieldOffsets = {
    starts: new Int32Array(COLUMNS_MAX),
    ends: new Int32Array(COLUMNS_MAX),
  };
  let lines = 1;
  for (let end = endOfLine(head, from); ; lines += 1) {
    const to = end > from && head[end - 1] === 0x0d ? end - 1 : end;
    const strict = scanFields(head, from, to, delimiter, COLUMNS_MAX, offsets, 0);
    if (strict !== UNCLOSED || end >= head.length) {
      const count =
        strict > 0 ? strict : scanFieldsLoosely(head, from, to, delimiter, COLUMNS_MAX, offsets, 0);
      return { offsets, count, end, lines };
    }
    end = endOfLine(head, end + 1);
  }
}
