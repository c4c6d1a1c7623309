/** Why an archive is not opened, or not further. */
export type ArchiveRefusal = {
  readonly code:
    | "archive_broken"
    | "archive_encrypted"
    | "archive_method"
    | "archive_too_large"
    | "archive_too_many_files"
    | "archive_without_table"
    | "archive_in_archive"
    | "open_document";
};

/** An archive that turns out to be unreadable while its files are read. */
export class ArchiveRefused extends Error {
  override readonly name = "ArchiveRefused";

  constructor(readonly code: ArchiveRefusal["code"]) {
    super(code);
  }
}

/** What it is, and what to bring instead. */
export const ARCHIVE_SENTENCES = {
  archive_broken:
    "Arsip ini rusak atau terpotong. Salin atau unduh sekali lagi dari pengirim, lalu unggah lagi.",
  archive_encrypted:
    "Arsip ini dikunci dengan kata sandi. Buka arsipnya dengan kata sandi itu, lalu unggah isinya.",
  archive_method:
    "Arsip ini dimampatkan dengan cara yang tidak dapat dibuka di sini. Buka arsipnya, lalu unggah isinya atau kemas ulang sebagai ZIP biasa atau GZ.",
  archive_too_large:
    "Isi arsip ini jauh lebih besar daripada yang wajar bagi sebuah daftar, sehingga tidak dibuka. Buka arsipnya, periksa isinya, lalu unggah berkas daftarnya saja.",
  archive_too_many_files:
    "Arsip ini memuat terlalu banyak berkas. Kemas hanya berkas daftarnya, lalu unggah lagi.",
  archive_without_table:
    "Tidak ada tabel (CSV atau XLSX) di dalam arsip ini. Periksa apakah arsipnya benar.",
  archive_in_archive:
    "Di dalam arsip ini ada arsip yang memuat arsip lagi. Buka sampai terlihat berkas daftarnya, lalu unggah berkas itu.",
  open_document:
    "Berkas ini dokumen OpenDocument (misalnya ODS). Buka di aplikasi lembar kerja, simpan sebagai XLSX, lalu unggah lagi.",
} as const satisfies Record<ArchiveRefusal["code"], string>;
