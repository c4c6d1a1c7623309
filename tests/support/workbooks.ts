import { writeFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { crc32, createDeflateRaw, deflateRawSync } from "node:zlib";

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships";

/** A workbook as its XML is written: what no library would write. */
export interface RawWorkbook {
  /** The content of each `sheetData`, or a whole part where it begins with `<`. */
  readonly sheets: readonly {
    readonly name: string;
    readonly rows: string;
    readonly state?: string;
  }[];
  readonly strings?: string;
  readonly styles?: string;
  readonly date1904?: boolean;
  /** Parts that replace or join those above. */
  readonly parts?: Readonly<Record<string, string | Buffer | PackedPart>>;
}

/** Writes a workbook with the smallest set of parts. */
export async function writeRawWorkbook(path: string, workbook: RawWorkbook): Promise<void> {
  await writeFile(path, zipOf({ ...partsOf(workbook), ...workbook.parts }));
}

function partsOf({ sheets, strings, styles, date1904 }: RawWorkbook): Record<string, string> {
  const listed = sheets.map(
    ({ name, state = "visible" }, index) =>
      `<sheet name="${name}" sheetId="${index + 1}" state="${state}" r:id="rId${index + 1}"/>`,
  );
  const relations = sheets.map((_, index) =>
    relation(`rId${index + 1}`, "worksheet", `worksheets/sheet${index + 1}.xml`),
  );
  if (strings !== undefined) relations.push(relation("rS", "sharedStrings", "sharedStrings.xml"));
  if (styles !== undefined) relations.push(relation("rT", "styles", "/xl/styles.xml"));
  return {
    "_rels/.rels": `<Relationships xmlns="${PACKAGE}">${relation("r1", "officeDocument", "xl/workbook.xml")}</Relationships>`,
    "xl/workbook.xml": `<?xml version="1.0"?><workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr${date1904 ? ' date1904="1"' : ""}/><sheets>${listed.join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships xmlns="${PACKAGE}">${relations.join("")}</Relationships>`,
    ...Object.fromEntries(
      sheets.map(({ rows }, index) => [
        `xl/worksheets/sheet${index + 1}.xml`,
        rows.startsWith("<?xml")
          ? rows
          : `<?xml version="1.0"?><worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData><pageMargins/></worksheet>`,
      ]),
    ),
    ...(strings !== undefined && {
      "xl/sharedStrings.xml": `<?xml version="1.0"?><sst xmlns="${MAIN}">${strings}</sst>`,
    }),
    ...(styles !== undefined && {
      "xl/styles.xml": `<?xml version="1.0"?><styleSheet xmlns="${MAIN}">${styles}</styleSheet>`,
    }),
  };
}

function relation(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
}

/** Content that was deflated piece by piece, because it is too long to be held in one. */
export interface PackedPart {
  readonly packed: Buffer;
  readonly bytes: number;
  readonly crc: number;
}

/** A ZIP archive. `lies` changes what its directory says of a part. */
export function zipOf(
  parts: Readonly<Record<string, string | Buffer | PackedPart>>,
  lies: Readonly<Record<string, { readonly bytes?: number; readonly flags?: number }>> = {},
): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(parts)) {
    const part =
      typeof content === "string" || Buffer.isBuffer(content)
        ? pack(Buffer.from(content))
        : content;
    const { packed } = part;
    const { bytes = part.bytes, flags = 0 } = lies[name] ?? {};
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(flags, 2);
    facts.writeUInt16LE(8, 4);
    facts.writeUInt32LE(part.crc, 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(bytes, 18);
    facts.writeUInt16LE(Buffer.byteLength(name), 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.from("PK\x01\x02\x14\x00", "latin1"), facts, place, Buffer.from(name));
    const body = [Buffer.from("PK\x03\x04", "latin1"), facts, Buffer.from(name), packed];
    bodies.push(...body);
    offset += body.reduce((sum, piece) => sum + piece.length, 0);
  }
  const index = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(Object.keys(parts).length, 8);
  end.writeUInt16LE(Object.keys(parts).length, 10);
  end.writeUInt32LE(index.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, index, end]);
}

function pack(plain: Buffer): PackedPart {
  return { packed: deflateRawSync(plain), bytes: plain.length, crc: crc32(plain) };
}

/** Deflates text as it comes, so that a part may be longer than a string can be. */
export async function packPieces(pieces: Iterable<string>): Promise<PackedPart> {
  const facts = { bytes: 0, crc: 0 };
  function* count() {
    for (const piece of pieces) {
      const bytes = Buffer.from(piece);
      facts.bytes += bytes.length;
      facts.crc = crc32(bytes, facts.crc);
      yield bytes;
    }
  }
  const packed: Buffer[] = [];
  for await (const chunk of Readable.from(count()).pipe(createDeflateRaw())) packed.push(chunk);
  return { ...facts, packed: Buffer.concat(packed) };
}
