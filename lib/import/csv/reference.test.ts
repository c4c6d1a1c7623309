import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openCsv } from "./open-csv";

/** What the reader takes from the disk at once: every place in a file may be at its edge. */
const CHUNK_BYTES = 256 * 1024;
const COLUMNS = 3;
const JOINED_LINES_MAX = 20;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tepat-csv-"));
});
afterAll(() => rm(folder, { recursive: true }));

type Told = readonly [lineNo: number, fields: readonly string[] | "broken_line", raw: string];

/** The same rules as the reader's, on one string and without care for speed or memory. */
function referenceRows(text: string, delimiter: string): Told[] {
  const lines = text.split("\n");
  const told: Told[] = [];
  for (let at = 0; at < lines.length; ) {
    const line = withoutReturn(lines[at] ?? "");
    const taken = [...line].every(
      (letter) => letter <= " " || letter === delimiter || letter === '"',
    )
      ? { fields: undefined, lines: 1 }
      : takeRecord(lines, at, delimiter);
    const raw = withoutReturn(lines.slice(at, at + taken.lines).join("\n"));
    if (taken.fields) told.push([at + 1, taken.fields, raw]);
    at += taken.lines;
  }
  return told.slice(1);
}

function takeRecord(lines: readonly string[], at: number, delimiter: string) {
  const line = withoutReturn(lines[at] ?? "");
  const strict = strictFields(line, delimiter);
  if (Array.isArray(strict) && strict.length === COLUMNS) return { fields: strict, lines: 1 };
  if (strict === "unclosed") {
    for (let count = 2; count <= JOINED_LINES_MAX && at + count <= lines.length; count += 1) {
      const next = withoutReturn(lines[at + count - 1] ?? "");
      const alone = [strictFields(next, delimiter), looseFields(next, delimiter)];
      if (alone.some((fields) => Array.isArray(fields) && fields.length === COLUMNS)) break;
      const joined = strictFields(withoutReturn(lines.slice(at, at + count).join("\n")), delimiter);
      if (Array.isArray(joined) && joined.length === COLUMNS)
        return { fields: joined, lines: count };
      if (joined !== "unclosed") break;
    }
  }
  const loose = looseFields(line, delimiter);
  const whole = Array.isArray(loose) && loose.length === COLUMNS;
  return { fields: whole ? loose : ("broken_line" as const), lines: 1 };
}

/** RFC 4180; stops at one field more than there are columns. */
function strictFields(text: string, delimiter: string): string[] | "unclosed" | "malformed" {
  const fields: string[] = [];
  let rest = text;
  for (;;) {
    if (fields.length === COLUMNS) return [...fields, ""];
    const quoted = /^"((?:[^"]|"")*)"(?!")/.exec(rest);
    if (rest.startsWith('"') && !quoted) return "unclosed";
    const written = quoted ? quoted[0] : (rest.split(delimiter)[0] ?? "");
    fields.push(quoted ? (quoted[1] ?? "").replaceAll('""', '"') : written);
    rest = rest.slice(written.length);
    if (rest === "") return fields;
    if (!rest.startsWith(delimiter)) return "malformed";
    rest = rest.slice(1);
  }
}

/** A quoted field ends at the first quote that stands before a delimiter or the line's end. */
function looseFields(text: string, delimiter: string): string[] | "unclosed" {
  const fields: string[] = [];
  let rest = text;
  for (;;) {
    if (fields.length === COLUMNS) return [...fields, ""];
    const quoted = rest.startsWith('"');
    const closed = quoted ? rest.indexOf(`"${delimiter}`, 1) : rest.indexOf(delimiter);
    const end = closed < 0 ? rest.length : closed + (quoted ? 1 : 0);
    const written = rest.slice(0, end);
    if (quoted && (written.length < 2 || !written.endsWith('"'))) return "unclosed";
    fields.push(quoted ? written.slice(1, -1).replaceAll('""', '"') : written);
    if (end >= rest.length) return fields;
    rest = rest.slice(end + 1);
  }
}

function withoutReturn(line: string): string {
  return line.endsWith("\r") ? line.slice(0, -1) : line;
}

const ENCODINGS = {
  "utf-8": (text: string) => Buffer.from(text, "utf8"),
  "windows-1252": (text: string) => Buffer.from(text, "latin1"),
  "utf-16le": (text: string) => Buffer.from(text, "utf16le"),
  "utf-16be": (text: string) => Buffer.from(text, "utf16le").swap16(),
} as const;

describe.each(["|", ";", ",", "\t"])(
  "lines parted by %j, whole and broken in every way",
  (delimiter) => {
    test.each(Object.keys(ENCODINGS) as (keyof typeof ENCODINGS)[])(
      "are read from %s as by the plain rules, wherever the edge of a chunk falls",
      async (encoding) => {
        const random = seeded(delimiter.charCodeAt(0) * 1000 + encoding.length);
        const encode = ENCODINGS[encoding];
        const letters = [
          "a",
          "1",
          " ",
          "é",
          "ÿ",
          ...(encoding === "windows-1252" ? [] : ["€", "漢", "😀"]),
        ];
        const alphabet = [
          ...letters,
          '"',
          '"',
          delimiter,
          delimiter,
          "\n",
          "\r\n",
          `"${delimiter}"`,
        ];
        for (let round = 0; round < 6; round += 1) {
          const odd = Array.from({ length: 600 }, () => pick(alphabet, random)).join("");
          // Long, so that a few of them fill a chunk.
          const good = `1${delimiter}"${"é".repeat(2000)}"${delimiter}3\n`;
          const header = `nik${delimiter}nama${delimiter}desil\n`;
          // The odd lines begin a little before an edge; each round at another place.
          const before =
            CHUNK_BYTES - encode(header).length - Math.floor(random() * encode(odd).length);
          const rows = Math.floor(before / encode(good).length);
          const text = `${header}${good.repeat(rows)}${odd}\n${good}`;
          const path = join(folder, `${encoding} ${delimiter.charCodeAt(0)}.csv`);
          await writeFile(path, encode(text));
          const file = await openCsv(path);
          if (!file.ok) throw new Error(file.problem.code);
          const told: Told[] = [];
          for await (const { lineNo, fields, problem, raw } of file.value.rows)
            told.push([lineNo, fields ?? (problem as "broken_line"), raw]);

          expect(file.value.encoding).toBe(encoding);
          const expected = referenceRows(text, delimiter);
          expect(told.length).toBe(expected.length);
          expect(told.slice(rows)).toEqual(expected.slice(rows));
        }
      },
    );
  },
);

function pick<Value>(values: readonly Value[], random: () => number): Value {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) throw new Error("nothing to pick from");
  return value;
}

/** Mulberry32: the same numbers in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
