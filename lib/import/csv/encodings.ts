import { isAscii } from "node:buffer";
import { decodeWindows1252 } from "./windows-1252";

export type CsvEncoding = "utf-8" | "windows-1252" | Utf16;
export type Utf16 = "utf-16le" | "utf-16be";

const LITTLE_ENDIAN_MARK = Buffer.from([0xff, 0xfe]);
const BIG_ENDIAN_MARK = Buffer.from([0xfe, 0xff]);
const MARK_BYTES = 2;
/** Enough to tell, and little enough to look at byte by byte. */
const LOOKED_AT_BYTES = 4096;
/** The letters of a table are almost all Latin, whose upper byte is empty; those of no other kind of file are. */
const EMPTY_SHARE_MIN = 0.6;
const EMPTY_SHARE_OTHER_MAX = 0.05;

/**
 * Whether a file is UTF-16, as "Unicode text" of spreadsheets is: by its mark, or by where its empty
 * bytes stand. Undefined for any other encoding, which only the whole file tells.
 */
export function utf16Of(head: Buffer): Utf16 | undefined {
  if (startsWith(head, LITTLE_ENDIAN_MARK)) return "utf-16le";
  if (startsWith(head, BIG_ENDIAN_MARK)) return "utf-16be";
  const pairs = Math.floor(Math.min(head.length, LOOKED_AT_BYTES) / 2);
  const empty = [0, 0] as [number, number];
  for (let at = 0; at < 2 * pairs; at += 1) if (head[at] === 0) empty[at % 2 === 0 ? 0 : 1] += 1;
  const [first, second] = empty;
  const least = Math.max(1, EMPTY_SHARE_MIN * pairs);
  const most = EMPTY_SHARE_OTHER_MAX * pairs;
  if (second >= least && first <= most) return "utf-16le";
  return first >= least && second <= most ? "utf-16be" : undefined;
}

/** The bytes before the first letter of a UTF-16 file. */
export function utf16MarkBytes(head: Buffer): number {
  return startsWith(head, LITTLE_ENDIAN_MARK) || startsWith(head, BIG_ENDIAN_MARK) ? MARK_BYTES : 0;
}

/**
 * Makes UTF-8 of a file's pieces, which may end inside a letter. What it gives is overwritten by the
 * next piece. UTF-8 needs none.
 *
 * @param pieceBytesMax how long a piece may be
 */
export function openDecoder(
  encoding: Exclude<CsvEncoding, "utf-8">,
  pieceBytesMax: number,
): (piece: Buffer) => Buffer {
  // A byte of Windows-1252 takes three at most, and so do two of UTF-16; one letter may have waited.
  const decoded = Buffer.allocUnsafeSlow(3 * pieceBytesMax + 4);
  if (encoding === "windows-1252")
    return (piece) => decoded.subarray(0, writeWindows1252(piece, decoded));
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  return (piece) =>
    decoded.subarray(0, decoded.write(decoder.decode(piece, { stream: true }), "utf8"));
}

/** A file has a letter that is not ASCII in one of many lines: what lies between them is the same in UTF-8. */
const SLICE_BYTES = 4096;

/** Writes a piece of Windows-1252 as UTF-8 and says how long it became. */
function writeWindows1252(piece: Buffer, into: Buffer): number {
  let length = 0;
  for (let at = 0; at < piece.length; at += SLICE_BYTES) {
    const slice = piece.subarray(at, at + SLICE_BYTES);
    length += isAscii(slice)
      ? slice.copy(into, length)
      : into.write(decodeWindows1252(slice), length, "utf8");
  }
  return length;
}

function startsWith(head: Buffer, mark: Buffer): boolean {
  return head.subarray(0, mark.length).equals(mark);
}
