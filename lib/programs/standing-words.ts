import { GROUNDCHECK_RESULT_LABELS } from "@/lib/groundchecks/labels";
import type { Standing } from "./suspension";

/** Why somebody can decide about a suspended aid now, or whom it waits for. */
export function standingWords(standing: Standing): string {
  switch (standing.of) {
    case "new_data":
      return newDataWords(standing.closing);
    case "visited":
      return standing.visit?.result
        ? `Digroundcheck: ${GROUNDCHECK_RESULT_LABELS[standing.visit.result].toLocaleLowerCase("id")}`
        : "Digroundcheck";
    case "closed_by_person":
      return standing.dataCorrect ? "Diputus: data benar" : "Ditutup: bukan kesalahan";
    case "without_case":
      return "Tidak ada lagi kasus yang menahannya";
    case "not_assigned":
      return "Belum ditugaskan";
    case "with_companion":
      return `Kunjungan oleh ${standing.companionName}`;
    case "to_verify":
      return `Verifikasi hasil kunjungan ${standing.companionName}`;
  }
}

function newDataWords(closing: Extract<Standing, { readonly of: "new_data" }>["closing"]): string {
  if (closing === null) return "Kasus selesai oleh data baru";
  const { desil, recipients, inRelease, releaseName } = closing;
  if (recipients === 0) return "Tidak lagi di daftar penerima";
  if (!inRelease) return `Tidak ada di DTSEN ${releaseName}`;
  if (desil === null) return `Tanpa desil di DTSEN ${releaseName}`;
  return `Data baru: DTSEN ${releaseName}`;
}
