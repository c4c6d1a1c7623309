import { programShortName } from "@/lib/programs/labels";
import { formatDate, formatNumber } from "@/lib/shared/format";
import type {
  BnbaSummary,
  DesilSummary,
  DtksSummary,
  DtsenSummary,
  DukcapilSummary,
  ImportSummary,
  RecipientsSummary,
  WarningLimits,
  WarnLimits,
} from "./schema";

/** What the warnings ask about an import beside its summary. */
export interface PreviewFacts {
  readonly asOf: Date | null;
  readonly rowsRead: number;
  readonly rowsRejected: number;
  /** The release in force now; null before an office's first. */
  readonly current: { readonly name: string; readonly asOf: Date } | null;
  readonly limits: WarningLimits;
}

const AREAS_NAMED_MAX = 3;

/** A sentence that should make a person look twice; one that `stops` is confirmed with a reason. */
export interface PreviewWarning {
  readonly code: string;
  readonly sentence: string;
  readonly stops: boolean;
}

/** Judges shares by the limits of the office: nothing, a warning, or one that stops. */
interface Judge {
  share(
    limit: keyof WarnLimits,
    part: number,
    whole: number,
    sentence: () => string,
  ): PreviewWarning | null;
}

/** What should make a person look twice before publishing. */
export function previewWarnings(summary: ImportSummary, facts: PreviewFacts): PreviewWarning[] {
  const { rowsRead, rowsRejected } = facts;
  const judge = judgeBy(facts.limits);
  const warnings = [
    judge.share(
      "rejectedShareMax",
      rowsRejected,
      rowsRead,
      () =>
        `${countAndShare(rowsRejected, rowsRead)} baris ditolak. Perbaiki berkasnya bila memungkinkan.`,
    ),
    ...warningsOfKind(summary, facts, judge),
  ];
  return warnings.filter((warning) => warning !== null);
}

function judgeBy({ warn, stop }: WarningLimits): Judge {
  return {
    share(limit, part, whole, sentence) {
      if (share(part, whole) <= warn[limit]) return null;
      const stops = part >= stop.countMin && share(part, whole) > stop[limit];
      return { code: limit, sentence: sentence(), stops };
    },
  };
}

/** A sentence that goes with no share; it never stops. */
function remark(code: string, sentence: string): PreviewWarning {
  return { code, sentence, stops: false };
}

function warningsOfKind(
  summary: ImportSummary,
  facts: PreviewFacts,
  judge: Judge,
): (PreviewWarning | null)[] {
  switch (summary.kind) {
    case "dtsen":
      return dtsenWarnings(summary, facts, judge);
    case "dtks":
      return dtksWarnings(summary, facts, judge);
    case "recipients":
      return recipientsWarnings(summary, facts, judge);
    case "dukcapil":
      return dukcapilWarnings(summary, facts, judge);
    case "desil":
      return desilWarnings({ lines: summary.lines, unit: "baris" }, facts, judge);
    case "bnba":
      return [
        deniedWarning(summary),
        ...desilWarnings({ lines: summary.lines, unit: "keluarga" }, facts, judge),
      ];
    case "matching":
      return [];
    case "deaths":
      return [
        summary.similar > 0
          ? remark(
              "similar",
              "Baris yang mirip baru dihitung setelah diputus petugas; yang belum diputus tidak membuka kasus.",
            )
          : null,
      ];
  }
}

function dtsenWarnings(
  { households, individuals, previous, unknownAreas, kecamatan }: DtsenSummary,
  { asOf, current }: PreviewFacts,
  judge: Judge,
): (PreviewWarning | null)[] {
  const before = households.total - households.added + households.gone;
  return [
    ...(previous ? kecamatan.map((area) => kecamatanWarning(area, judge)) : []),
    current && asOf && asOf < current.asOf
      ? remark(
          "older_than_current",
          `Keadaan rilis ini (${formatDate(asOf)}) lebih lama daripada rilis yang berlaku (${current.name}, ${formatDate(current.asOf)}). Bila diterbitkan, rilis ini hanya menjadi riwayat.`,
        )
      : null,
    previous &&
      judge.share(
        "goneShareMax",
        households.gone,
        before,
        () =>
          `${countAndShare(households.gone, before)} keluarga rilis ${previous.name} tidak ada lagi. Pastikan berkasnya lengkap.`,
      ),
    judge.share(
      "unknownAreaShareMax",
      households.unknownArea,
      households.total,
      () =>
        `${countAndShare(households.unknownArea, households.total)} keluarga berada di kelurahan yang tidak dikenali (${areaNames(unknownAreas)}) dan hanya akan terlihat oleh petugas tingkat kabupaten/kota.`,
    ),
    judge.share(
      "invalidNikShareMax",
      individuals.invalidNik,
      individuals.total,
      () =>
        `${countAndShare(individuals.invalidNik, individuals.total)} orang tanpa NIK yang sah. Pastikan berkas tidak pernah disimpan ulang dari lembar kerja.`,
    ),
  ];
}

