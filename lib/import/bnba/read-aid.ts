import { type Reading, readYesNo } from "../values";

/** Words by which SIKS-NG says that the family, or somebody of it, receives. */
const RECEIVES = /^\s*(?:keluarga|kpm|pengurus|penerima|anggota)\b/i;

/** Whether a cell says that an aid is received: "YA (PBI JKN …)", "KELUARGA (PKH …)", "TIDAK". */
export function readAid(text: string): Reading<boolean> {
  if (RECEIVES.test(text)) return true;
  const answer = readYesNo(text);
  return typeof answer === "number" ? answer === 1 : answer;
}
