import type { ImageProblem } from "./receive-image";

/** Why a picture was not taken, and what to do. */
export const IMAGE_SENTENCES = {
  empty: "Foto ini kosong. Ambil foto lagi, lalu kirim ulang.",
  not_an_image: "Berkas ini bukan foto JPEG, PNG, atau WebP yang utuh. Ambil foto lagi.",
  too_many_pixels: "Foto ini lebih dari 40 megapiksel. Kecilkan foto, lalu kirim ulang.",
  altered: "Nomor foto ini sudah dipakai untuk foto lain. Ambil foto lagi.",
  closed: "Foto ini tidak dapat ditambahkan lagi.",
  disk_full: "Ruang penyimpanan di server penuh. Foto belum tersimpan; coba lagi nanti.",
} as const satisfies Record<ImageProblem["code"], string>;

export const IMAGE_TOO_LARGE = "Foto lebih dari 10 MB. Kecilkan foto, lalu kirim ulang.";
