const QUOTE = 0x22;

/** The line ends inside a quoted field. */
export const UNCLOSED = -1;
/** A quoted field is followed by something other than a delimiter. */
export const MALFORMED = -2;

/**
 * Where the fields of one record begin and end, as offsets into the bytes that were scanned. The
 * end of a field with doubled quotes inside is stored as its complement (`~end`).
 */
export interface FieldOffsets {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/**
 * Finds the fields of the record in `bytes[from, to)` after RFC 4180 and writes their offsets from
 * index `at` on. Works on UTF-8 bytes: no byte of a longer character is a delimiter or a quote.
 *
 * @returns how many fields there are (one more than `fieldsMax` if there are too many), or
 *   `UNCLOSED` or `MALFORMED`
 */
export function scanFields(
  bytes: Uint8Array,
  from: number,
  to: number,
  delimiter: number,
  fieldsMax: number,
  { starts, ends }: FieldOffsets,
  at: number,
): number {
  let position = from;
  for (let field = 0; field < fieldsMax; field += 1) {
    if (position < to && bytes[position] === QUOTE) {
      const start = position + 1;
      let doubled = false;
      position = start;
      for (;;) {
        while (position < to && bytes[position] !== QUOTE) position += 1;
        if (position >= to) return UNCLOSED;
        if (position + 1 >= to || bytes[position + 1] !== QUOTE) break;
        doubled = true;
        position += 2;
      }
      starts[at + field] = start;
      ends[at + field] = doubled ? ~position : position;
      position += 1;
      if (position < to && bytes[position] !== delimiter) return MALFORMED;
    } else {
      starts[at + field] = position;
      while (position < to && bytes[position] !== delimiter) position += 1;
      ends[at + field] = position;
    }
    if (position >= to) return field + 1;
    position += 1;
  }
  return fieldsMax + 1;
}

/**
 * The same for lines whose writer did not double the quotes inside a field: a quoted field ends at
 * the first quote that stands before a delimiter or the end of the line.
 */
export function scanFieldsLoosely(
  bytes: Uint8Array,
  from: number,
  to: number,
  delimiter: number,
  fieldsMax: number,
  { starts, ends }: FieldOffsets,
  at: number,
): number {
  let position = from;
  for (let field = 0; field < fieldsMax; field += 1) {
    const quoted = position < to && bytes[position] === QUOTE;
    const start = quoted ? position + 1 : position;
    let doubled = false;
    position = start;
    while (position < to) {
      if (bytes[position] === delimiter) {
        if (!quoted || (position > start && bytes[position - 1] === QUOTE)) break;
      }
      if (quoted && bytes[position] === QUOTE && bytes[position + 1] === QUOTE) doubled = true;
      position += 1;
    }
    let end = position;
    if (quoted) {
      if (end - 1 < start || bytes[end - 1] !== QUOTE) return UNCLOSED;
      end -= 1;
    }
    starts[at + field] = start;
    ends[at + field] = doubled ? ~end : end;
    if (position >= to) return field + 1;
    position += 1;
  }
  return fieldsMax + 1;
}
