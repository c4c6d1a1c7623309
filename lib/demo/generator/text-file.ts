import { open } from "node:fs/promises";

/** How text becomes bytes; the files of an office come in all of these. */
const ENCODERS = {
  utf8: (text: string) => Buffer.from(text, "utf8"),
  utf8WithBom: (text: string) => Buffer.from(text, "utf8"),
  latin1: (text: string) => Buffer.from(text, "latin1"),
  // Of the letters that Windows-1252 has and Latin-1 has not, names only need the apostrophe.
  windows1252: (text: string) => Buffer.from(text.replaceAll("’", "\u0092"), "latin1"),
} as const;
type Encoding = keyof typeof ENCODERS;

const BUFFERED_CHARACTERS_MAX = 512 * 1024;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** A file that is written from the first line to the last, with little of it in memory at once. */
export type TextFile = {
  readonly path: string;
  append(text: string): void;
  /** Writes what is waiting if there is much of it; to be awaited now and then. */
  drain(): Promise<void>;
  close(): Promise<void>;
};

export async function createTextFile(path: string, encoding: Encoding): Promise<TextFile> {
  const file = await open(path, "w");
  if (encoding === "utf8WithBom") await file.appendFile(BYTE_ORDER_MARK);
  let waiting: string[] = [];
  let characters = 0;
  const write = async () => {
    const text = waiting.join("");
    waiting = [];
    characters = 0;
    await file.appendFile(ENCODERS[encoding](text));
  };
  return {
    path,
    append(text) {
      waiting.push(text);
      characters += text.length;
    },
    async drain() {
      if (characters > BUFFERED_CHARACTERS_MAX) await write();
    },
    async close() {
      await write();
      await file.close();
    },
  };
}
