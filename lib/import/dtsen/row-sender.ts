import type { CopyWriter } from "../copy-writer";
import { createRowBuffer, type RowBuffer } from "./row-buffer";

/** Sends rows while the next ones are put together. */
export interface RowSender {
  /** Where rows are put now. Ask anew after `sendFull`. */
  readonly row: RowBuffer;
  /** Sends what was put, once it is enough. */
  sendFull(): Promise<void>;
  /** Sends the rest and tells how many rows the table took. */
  end(): Promise<number>;
}

/**
 * Far more than a socket keeps by itself: a piece of this size is reported as sent only when the
 * system has taken all of it, and its buffer may be used again.
 */
const SEND_BYTES = 256 * 1024;

export function openRowSender(writer: CopyWriter): RowSender {
  let filling = createRowBuffer(2 * SEND_BYTES);
  let leaving = createRowBuffer(2 * SEND_BYTES);
  let sending: Promise<void> = Promise.resolve();

  async function send(): Promise<void> {
    await sending;
    [filling, leaving] = [leaving, filling];
    filling.length = 0;
    sending = writer.writeEncoded(leaving.bytes.subarray(0, leaving.length));
    // An error is told by the next `sendFull` or by `end`.
    sending.catch(() => {});
  }

  return {
    get row() {
      return filling;
    },
    async sendFull() {
      if (filling.length >= SEND_BYTES) await send();
    },
    async end() {
      if (filling.length > 0) await send();
      await sending;
      return writer.end();
    },
  };
}
