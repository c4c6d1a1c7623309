import { WorkbookRefused } from "./workbook-refused";

/** What to do with the pieces of an XML document. Names are given by `nameCode`, without their prefix. */
export interface XmlHandler {
  /** An element begins; its attributes stand in `bytes[from, to)`. */
  open(name: number, bytes: Buffer, from: number, to: number): void;
  /** An element ends. True stops the scan here, until it is asked to go on. */
  close(name: number): boolean;
  /** Whether the text that follows is wanted; whatever else stands there is passed over. */
  wantsText(): boolean;
  /** Text as written: with entities, unless it is CDATA. */
  text(bytes: Buffer, from: number, to: number, verbatim: boolean): void;
}

/** Reads an XML document as its bytes come, without ever holding more than one piece of it. */
export interface XmlScanner {
  feed(chunk: Buffer): void;
  /** Goes on. True when the handler stopped it; false when it needs the next chunk. */
  scan(): boolean;
  /** Whether the document ended where it may end. */
  atEnd(): boolean;
}

/** The longest text of one cell is 32,767 characters; a longer piece is no workbook. */
const PIECE_BYTES_MAX = 1024 * 1024;
const LESS = 0x3c;
const GREATER = 0x3e;
const SLASH = 0x2f;
const COLON = 0x3a;
const BANG = 0x21;
const QUESTION = 0x3f;
const DOUBLE_QUOTE = 0x22;
const QUOTE = 0x27;
const COMMENT = Buffer.from("<!--");
const COMMENT_END = Buffer.from("-->");
const CDATA = Buffer.from("<![CDATA[");
const CDATA_END = Buffer.from("]]>");

/** A number for an element's name, as the scanner makes it of the bytes. */
export function nameCode(name: string): number {
  let code = 0;
  for (const byte of Buffer.from(name)) code = (Math.imul(code, 31) + byte) | 0;
  return code;
}

export function openXmlScanner(handler: XmlHandler): XmlScanner {
  let store = Buffer.allocUnsafeSlow(1024 * 1024);
  let bytes = store.subarray(0, 0);
  let position = 0;
  let depth = 0;

  /** Moves what was not used to the front and puts the chunk behind it. */
  function feed(chunk: Buffer): void {
    const left = bytes.length - position;
    if (left > PIECE_BYTES_MAX) throw new WorkbookRefused("broken_workbook", "a piece too long");
    if (left + chunk.length > store.length) {
      const grown = Buffer.allocUnsafeSlow(left + chunk.length);
      bytes.copy(grown, 0, position);
      store = grown;
    } else bytes.copy(store, 0, position);
    chunk.copy(store, left);
    bytes = store.subarray(0, left + chunk.length);
    position = 0;
  }

  // Called for every tag of a sheet: the fields of the closure are read into locals once.
  function scan(): boolean {
    const window = bytes;
    for (;;) {
      const less = nextTag(window, position);
      if (less < 0) {
        if (!handler.wantsText()) position = window.length;
        return false;
      }
      if (less > position && handler.wantsText()) handler.text(window, position, less, false);
      position = less;
      const next = window[less + 1];
      if (next === undefined) return false;
      if (next === BANG || next === QUESTION) {
        if (!passMarkup(next)) return false;
        continue;
      }
      const end = next === SLASH ? endOfClosing(window, less + 2) : endOfTag(window, less + 1);
      if (end < 0) return false;
      position = end + 1;
      if (takeTag(window, less, end, next === SLASH)) return true;
    }
  }

  /** Passes over comments and declarations; CDATA is text. */
  function passMarkup(kind: number): boolean {
    if (kind === QUESTION) return passUntil(bytes.indexOf("?>", position), 2);
    const left = bytes.subarray(position, position + CDATA.length);
    if (left.length < CDATA.length) return false;
    if (left.equals(CDATA)) {
      const end = bytes.indexOf(CDATA_END, position);
      if (end >= 0 && handler.wantsText()) handler.text(bytes, position + CDATA.length, end, true);
      return passUntil(end, CDATA_END.length);
    }
    if (left.subarray(0, COMMENT.length).equals(COMMENT))
      return passUntil(bytes.indexOf(COMMENT_END, position + COMMENT.length), COMMENT_END.length);
    // A document type may define entities that grow without end; no spreadsheet has one.
    throw new WorkbookRefused("broken_workbook", "a document type");
  }

  function passUntil(end: number, length: number): boolean {
    if (end < 0) return false;
    position = end + length;
    return true;
  }

  function takeTag(window: Buffer, less: number, end: number, closing: boolean): boolean {
    let at = closing ? less + 2 : less + 1;
    let code = 0;
    for (; at < end; at += 1) {
      const byte = window[at] ?? 0;
      if (byte <= 0x20 || byte === SLASH) break;
      code = byte === COLON ? 0 : (Math.imul(code, 31) + byte) | 0;
    }
    if (closing) {
      depth -= 1;
      return handler.close(code);
    }
    const empty = window[end - 1] === SLASH;
    handler.open(code, window, at, empty ? end - 1 : end);
    if (empty) return handler.close(code);
    depth += 1;
    return false;
  }

  return { feed, scan, atEnd: () => depth === 0 };
}

/** Most texts of cells are shorter than what a call into the runtime costs. */
const NEAR_BYTES = 48;

/** Where the next `<` stands; -1 where it has not come yet. */
function nextTag(bytes: Buffer, from: number): number {
  const near = Math.min(bytes.length, from + NEAR_BYTES);
  for (let at = from; at < near; at += 1) if (bytes[at] === LESS) return at;
  return bytes.indexOf(LESS, near);
}

/** Where the tag's `>` stands, or -1: one inside quotes belongs to an attribute. */
function endOfTag(bytes: Buffer, from: number): number {
  const { length } = bytes;
  let at = from;
  while (at < length) {
    const byte = bytes[at];
    if (byte === GREATER) return at;
    at += 1;
    if (byte === DOUBLE_QUOTE || byte === QUOTE) {
      while (at < length && bytes[at] !== byte) at += 1;
      at += 1;
    }
  }
  return -1;
}

function endOfClosing(bytes: Buffer, from: number): number {
  const { length } = bytes;
  for (let at = from; at < length; at += 1) if (bytes[at] === GREATER) return at;
  return -1;
}
