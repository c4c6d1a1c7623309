import { openCellText } from "./cell-text";
import { type PackagePart, readPart } from "./open-package";
import { WorkbookRefused } from "./workbook-refused";
import { nameCode, openXmlScanner, type XmlHandler } from "./xml-scanner";

/** The texts that cells point to by their number: all of them in one piece of memory. */
export interface SharedStrings {
  readonly count: number;
  readonly bytes: Buffer;
  /** Text `n` is `bytes[starts[n], starts[n + 1])`. */
  readonly starts: Uint32Array;
}

const BYTES_MAX = 256 * 1024 * 1024;
const STRINGS_MAX = 16 * 1024 * 1024;
const GROWTH = 1.5;

const SI = nameCode("si");
const T = nameCode("t");
const PHONETIC = nameCode("rPh");

export const NO_SHARED_STRINGS: SharedStrings = {
  count: 0,
  bytes: Buffer.alloc(0),
  starts: new Uint32Array(1),
};

/**
 * Reads the table of shared strings: about their own size in memory, where a string of JavaScript
 * each would take several times that. The pieces of rich text are put together.
 *
 * @throws WorkbookRefused
 */
export async function readSharedStrings(part: PackagePart): Promise<SharedStrings> {
  if (part.bytes > 4 * BYTES_MAX) throw tooMany();
  const store = openStringStore();
  const scanner = openXmlScanner(stringHandler(store));
  for await (const chunk of readPart(part)) {
    scanner.feed(chunk);
    scanner.scan();
  }
  if (!scanner.atEnd()) throw new WorkbookRefused("broken_workbook", "shared strings cut off");
  return store.strings();
}

function openStringStore() {
  let bytes = Buffer.allocUnsafeSlow(64 * 1024);
  let starts = new Uint32Array(4096);
  let count = 0;
  let length = 0;

  return {
    add(text: Buffer, textLength: number): void {
      if (length + textLength > BYTES_MAX || count >= STRINGS_MAX) throw tooMany();
      if (length + textLength > bytes.length) {
        const grown = Buffer.allocUnsafeSlow(Math.ceil(GROWTH * (length + textLength)));
        bytes.copy(grown, 0, 0, length);
        bytes = grown;
      }
      if (count + 2 > starts.length) {
        const grown = new Uint32Array(Math.ceil(GROWTH * starts.length));
        grown.set(starts);
        starts = grown;
      }
      for (let at = 0; at < textLength; at += 1) bytes[length + at] = text[at] ?? 0;
      length += textLength;
      count += 1;
      starts[count] = length;
    },
    strings: (): SharedStrings => ({ count, bytes, starts }),
  };
}

function stringHandler(store: ReturnType<typeof openStringStore>): XmlHandler {
  const text = openCellText();
  let inText = false;
  let inPhonetic = false;
  return {
    open(name) {
      if (name === SI) text.clear();
      else if (name === PHONETIC) inPhonetic = true;
      else if (name === T) inText = !inPhonetic;
    },
    close(name) {
      if (name === T) inText = false;
      else if (name === PHONETIC) inPhonetic = false;
      else if (name === SI) {
        text.unescape();
        store.add(text.bytes, text.length);
      }
      return false;
    },
    wantsText: () => inText,
    text: text.add,
  };
}

function tooMany(): WorkbookRefused {
  return new WorkbookRefused("workbook_too_large", "too many shared strings");
}
