import { type FieldOffsets, scanFields, scanFieldsLoosely } from "../csv/scan-fields";

const MUST_BE_QUOTED = /["\r\n]/;

/** The fields of a line as the import finds them; null where there are more or fewer than columns. */
export function splitRow(line: string, delimiter: string, columnCount: number): string[] | null {
  const bytes = new TextEncoder().encode(line);
  const offsets: FieldOffsets = {
    starts: new Int32Array(columnCount),
    ends: new Int32Array(columnCount),
  };
  const found = [scanFields, scanFieldsLoosely].some(
    (scan) =>
      scan(bytes, 0, bytes.length, delimiter.charCodeAt(0), columnCount, offsets, 0) ===
      columnCount,
  );
  if (!found) return null;
  return Array.from({ length: columnCount }, (_, column) => fieldText(bytes, offsets, column));
}

/** How many fields a line has, at most `fieldsMax`; null where a quote in it never closes. */
export function countFields(line: string, delimiter: string, fieldsMax: number): number | null {
  const bytes = new TextEncoder().encode(line);
  const offsets: FieldOffsets = {
    starts: new Int32Array(fieldsMax),
    ends: new Int32Array(fieldsMax),
  };
  const sign = delimiter.charCodeAt(0);
  const counts = [scanFields, scanFieldsLoosely].map((scan) =>
    scan(bytes, 0, bytes.length, sign, fieldsMax, offsets, 0),
  );
  return counts.find((count) => count > 0) ?? null;
}

/** Fields as a line that is split into just these fields again. */
export function joinRow(fields: readonly string[], delimiter: string): string {
  return fields
    .map((field) =>
      MUST_BE_QUOTED.test(field) || field.includes(delimiter)
        ? `"${field.replaceAll('"', '""')}"`
        : field,
    )
    .join(delimiter);
}

function fieldText(bytes: Uint8Array, { starts, ends }: FieldOffsets, column: number): string {
  const end = ends[column] ?? 0;
  const text = (to: number) =>
    new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes.subarray(starts[column], to));
  return end < 0 ? text(~end).replaceAll('""', '"') : text(end);
}
