/** The text of one cell while it is put together from its pieces. */
export interface CellText {
  readonly bytes: Buffer;
  readonly length: number;
  clear(): void;
  add(bytes: Buffer, from: number, to: number, verbatim: boolean): void;
  /** Replaces `_x000D_` and its like, by which spreadsheets write characters that XML cannot hold. */
  unescape(): void;
  set(text: string): void;
  toString(): string;
}

const AMPERSAND = 0x26;
const UNDERSCORE = 0x5f;
const SMALL_X = 0x78;
const ENTITIES: Readonly<Record<string, string>> = {
  lt: "<",
  gt: ">",
  amp: "&",
  quot: '"',
  apos: "'",
};

export function openCellText(): CellText {
  let bytes = Buffer.allocUnsafeSlow(256 * 1024);
  let length = 0;
  let escaped = false;

  function makeRoom(more: number): void {
    if (length + more <= bytes.length) return;
    const grown = Buffer.allocUnsafeSlow(2 * (length + more));
    bytes.copy(grown, 0, 0, length);
    bytes = grown;
  }

  function add(source: Buffer, from: number, to: number, verbatim: boolean): void {
    makeRoom(to - from);
    for (let at = from; at < to; at += 1) {
      const byte = source[at] ?? 0;
      if (byte === AMPERSAND && !verbatim) {
        at = addEntity(source, at, to);
        continue;
      }
      if (byte === SMALL_X && length > 0 && bytes[length - 1] === UNDERSCORE) escaped = true;
      bytes[length] = byte;
      length += 1;
    }
  }

  /** Adds what an entity stands for; returns where it ends. One that nobody knows stays as written. */
  function addEntity(source: Buffer, from: number, to: number): number {
    const semicolon = source.subarray(from, Math.min(to, from + 12)).indexOf(";");
    const name = source.toString("latin1", from + 1, from + semicolon);
    const character = semicolon < 0 ? undefined : (ENTITIES[name] ?? characterOf(name));
    if (character === undefined) {
      bytes[length] = AMPERSAND;
      length += 1;
      return from;
    }
    length += bytes.write(character, length, "utf8");
    return from + semicolon;
  }

  return {
    get bytes() {
      return bytes;
    },
    get length() {
      return length;
    },
    clear() {
      length = 0;
      escaped = false;
    },
    add,
    unescape() {
      if (!escaped) return;
      const text = bytes.toString("utf8", 0, length);
      length = bytes.write(
        text.replace(/_x([0-9a-f]{4})_/gi, (_, code: string) =>
          String.fromCharCode(Number.parseInt(code, 16)),
        ),
        "utf8",
      );
    },
    set(text) {
      length = 0;
      makeRoom(3 * text.length);
      length = bytes.write(text, "utf8");
    },
    toString: () => bytes.toString("utf8", 0, length),
  };
}

function characterOf(name: string): string | undefined {
  const [, hex, decimal] = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(name) ?? [];
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  return Number.isInteger(code) && code > 0 && code <= 0x10ffff
    ? String.fromCodePoint(code)
    : undefined;
}
