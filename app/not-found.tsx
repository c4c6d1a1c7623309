import type { Metadata } from "next";
import { PlainPage } from "@/components/layout/plain-page";
import { ButtonLink } from "@/components/ui/button";
import { PageHeading } from "@/components/ui/page-heading";

export const metadata: Metadata = { title: "Halaman tidak ditemukan" };

export default function NotFound() {
  return (
    <PlainPage>
      <PageHeading title="Halaman tidak ditemukan" />
      <p className="mb-4">Alamatnya mungkin salah ketik atau halamannya sudah tidak ada.</p>
      <ButtonLink href="/">Ke beranda</ButtonLink>
    </PlainPage>
  );
}
