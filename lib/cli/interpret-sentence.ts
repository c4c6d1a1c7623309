import type { InterpretProblem } from "@/lib/import/interpret-files";

/** Why the files of a command make no import, and what to give instead. */
export function interpretSentence(problem: InterpretProblem): string {
  switch (problem.code) {
    case "unknown_file":
      return `Dari judul kolom ${problem.fileName} belum jelas berkas ini daftar apa. Impor sekali lewat halaman Impor: jenis dan kolom yang dipilih di sana dipakai lagi untuk judul kolom yang sama.`;
    case "member_file_missing":
      return "Rilis DTSEN terdiri dari berkas keluarga dan berkas anggota keluarga; sebutkan juga berkas anggota keluarganya.";
    case "family_file_missing":
      return "Rilis DTSEN terdiri dari berkas keluarga dan berkas anggota keluarga; sebutkan juga berkas keluarganya.";
    case "files_of_two_imports":
      return "Berkas-berkas ini bukan satu impor; jalankan perintah sekali untuk setiap rilis atau daftar.";
  }
}
