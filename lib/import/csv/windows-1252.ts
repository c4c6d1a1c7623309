/** What the bytes 80 to 9F stand for; the five that Windows left empty keep their Latin-1 meaning. */
const HIGH_CONTROLS = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** Windows-1252 differs from Latin-1 in 27 characters only; a file of either kind is read by it. */
export function decodeWindows1252(bytes: Buffer): string {
  return bytes
    .toString("latin1")
    .replace(
      /[\u0080-\u009f]/g,
      (control) => HIGH_CONTROLS[control.charCodeAt(0) - 0x80] ?? control,
    );
}
