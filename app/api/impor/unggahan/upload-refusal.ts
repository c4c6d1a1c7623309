import { recordAudit } from "@/lib/audit/record-audit";
import type { UserActor } from "@/lib/auth/types";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";
import { ARCHIVE_SENTENCES, type ArchiveRefusal } from "@/lib/import/archive/archive-refused";
import { REFUSAL_SENTENCES } from "@/lib/import/problems";
import { STORE_SENTENCES } from "@/lib/import/storage";
import type { TableRefusal } from "@/lib/import/table/open-table";
import type { BeginProblem } from "@/lib/import/uploads/begin-upload";
import type { FinishProblem } from "@/lib/import/uploads/finish-upload";
import type { PartProblem } from "@/lib/import/uploads/store-part";
import { readUpload, type Upload } from "@/lib/import/uploads/upload-folder";
import { UPLOAD_SENTENCES } from "../berkas/upload-sentences";

type RefusalCode =
  | BeginProblem["code"]
  | PartProblem["code"]
  | FinishProblem["code"]
  | TableRefusal["code"]
  | ArchiveRefusal["code"]
  | "too_many_files"
  | "unreadable";

/** Why a file or a part of it was not taken, and what to do. */
const SENTENCES = {
  ...STORE_SENTENCES,
  ...REFUSAL_SENTENCES,
  ...ARCHIVE_SENTENCES,
  file_too_large: UPLOAD_SENTENCES.file_too_large,
  too_many_files: UPLOAD_SENTENCES.too_many_files,
  quota_full:
    "Unggahan Anda yang belum selesai sudah memenuhi jatah. Selesaikan atau hapus salah satunya, lalu coba lagi.",
  upload_gone:
    "Unggahan ini sudah tidak tersimpan, mungkin dihapus di jendela lain. Pilih berkasnya, lalu unggah lagi.",
  no_such_part: "Berkas di komputer Anda berubah selagi diunggah. Pilih berkasnya sekali lagi.",
  part_incomplete: "Sebagian berkas terputus di jalan; bagian itu dikirim lagi.",
  part_too_long: "Berkas di komputer Anda berubah selagi diunggah. Pilih berkasnya sekali lagi.",
  part_altered: "Sebagian berkas berubah di jalan; bagian itu dikirim lagi.",
  parts_missing: "Sebagian berkas belum sampai di server; bagian itu dikirim lagi.",
  digest_differs:
    "Isi berkas yang sampai di server tidak sama dengan berkas di komputer Anda. Pilih berkasnya, lalu unggah lagi.",
  unreadable: "Permintaan ini tidak dapat dibaca. Muat ulang halaman, lalu coba lagi.",
} as const satisfies Record<RefusalCode, string>;

const STATUS: Partial<Record<RefusalCode, number>> = {
  file_too_large: 413,
  part_too_long: 413,
  upload_gone: 404,
  quota_full: 409,
  part_altered: 409,
  parts_missing: 409,
  digest_differs: 409,
  disk_full: 507,
};

/** A refusal as the page's script reads it: the code for the script, the sentence for the person. */
export function refuse(code: RefusalCode, about?: string): Response {
  const sentence = SENTENCES[code];
  const message = about === undefined ? sentence : `${about}: ${sentence}`;
  return Response.json({ code, message }, { status: STATUS[code] ?? 400 });
}

/**
 * The upload that a request is about. One of somebody else does not exist for this person, as one
 * that never was; that they asked for it is written down.
 */
export async function findOwnUpload(actor: UserActor, uploadId: string): Promise<Upload | null> {
  const upload = await readUpload(env().TEPAT_DATA_DIR, uploadId, new Date());
  if (upload === null || upload.createdBy === actor.id) return upload;
  await recordAudit(db(), actor, {
    action: "access.deny",
    subject: "import",
    detail: { permission: "import.create" },
  });
  return null;
}
