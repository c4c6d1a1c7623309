import type { ClientBase } from "pg";
import { to as copyTo } from "pg-copy-streams";

const SPACE = 0x20;
const NEWLINE = 0x0a;
const ZERO = 0x30;

/** A message of the server carries one row and is dear to take apart: so many pairs, or fewer, make a row. */
const PAIRS_A_ROW = 1000;

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
  const stream = client.query(
    copyTo(
      `COPY (SELECT string_agg(number || ' ' || id, ' ')
               FROM (${query}) AS known (number, id)
           GROUP BY id / ${PAIRS_A_ROW}) TO STDOUT`,
    ),
  );
  // Between a number and its id stands what stands between two pairs.
  let value = 0;
  let high = 0;
  let low = 0;
  let digits = 0;
  let isId = false;
  for await (const chunk of stream) {
    const bytes: Buffer = chunk;
    for (let position = 0; position < bytes.length; position += 1) {
      const byte = bytes[position] ?? 0;
      if (byte !== SPACE && byte !== NEWLINE) {
        value = value * 10 + byte - ZERO;
        digits += 1;
        if (digits === 8) {
          high = value;
          value = 0;
        }
      } else if (isId) {
        take(high, low, value);
        isId = false;
        digits = 0;
        value = 0;
      } else {
        low = value;
        isId = true;
        value = 0;
      }
    }
  }
}
