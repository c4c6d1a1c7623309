import type { DateSystem } from "./number-cells";
import { readSmallPart, type WorkbookPackage } from "./open-package";
import { WorkbookRefused } from "./workbook-refused";

/** A sheet as the workbook lists it; `partName` is where its rows are. */
export interface ListedSheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly partName: string;
}

export interface WorkbookParts {
  readonly sheets: readonly ListedSheet[];
  readonly dateSystem: DateSystem;
  /** By style: 1 where a number of it is a day. */
  readonly isDay: Uint8Array;
  readonly stringsName: string | null;
}

const STYLES_MAX = 100_000;

/**
 * Reads what a workbook says of itself: its sheets in order, its date system, its styles.
 *
 * @throws WorkbookRefused
 */
export async function readWorkbookParts(parts: WorkbookPackage): Promise<WorkbookParts> {
  const bookName = await findBook(parts);
  const book = await readNamed(parts, bookName);
  const relations = await readRelations(parts, bookName);
  const sheets: ListedSheet[] = [];
  let dateSystem: DateSystem = 1900;
  for (const { name, attribute } of xmlTags(book)) {
    if (name === "workbookPr" && /^(?:1|true)$/.test(attribute("date1904") ?? ""))
      dateSystem = 1904;
    if (name !== "sheet") continue;
    const target = relations.find(({ id }) => id === attribute("id"));
    if (target?.type !== "worksheet") continue;
    const hidden = /hidden/i.test(attribute("state") ?? "");
    sheets.push({ name: attribute("name") ?? "", hidden, partName: target.partName });
  }
  const partOf = (type: string) => relations.find((relation) => relation.type === type)?.partName;
  const stylesName = partOf("styles");
  const styles = stylesName !== undefined && parts.has(stylesName);
  return {
    sheets,
    dateSystem,
    isDay: styles ? dayStyles(await readNamed(parts, stylesName)) : new Uint8Array(0),
    stringsName: partOf("sharedStrings") ?? null,
  };
}

/** The part with the workbook; other archives (ODS, DOCX, XLSB, a plain ZIP) have none that we read. */
async function findBook(parts: WorkbookPackage): Promise<string> {
  const [document] = (await readRelations(parts, "")).filter(
    ({ type }) => type === "officeDocument",
  );
  const name = document?.partName ?? "xl/workbook.xml";
  if (!parts.has(name) || !/<(?:[\w.-]+:)?workbook[\s>]/.test(await readNamed(parts, name)))
    throw new WorkbookRefused("not_a_workbook", "no workbook part");
  return name;
}

interface Relation {
  readonly id: string | undefined;
  /** The last word of the type's address, which differs between the two editions of the standard. */
  readonly type: string | undefined;
  readonly partName: string;
}

async function readRelations(parts: WorkbookPackage, ofPart: string): Promise<Relation[]> {
  const folder = ofPart.slice(0, ofPart.lastIndexOf("/") + 1);
  const name = `${folder}_rels/${ofPart.slice(folder.length)}.rels`;
  if (!parts.has(name)) return [];
  const relations: Relation[] = [];
  for (const tag of xmlTags(await readNamed(parts, name)))
    if (tag.name === "Relationship")
      relations.push({
        id: tag.attribute("Id"),
        type: tag.attribute("Type")?.split("/").at(-1),
        partName: resolveName(folder, tag.attribute("Target") ?? ""),
      });
  return relations;
}

function resolveName(folder: string, target: string): string {
  // Only its path matters: the host is what a URL needs to be one.
  return decodeURIComponent(new URL(target, `http://workbook/${folder}`).pathname)
    .slice(1)
    .toLowerCase();
}

async function readNamed(parts: WorkbookPackage, name: string): Promise<string> {
  const part = parts.get(name);
  if (!part) throw new WorkbookRefused("broken_workbook", "a missing part");
  return readSmallPart(part);
}

/** Formats of days that every spreadsheet knows by number, those of East Asia among them. */
function isBuiltInDay(id: number): boolean {
  return (
    (id >= 14 && id <= 22) ||
    (id >= 27 && id <= 36) ||
    (id >= 45 && id <= 47) ||
    (id >= 50 && id <= 58)
  );
}

function dayStyles(styles: string): Uint8Array {
  const dayFormats = new Set<number>();
  const isDay: number[] = [];
  let inCellStyles = false;
  for (const { name, closing, attribute } of xmlTags(styles)) {
    if (name === "cellXfs") inCellStyles = !closing;
    else if (name === "numFmt" && isDayFormat(attribute("formatCode") ?? ""))
      dayFormats.add(Number(attribute("numFmtId")));
    else if (name === "xf" && inCellStyles && !closing) {
      const id = Number(attribute("numFmtId") ?? 0);
      isDay.push(isBuiltInDay(id) || dayFormats.has(id) ? 1 : 0);
      if (isDay.length > STYLES_MAX) throw new WorkbookRefused("workbook_too_large", "styles");
    }
  }
  return Uint8Array.from(isDay);
}

/** Letters of days and hours outside quotes, brackets and escapes: `dd/mm/yyyy`, `[$-421]d mmmm yyyy`. */
export function isDayFormat(code: string): boolean {
  const letters = code.replace(/"[^"]*"|\[(?![hms]+\])[^\]]*\]|[\\_*]./gi, "");
  return !/general/i.test(letters) && /[dmyhs]/i.test(letters);
}

interface XmlTag {
  readonly name: string;
  readonly closing: boolean;
  attribute(name: string): string | undefined;
}

/** The tags of a small document in their order, their names without prefix. */
function* xmlTags(xml: string): Generator<XmlTag> {
  const tags = /<(\/?)(?:[\w.-]+:)?([\w.-]+)((?:[^>"']|"[^"]*"|'[^']*')*)>/g;
  for (const [, slash, name = "", attributes = ""] of xml
    .replace(/<!--[\s\S]*?-->/g, "")
    .matchAll(tags))
    yield {
      name,
      closing: slash === "/",
      attribute(wanted) {
        const pairs = attributes.matchAll(/([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g);
        for (const [, key = "", double, single] of pairs)
          if (key.split(":").at(-1) === wanted) return plainText(double ?? single ?? "");
        return undefined;
      },
    };
}

const ENTITIES: Readonly<Record<string, string>> = {
  lt: "<",
  gt: ">",
  amp: "&",
  quot: '"',
  apos: "'",
};

function plainText(written: string): string {
  return written
    .replace(/&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/gi, (all, hex: string, decimal: string) => {
      const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : all;
    })
    .replace(/&(\w+);/g, (all, name: string) => ENTITIES[name] ?? all);
}
