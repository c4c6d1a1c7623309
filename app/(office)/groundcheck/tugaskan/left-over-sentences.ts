import type { LeftOver } from "@/lib/groundchecks/assign";
import { formatNumber } from "@/lib/shared/format";

/** Kelurahan named in one sentence; the rest is a number. */
const NAMED_MAX = 5;

/** Why families that were chosen got nobody, a sentence a reason. */
export function leftOverSentences({ uncovered, underWay, withoutCase }: LeftOver): string[] {
  return [
    ...(uncovered.length > 0 ? [uncoveredSentence(uncovered)] : []),
    ...(underWay > 0 ? [`${formatNumber(underWay)} keluarga sudah dalam kunjungan.`] : []),
    ...(withoutCase > 0
      ? [`${formatNumber(withoutCase)} keluarga tidak lagi menunggu kunjungan.`]
      : []),
  ];
}

/** Which kelurahan nobody chosen works in. */
export function uncoveredSentence(
  uncovered: readonly { readonly kelurahan: string | null; readonly families: number }[],
): string {
  const count = uncovered.reduce((sum, { families }) => sum + families, 0);
  const named = uncovered
    .slice(0, NAMED_MAX)
    .map(
      ({ kelurahan, families }) =>
        `${kelurahan ?? "wilayah tidak dikenali"} (${formatNumber(families)})`,
    );
  const rest = uncovered.length - named.length;
  const places = rest > 0 ? [...named, `${formatNumber(rest)} kelurahan lain`] : named;
  return `${formatNumber(count)} keluarga belum mendapat pendamping karena tidak ada yang dipilih bertugas di sana: ${places.join(", ")}.`;
}
