/** The words Kementerian Sosial uses for a desil. Desil is a rank of BPS, not an amount of money. */
const DESIL_CAPTIONS: Readonly<Record<number, string>> = {
  1: "sangat miskin",
  2: "miskin",
  3: "hampir miskin",
  4: "rentan miskin",
  5: "pas-pasan",
};

export function desilCaption(desil: number): string {
  return DESIL_CAPTIONS[desil] ?? "menengah ke atas";
}

/** "Desil 4, rentan miskin"; "Tanpa desil" where BPS gave none. */
export function desilWords(desil: number | null): string {
  return desil === null ? "Tanpa desil" : `Desil ${desil}, ${desilCaption(desil)}`;
}

/** How far the desil moved between two releases, in the office's bands. */
export function shiftWords(before: number, after: number): string {
  const shift = after - before;
  if (shift === 0) return "tetap";
  const way = shift > 0 ? "naik" : "turun";
  const size = Math.abs(shift);
  return `${way}${bandOf(size)} ${size} desil`;
}

function bandOf(size: number): string {
  if (size > 6) return " ekstrem";
  return size > 3 ? " signifikan" : "";
}
