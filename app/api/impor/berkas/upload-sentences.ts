import { ARCHIVE_SENTENCES, type ArchiveRefusal } from "@/lib/import/archive/archive-refused";
import { REFUSAL_SENTENCES } from "@/lib/import/problems";
import { STORE_SENTENCES } from "@/lib/import/storage";
import type { TableRefusal } from "@/lib/import/table/open-table";
import type { UploadProblem } from "./receive-files";

export type UploadRefusal = UploadProblem | TableRefusal | ArchiveRefusal;
export type UploadRefusalCode = UploadRefusal["code"];

/** Why files were not taken, and what to do. The code stands in the address of a page without JavaScript. */
export const UPLOAD_SENTENCES = {
  ...STORE_SENTENCES,
  ...REFUSAL_SENTENCES,
  ...ARCHIVE_SENTENCES,
  no_file: "Pilih berkas yang akan diimpor.",
  too_many_files:
    "Terlalu banyak berkas sekali unggah. Kemas dalam beberapa arsip ZIP, atau minta pengelola server mengimpornya lewat baris perintah.",
  file_too_large:
    "Berkas terlalu besar untuk diunggah lewat peramban. Minta pengelola server mengimpornya lewat baris perintah.",
  not_a_form: "Unggahan terputus sebelum selesai. Coba unggah lagi.",
} as const satisfies Record<UploadRefusalCode, string>;

/** The sentence of a code that came with an address; undefined for anything else written there. */
export function findUploadSentence(code: string): string | undefined {
  const sentences: Readonly<Record<string, string>> = UPLOAD_SENTENCES;
  return Object.hasOwn(sentences, code) ? sentences[code] : undefined;
}
