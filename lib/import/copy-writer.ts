import type { ClientBase } from "pg";
import { escapeIdentifier } from "pg";
import { from as copyFrom } from "pg-copy-streams";

export type CopyValue = string | number | bigint | boolean | null;

/** Sends rows into one table by COPY; nothing is visible before the transaction's end. */
export interface CopyWriter {
  /** Adds a row. Await what it returns before the next one, so that memory stays flat. */
  write(row: readonly CopyValue[]): Promise<void> | undefined;
  /** Sends rows that are encoded already, in COPY's text form. The bytes are free again afterwards. */
  writeEncoded(bytes: Buffer): Promise<void>;
  /** Finishes and tells how many rows the table took. */
  end(): Promise<number>;
  /** Gives up; the table is as it was before, unless the rows had their end. */
  abort(): Promise<void>;
}

export interface CopyOptions {
  /** Rows of a table made in the same transaction can be stored frozen: no second write by vacuum. */
  readonly freeze?: boolean;
}

const FLUSH_LENGTH = 128 * 1024;

/**
 * Opens a COPY on a connection that nothing else uses until `end` or `abort`.
 *
 * @throws what PostgreSQL says, at the next `write` or `end`. Its text may quote a value: never show it.
 */
export function openCopy(
  client: ClientBase,
  table: string,
  columns: readonly string[],
  { freeze = false }: CopyOptions = {},
): CopyWriter {
  const names = columns.map(escapeIdentifier).join(", ");
  const options = freeze ? " WITH (FREEZE)" : "";
  const stream = client.query(
    copyFrom(`COPY ${escapeIdentifier(table)} (${names}) FROM STDIN${options}`),
  );
  let failure: Error | undefined;
  let refuse: ((error: Error) => void) | undefined;
  // A lost connection never calls back; without this the writer would wait for ever.
  stream.on("error", (error: Error) => {
    failure ??= error;
    refuse?.(failure);
  });
  let text = "";

  function unlessFailed(act: (done: (error?: Error | null) => void) => void): Promise<void> {
    if (failure) return Promise.reject(failure);
    return new Promise((resolve, reject) => {
      refuse = reject;
      act((error) => (error ? reject(error) : resolve()));
    });
  }

  function writeEncoded(bytes: Buffer): Promise<void> {
    return unlessFailed((done) => stream.write(bytes, done));
  }

  async function flush(): Promise<void> {
    const bytes = Buffer.from(text, "utf8");
    text = "";
    if (bytes.length > 0) await writeEncoded(bytes);
  }

  return {
    writeEncoded,
    write(row) {
      text += `${row.map(encodeCopyValue).join("\t")}\n`;
      return text.length < FLUSH_LENGTH ? undefined : flush();
    },
    async end() {
      await flush();
      await unlessFailed((done) => stream.end(done));
      return stream.rowCount;
    },
    async abort() {
      // What is over already closes no more: whoever waited for it would wait for ever.
      if (failure || stream.closed) return;
      await new Promise<void>((resolve) => {
        stream.once("close", resolve);
        stream.destroy();
      });
    },
  };
}

const ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "\t": "\\t",
  "\n": "\\n",
  "\r": "\\r",
  "\0": "",
};

/** A value in COPY's text form. PostgreSQL cannot hold a NUL: it is left out. */
export function encodeCopyValue(value: CopyValue): string {
  if (value === null) return "\\N";
  if (typeof value === "string") {
    return /[\\\t\n\r\0]/.test(value)
      ? value.replace(/[\\\t\n\r\0]/g, (character) => ESCAPES[character] ?? "")
      : value;
  }
  if (typeof value === "boolean") return value ? "t" : "f";
  return String(value);
}
