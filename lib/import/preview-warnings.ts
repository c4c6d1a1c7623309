import { formatDate, formatNumber } from "@/lib/shared/format";
import type {
  DtksSummary,
  DtsenSummary,
  DukcapilSummary,
  ImportSummary,
  RecipientsSummary,
} from "./schema";

/** What the warnings ask about an import beside its summary. */
export interface PreviewFacts {
  readonly asOf: Date | null;
  readonly rowsRead: number;
  readonly rowsRejected: number;
  /** The release in force now; null before an office's first. */
  readonly current: { readonly name: string; readonly asOf: Date } | null;
}

/**
 * Shares above which a file is more likely to be wrong than the regency to have changed so much.
 * They stop nobody: a person reads them and decides.
 */
const REJECTED_SHARE_MAX = 0.01;
const GONE_SHARE_MAX = 0.05;
const UNKNOWN_AREA_SHARE_MAX = 0.02;
const INVALID_NIK_SHARE_MAX = 0.05;
const UNMATCHED_SHARE_MAX = 0.1;
const AREAS_NAMED_MAX = 3;

/** What should make a person look twice before publishing. */
export function previewWarnings(summary: ImportSummary, facts: PreviewFacts): string[] {
  const { rowsRead, rowsRejected } = facts;
  const sentences = [
    share(rowsRejected, rowsRead) > REJECTED_SHARE_MAX
      ? `${countAndShare(rowsRejected, rowsRead)} baris ditolak. Perbaiki berkasnya bila memungkinkan.`
      : null,
    ...warningsOfKind(summary, facts),
  ];
  return sentences.filter((sentence) => sentence !== null);
}

function warningsOfKind(summary: ImportSummary, facts: PreviewFacts): (string | null)[] {
  switch (summary.kind) {
    case "dtsen":
      return dtsenWarnings(summary, facts);
    case "dtks":
      return dtksWarnings(summary, facts);
    case "recipients":
      return recipientsWarnings(summary, facts);
    case "dukcapil":
      return dukcapilWarnings(summary, facts);
    case "matching":
      return [];
  }
}

function dtsenWarnings(
  { households, individuals, previous, unknownAreas, warnings }: DtsenSummary,
  { asOf, current }: PreviewFacts,
): (string | null)[] {
  const before = households.total - households.added + households.gone;
  return [
    ...warnings.map(
      (warning) =>
        `Kecamatan ${warning.kecamatan} menyusut dari ${formatNumber(warning.before)} menjadi ${formatNumber(warning.households)} keluarga. Pastikan berkasnya lengkap.`,
    ),
    current && asOf && asOf < current.asOf
      ? `Keadaan rilis ini (${formatDate(asOf)}) lebih lama daripada rilis yang berlaku (${current.name}, ${formatDate(current.asOf)}). Bila diterbitkan, rilis ini hanya menjadi riwayat.`
      : null,
    previous && share(households.gone, before) > GONE_SHARE_MAX
      ? `${countAndShare(households.gone, before)} keluarga rilis ${previous.name} tidak ada lagi. Pastikan berkasnya lengkap.`
      : null,
    share(households.unknownArea, households.total) > UNKNOWN_AREA_SHARE_MAX
      ? `${countAndShare(households.unknownArea, households.total)} keluarga berada di kelurahan yang tidak dikenali (${areaNames(unknownAreas)}) dan hanya akan terlihat oleh petugas tingkat kabupaten/kota.`
      : null,
    share(individuals.invalidNik, individuals.total) > INVALID_NIK_SHARE_MAX
      ? `${countAndShare(individuals.invalidNik, individuals.total)} orang tanpa NIK yang sah. Pastikan berkas tidak pernah disimpan ulang dari lembar kerja.`
      : null,
  ];
}

function dtksWarnings({ households, matched }: DtksSummary, { current }: PreviewFacts) {
  return [
    current
      ? null
      : "Belum ada rilis DTSEN yang terbit, jadi daftar ini belum dapat dibandingkan dengan apa pun.",
    matched && share(matched.notFound, households) > UNMATCHED_SHARE_MAX
      ? `${countAndShare(matched.notFound, households)} keluarga tidak ada di rilis yang berlaku; masing-masing menjadi kasus setelah daftar ini terbit.`
      : null,
  ];
}

function recipientsWarnings({ rows, matched }: RecipientsSummary, { current }: PreviewFacts) {
  const lost = matched.none + matched.ambiguousNik;
  return [
    current
      ? null
      : "Belum ada rilis DTSEN yang terbit, jadi penerima belum dapat dicocokkan dengan keluarganya.",
    current && share(matched.newHousehold, rows) > UNMATCHED_SHARE_MAX
      ? `${countAndShare(matched.newHousehold, rows)} penerima keluarganya tidak ada di rilis yang berlaku. Pastikan daftar ini milik kabupaten/kota ini.`
      : null,
    lost > 0
      ? `${countAndShare(lost, rows)} penerima tidak dapat dicatat di keluarga mana pun.`
      : null,
  ];
}

function dukcapilWarnings(
  { rows, results, inRelease }: DukcapilSummary,
  { current }: PreviewFacts,
) {
  return [
    current
      ? null
      : "Belum ada rilis DTSEN yang terbit, jadi jawaban Dukcapil belum dapat dihubungkan dengan keluarga mana pun.",
    results.unknown > 0
      ? `Jawaban untuk ${countAndShare(results.unknown, rows)} orang tertulis dengan kata yang tidak dikenali; barisnya disimpan dan tidak menjadi kasus.`
      : null,
    inRelease && share(inRelease.notFound, rows) > UNMATCHED_SHARE_MAX
      ? `${countAndShare(inRelease.notFound, rows)} orang tidak ada di rilis yang berlaku. Pastikan daftar ini milik kabupaten/kota ini.`
      : null,
  ];
}

/** The first few names; the rest stand among the problems. */
function areaNames(areas: DtsenSummary["unknownAreas"]): string {
  const named = areas.slice(0, AREAS_NAMED_MAX).map(({ kelurahan }) => kelurahan || "tanpa nama");
  const others = areas.length - named.length;
  return others > 0 ? `${named.join(", ")}, dan ${others} lainnya` : named.join(", ");
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function countAndShare(part: number, whole: number): string {
  const percent = share(part, whole) * 100;
  const shown = percent >= 0.1 ? formatNumber(Math.round(percent * 10) / 10) : "kurang dari 0,1";
  return `${formatNumber(part)} (${shown}%)`;
}
