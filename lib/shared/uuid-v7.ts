const VERSION = 0x70;
const VARIANT = 0x80;

/**
 * An id that a phone makes for what it sends: the moment in milliseconds, then chance (RFC 9562,
 * version 7). The same id with the same content is the same thing, however often it is sent.
 */
export function uuidV7(now: number = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const view = new DataView(bytes.buffer);
  view.setUint16(0, Math.floor(now / 2 ** 32));
  view.setUint32(2, now % 2 ** 32);
  view.setUint8(6, VERSION | (view.getUint8(6) & 0x0f));
  view.setUint8(8, VARIANT | (view.getUint8(8) & 0x3f));
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
