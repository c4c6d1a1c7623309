/** What was given in place of a table. */
export type ForeignFile =
  | "pdf_file"
  | "image_file"
  | "document_file"
  | "web_page"
  | "other_archive"
  | "not_a_text_table";

interface Signature {
  readonly kind: ForeignFile;
  readonly bytes: Buffer;
  readonly offset: number;
}

/** How files begin that are often given in place of a table; a name says nothing. */
const SIGNATURES: readonly Signature[] = [
  at("pdf_file", "%PDF-"),
  at("image_file", "\xff\xd8\xff"),
  at("image_file", "\x89PNG"),
  at("image_file", "GIF8"),
  at("image_file", "WEBP", 8),
  at("image_file", "ftyphei", 4),
  at("image_file", "II*\0"),
  at("image_file", "MM\0*"),
  at("document_file", "{\\rtf"),
  at("other_archive", "Rar!\x1a\x07"),
  at("other_archive", "7z\xbc\xaf\x27\x1c"),
  at("other_archive", "BZh"),
  at("other_archive", "\xfd7zXZ"),
  at("other_archive", "\x28\xb5\x2f\xfd"),
  at("other_archive", "ustar", 257),
];

/** Programs of the web write tables as pages, and call them XLS. */
const WEB_PAGE = /^\s*<(?:!doctype|!--|\?xml|html|head|meta|body|table|style|div)\b/i;
const JSON_DATA = /^\s*(?:\{\s*"|\[\s*[{[])/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const CONTROLS = /[\u0001-\u0008\u000e-\u0019]/g;
/** A stray one may have come from anywhere; bytes read as letters have one in ten. */
const CONTROLS_SHARE_MAX = 0.01;

/** What a file is that holds no table of text, by its first bytes; undefined where it may. */
export function foreignFile(head: Buffer): ForeignFile | undefined {
  const found = SIGNATURES.find(({ bytes, offset }) =>
    head.subarray(offset, offset + bytes.length).equals(bytes),
  );
  if (found) return found.kind;
  const text = head.toString("latin1").replace(/^ï»¿/, "");
  if (WEB_PAGE.test(text)) return "web_page";
  return isBinary(text) || JSON_DATA.test(text) ? "not_a_text_table" : undefined;
}

/** Text has no NUL; every program's own file format has many. */
function isBinary(text: string): boolean {
  if (text.includes("\0")) return true;
  return (text.match(CONTROLS)?.length ?? 0) > text.length * CONTROLS_SHARE_MAX;
}

function at(kind: ForeignFile, letters: string, offset = 0): Signature {
  return { kind, bytes: Buffer.from(letters, "latin1"), offset };
}
