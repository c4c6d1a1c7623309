import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { findUploadSentence, formatMegabytes } from "@/app/api/impor/berkas/upload-sentences";
import { Card } from "@/components/ui/card";
import { PageHeading } from "@/components/ui/page-heading";
import { requirePermission } from "@/lib/auth/session";
import { env } from "@/lib/env";
import { AcceptedFiles } from "../accepted-files";
import { UploadForm } from "./upload-form";

export const metadata: Metadata = { title: "Impor baru" };

const Query = z.object({ masalah: z.string().optional().catch(undefined) });

export default async function NewImportPage({
  searchParams,
}: {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const actor = await requirePermission("import.create");
  // An import concerns the whole regency: for somebody of one kecamatan there is none to make.
  if (actor.area.level !== "regency") notFound();
  const { masalah: code } = Query.parse(await searchParams);
  const limitMegabytes = env().TEPAT_UPLOAD_MAX_MB;

  return (
    <>
      <PageHeading title="Impor baru" back={{ href: "/impor", text: "Semua impor" }} />
      <div className="grid items-start gap-x-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <Card title="Pilih berkas">
          <UploadForm
            limitMegabytes={limitMegabytes}
            problem={code === undefined ? undefined : findUploadSentence(code)}
          />
          <p className="mt-4 text-small text-muted">
            XLSX, atau CSV dengan pemisah |, titik koma, koma, atau tab (UTF-8 atau Windows-1252);
            paling besar {formatMegabytes(limitMegabytes)} per berkas. Di XLSX, simpan NIK dan No KK
            sebagai teks: bilangan kehilangan angka ke-16. Berkas tidak berlaku sebelum diperiksa
            dan diterbitkan petugas lain.
          </p>
        </Card>
        <Card title="Berkas yang diterima">
          <AcceptedFiles beside />
        </Card>
      </div>
    </>
  );
}
