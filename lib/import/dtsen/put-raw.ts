import { fieldText } from "../csv/open-csv";
import type { RecordBlock } from "../csv/read-blocks";
import type { HeaderMapping } from "../mapping";
import { readText } from "../values";
import type { Oddities } from "./encode-columns";
import { putNull, putText, type RowBuffer } from "./row-buffer";

/** Puts what no column holds: values outside the code lists, and columns nobody knows, as written. */
export function putRaw(
  row: RowBuffer,
  block: RecordBlock,
  record: number,
  extras: HeaderMapping<string>["extras"],
  { found }: Oddities,
): void {
  const raw: Record<string, string> = {};
  let empty = true;
  for (const { column, text } of found) {
    raw[column] = readText(text) ?? "";
    empty = false;
  }
  for (const { name, position } of extras) {
    const text = readText(fieldText(block, record, position));
    if (text === null) continue;
    raw[name] = text;
    empty = false;
  }
  if (empty) putNull(row);
  else putText(row, JSON.stringify(raw));
}
