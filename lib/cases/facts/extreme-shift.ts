import { z } from "zod";
import { SHIFT_BAND_LABELS, SHIFT_BANDS } from "@/lib/registry/shift-borders";
import { defineKind } from "./kind-facts";
import { Desil, InRelease } from "./shapes";
import { closingDesilRows, releaseSource } from "./value-rows";
import { AMENDMENT, BPS_RANKS, NOTHING_CHANGED, releaseWords } from "./words";

const Compared = {
  ...InRelease,
  /** In this release; empty if it does not rank the family. */
  desil: Desil.nullable(),
  /** Whether the release has the family at all. */
  inRelease: z.boolean(),
  /** A change of this many steps or more is looked at. */
  stepsMin: z.number().int().min(1).max(9),
  legalBasis: z.string(),
} as const;

const Evidence = z.object({
  ...Compared,
  /** Before the shift, in the release of that name. */
  previousDesil: Desil,
  previousReleaseName: z.string(),
  /** The last rank since the shift: that of this release, where it gives one. */
  shiftedDesil: Desil,
  band: z.enum(SHIFT_BANDS),
});
type Evidence = z.infer<typeof Evidence>;

export const extremeShift = defineKind("extreme-shift", {
  evidence: Evidence,
  closingEvidence: z.object(Compared),
  proposal: AMENDMENT,

  desil: ({ previousDesil, desil }) => ({ before: previousDesil, now: desil }),

  sentences: (evidence) => ({
    why: [
      `Menurut rilis ${evidence.previousReleaseName}, keluarga Bapak/Ibu berada di desil ${evidence.previousDesil}.`,
      nowWords(evidence),
      BPS_RANKS,
    ],
    rule: [
      `Kantor memeriksa keluarga yang desilnya naik atau turun ${evidence.stepsMin} tingkat atau lebih dari satu rilis ke rilis berikutnya (dasar: ${evidence.legalBasis}). Pemeriksaan selesai jika petugas memutuskannya, atau desilnya kembali dekat dengan desil ${evidence.previousDesil}.`,
    ],
    automatic: [NOTHING_CHANGED],
    next: [
      "Petugas akan memeriksa keadaan keluarga di lapangan (groundcheck): apakah perubahan itu sesuai kenyataan. Jika tidak, dinas sosial mengusulkan perbaikan data.",
    ],
  }),

  ending(before, now) {
    if (now.stepsMin !== before.stepsMin)
      return `Kasus ini selesai karena batas pemeriksaan kantor berubah: sekarang perubahan ${now.stepsMin} tingkat atau lebih; desil keluarga Bapak/Ibu berubah dari ${before.previousDesil} menjadi ${now.desil ?? "kosong"}.`;
    return `Kasus ini selesai oleh data baru: menurut ${releaseWords(now)}, desil keluarga Bapak/Ibu ${now.desil ?? "kosong"}, kembali dekat dengan desil ${before.previousDesil} sebelum perubahan; ketika kasus terbuka desil ${before.shiftedDesil}.`;
  },

  values: (evidence, closing) => [
    {
      what: "Desil sebelum berubah",
      source: `DTSEN ${evidence.previousReleaseName}`,
      value: { desil: evidence.previousDesil },
    },
    {
      what: "Desil di DTSEN",
      source: releaseSource(evidence),
      value: evidence.inRelease ? { desil: evidence.desil } : "Tidak ada di rilis ini",
    },
    {
      what: "Perubahan",
      source: "Selisih kedua desil",
      value: `${SHIFT_BAND_LABELS[evidence.band]}: ${stepsOf(evidence)} tingkat`,
    },
    {
      what: "Batas pemeriksaan",
      source: evidence.legalBasis,
      value: `Berubah ${evidence.stepsMin} tingkat atau lebih`,
    },
    ...closingDesilRows(closing),
  ],
});

function stepsOf({ previousDesil, shiftedDesil }: Evidence): number {
  return Math.abs(shiftedDesil - previousDesil);
}

/** Where the family is now, how far that is, and which way means what. */
function nowWords(evidence: Evidence): string {
  const { previousDesil, shiftedDesil, desil, inRelease, band } = evidence;
  const meaning =
    shiftedDesil > previousDesil
      ? "naik berarti dinilai lebih mampu"
      : "turun berarti dinilai lebih miskin";
  const change = `${SHIFT_BAND_LABELS[band].toLowerCase()}, ${stepsOf(evidence)} tingkat (${meaning})`;
  const where = releaseWords(evidence);
  if (!inRelease)
    return `Sesudah itu desilnya menjadi ${shiftedDesil}: ${change}. Di ${where}, keluarga Bapak/Ibu tidak ada, sehingga perubahannya belum terjawab.`;
  if (desil === null)
    return `Sesudah itu desilnya menjadi ${shiftedDesil}: ${change}. Di ${where}, keluarga Bapak/Ibu tidak diberi desil, sehingga perubahannya belum terjawab.`;
  return `Menurut ${where}, keluarga Bapak/Ibu berada di desil ${desil}: ${change}.`;
}