/** Families that are nowhere in the release any more; previews of before they were counted knew the sums only. */
function kecamatanWarning(
  { name, before, households, gone }: DtsenSummary["kecamatan"][number],
  judge: Judge,
): PreviewWarning | null {
  const lost = Math.max(before - households, gone ?? 0);
  return judge.share(
    "kecamatanLossShareMax",
    lost,
    before,
    () =>
      `${percentOf(lost, before)} keluarga Kecamatan ${name} hilang (${formatNumber(lost)} dari ${formatNumber(before)}). Pastikan berkasnya lengkap.`,
  );
}

function dtksWarnings(
  { households, matched }: DtksSummary,
  { current }: PreviewFacts,
  judge: Judge,
) {
  return [
    current
      ? null
      : remark(
          "no_release",
          "Belum ada rilis DTSEN yang terbit, jadi daftar ini belum dapat dibandingkan dengan apa pun.",
        ),
    matched &&
      judge.share(
        "unmatchedShareMax",
        matched.notFound,
        households,
        () =>
          `${countAndShare(matched.notFound, households)} keluarga tidak ada di rilis yang berlaku; masing-masing menjadi kasus setelah daftar ini terbit.`,
      ),
  ];
}

function recipientsWarnings(
  { rows, matched, ending }: RecipientsSummary,
  { current }: PreviewFacts,
  judge: Judge,
) {
  const lost = matched.none + matched.ambiguousNik;
  return [
    current
      ? null
      : remark(
          "no_release",
          "Belum ada rilis DTSEN yang terbit, jadi penerima belum dapat dicocokkan dengan keluarganya.",
        ),
    ending &&
      judge.share(
        "endingShareMax",
        ending.ending,
        ending.receiving,
        () =>
          `Bantuan ${countAndShare(ending.ending, ending.receiving)} penerima berakhir, karena daftar ini dinyatakan lengkap dan tidak menyebut mereka.`,
      ),
    current &&
      judge.share(
        "unmatchedShareMax",
        matched.newHousehold,
        rows,
        () =>
          `${countAndShare(matched.newHousehold, rows)} penerima keluarganya tidak ada di rilis yang berlaku. Pastikan daftar ini milik kabupaten/kota ini.`,
      ),
    lost > 0
      ? remark(
          "nowhere",
          `${countAndShare(lost, rows)} penerima tidak dapat dicatat di keluarga mana pun.`,
        )
      : null,
  ];
}

function dukcapilWarnings(
  { rows, results, inRelease }: DukcapilSummary,
  { current }: PreviewFacts,
  judge: Judge,
) {
  return [
    current
      ? null
      : remark(
          "no_release",
          "Belum ada rilis DTSEN yang terbit, jadi jawaban Dukcapil belum dapat dihubungkan dengan keluarga mana pun.",
        ),
    results.unknown > 0
      ? remark(
          "unknown_answers",
          `Jawaban untuk ${countAndShare(results.unknown, rows)} orang tertulis dengan kata yang tidak dikenali; barisnya disimpan dan tidak menjadi kasus.`,
        )
      : null,
    inRelease &&
      judge.share(
        "unmatchedShareMax",
        inRelease.notFound,
        rows,
        () =>
          `${countAndShare(inRelease.notFound, rows)} orang tidak ada di rilis yang berlaku. Pastikan daftar ini milik kabupaten/kota ini.`,
      ),
  ];
}

/** Their aid goes on: a BNBA ends nothing, because it names only whom it was asked for. */
function deniedWarning({ programs }: BnbaSummary): PreviewWarning | null {
  const denied = programs.flatMap(({ code, denied: count = 0 }) =>
    count > 0 ? [`${formatNumber(count)} penerima ${programShortName(code)}`] : [],
  );
  if (denied.length === 0) return null;
  return remark(
    "denied",
    `BNBA ini menyebut ${new Intl.ListFormat("id").format(denied)} yang tercatat di kantor sebagai tidak menerima. Bantuannya tidak berakhir karena itu: periksa, atau impor daftar penerima lengkap dari programnya.`,
  );
}

function desilWarnings(
  { lines, unit }: Pick<DesilSummary, "lines"> & { readonly unit: string },
  { current }: PreviewFacts,
  judge: Judge,
) {
  const counted = Object.values(lines).reduce((sum, count) => sum + count, 0);
  return [
    current
      ? null
      : remark(
          "no_release",
          "Belum ada rilis DTSEN yang terbit, jadi desil daftar ini belum dapat dibandingkan dengan apa pun.",
        ),
    current &&
      judge.share(
        "unmatchedShareMax",
        lines.unmatched,
        counted,
        () =>
          `${countAndShare(lines.unmatched, counted)} ${unit} tidak cocok dengan keluarga mana pun. Pastikan daftar ini milik kabupaten/kota ini.`,
      ),
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
  return `${formatNumber(part)} (${percentOf(part, whole)})`;
}

function percentOf(part: number, whole: number): string {
  const percent = share(part, whole) * 100;
  return `${percent >= 0.1 ? formatNumber(Math.round(percent * 10) / 10) : "kurang dari 0,1"}%`;
}
