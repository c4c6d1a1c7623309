import type { Metadata } from "next";
import { ButtonLink } from "@/components/ui/button";
import { PageHeading } from "@/components/ui/page-heading";

export const metadata: Metadata = { title: "Tidak ditemukan" };

/** The same words for what does not exist and for what lies outside one's area: the difference is nobody's business. */
export default function OfficeNotFound() {
  return (
    <>
      <PageHeading title="Tidak ditemukan" />
      <p className="mb-4 max-w-prose">
        Halaman ini tidak ada, atau berada di luar wilayah tugas dan peran Anda. Jika Anda mencari
        keluarga, cari lagi lewat Registri.
      </p>
      <div className="flex gap-2">
        <ButtonLink href="/">Ke beranda</ButtonLink>
      </div>
    </>
  );
}
