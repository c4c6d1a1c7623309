import type { ClientBase } from "pg";
import { to as copyTo } from "pg-copy-streams";

const TAB = 0x09;
const NEWLINE = 0x0a;
const ZERO = 0x30;

/**
 * Streams pairs of a sixteen-digit number and an id out of the database, in constant memory and
 * without making text or objects of millions of rows.
 *
 * @param query a SELECT without parameters of two columns: the number, the id
 */
export async function readNumberIds(
  client: ClientBase,
  query: string,
  take: (high: number, low: number, id: number) => void,
): Promise<void> {
  const stream = client.query(copyTo(`COPY (${query}) TO STDOUT`));
  let value = 0;
  let high = 0;
  let low = 0;
  let digits = 0;
  for await (const chunk of stream) {
    const bytes: Buffer = chunk;
    for (let position = 0; position < bytes.length; position += 1) {
      const byte = bytes[position] ?? 0;
      if (byte === NEWLINE) {
        take(high, low, value);
        digits = 0;
        value = 0;
      } else if (byte === TAB) {
        low = value;
        value = 0;
      } else {
        value = value * 10 + byte - ZERO;
        digits += 1;
        if (digits === 8) {
          high = value;
          value = 0;
        }
      }
    }
  }
}
