import { formatNumber } from "@/lib/shared/format";
import { stepSentence } from "../labels";
import { findProblem, REFUSAL_SENTENCES } from "../problems";
import { STORE_SENTENCES } from "../storage";
import { REPAIRED_ROWS_MAX, type RepairedFileProblem } from "./read-repaired-file";
import type { RepairProblem } from "./repair-rows";

type OfStep = Parameters<typeof stepSentence>[0];

/** Why what was written into the grid was not taken, and what to do. */
export function repairSentence(problem: RepairProblem): string {
  switch (problem.code) {
    case "row_unknown":
      return `Baris ${line(problem)} bukan baris yang ditolak lagi. Muat ulang halaman ini.`;
    case "row_not_whole":
      return `Baris ${line(problem)}: jumlah kolomnya belum sama dengan judul kolom.`;
    case "row_still_wrong":
      return `Baris ${line(problem)}: ${findProblem(problem.reason)?.text ?? problem.reason}`;
    default:
      return stepSentence(problem);
  }
}

/** Why a repaired file was not taken, and what to do. */
const FILE_SENTENCES = {
  ...REFUSAL_SENTENCES,
  ...STORE_SENTENCES,
  changed_meanwhile:
    "Impor ini baru saja diubah, atau tidak lagi menunggu perbaikan. Muat ulang halaman ini.",
  no_file: "Pilih berkas yang sudah diperbaiki.",
  too_many_files: "Unggah satu berkas saja.",
  file_too_large: "Berkas terlalu besar untuk diunggah lewat peramban.",
  not_a_form: "Unggahan terputus sebelum selesai. Coba unggah lagi.",
  other_columns:
    "Judul kolom berkas ini bukan judul berkas baris ditolak. Unduh lagi baris yang ditolak, perbaiki isinya saja, lalu unggah.",
  line_not_rejected:
    "Ada baris yang kolom barisnya bukan nomor baris yang ditolak. Jangan mengubah kolom baris, dan jangan menambah baris.",
  line_twice: "Ada nomor di kolom baris yang tertulis dua kali. Tinggalkan satu saja.",
  row_broken: "Ada baris yang jumlah kolomnya tidak sama dengan judul kolom.",
  too_many_rows: `Lebih dari ${formatNumber(REPAIRED_ROWS_MAX)} baris. Perbaiki berkas aslinya, lalu impor sebagai impor baru.`,
  nothing_repaired:
    "Tidak ada isian yang berubah di berkas ini, jadi tidak ada yang diperiksa ulang.",
} as const satisfies Record<
  Exclude<RepairedFileProblem["code"], OfStep["code"]> | "changed_meanwhile",
  string
> &
  Readonly<Record<string, string>>;

/** The sentence of a code that came with an address; undefined for anything else written there. */
export function findRepairedFileSentence(code: string): string | undefined {
  const sentences: Readonly<Record<string, string>> = FILE_SENTENCES;
  return Object.hasOwn(sentences, code) ? sentences[code] : undefined;
}

function line({ lineNo }: { readonly lineNo: number }): string {
  return formatNumber(lineNo);
}
