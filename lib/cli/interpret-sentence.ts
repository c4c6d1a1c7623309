import type { InterpretProblem } from "@/lib/import/interpret-files";

/** Why the files of a command make no import, and what to give instead. */
export function interpretSentence(problem: InterpretProblem): string {
  switch (problem.code) {
    case "unknown_file":
      return `Judul kolom ${problem.fileName} bukan milik DTSEN, DTKS lama, daftar penerima, atau hasil padan Dukcapil.`;
    case "member_file_missing":
      return "Rilis DTSEN terdiri dari berkas keluarga dan berkas anggota keluarga; sebutkan juga berkas anggota keluarganya.";
    case "family_file_missing":
      return "Rilis DTSEN terdiri dari berkas keluarga dan berkas anggota keluarga; sebutkan juga berkas keluarganya.";
    case "files_of_two_imports":
      return "Berkas-berkas ini bukan satu impor; jalankan perintah sekali untuk setiap rilis atau daftar.";
  }
}
