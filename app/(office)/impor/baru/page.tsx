import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { findUploadSentence, UPLOAD_SENTENCES } from "@/app/api/impor/berkas/upload-sentences";
import { Card } from "@/components/ui/card";
import { PageHeading } from "@/components/ui/page-heading";
import { requirePermission } from "@/lib/auth/session";
import { env } from "@/lib/env";
import { FILES_MAX } from "@/lib/import/schema";
import { listParts, listUploads, partLength } from "@/lib/import/uploads/upload-folder";
import { getOfficeOfRequest } from "@/lib/office/queries";
import { formatBytes, formatInstant, type TimeZone } from "@/lib/shared/format";
import { AcceptedFiles } from "../accepted-files";
import { type UnfinishedUpload, UnfinishedUploads } from "./unfinished-uploads";
import { UploadForm } from "./upload-form";

export const metadata: Metadata = { title: "Impor baru" };

const MEGABYTE = 1024 * 1024;

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
  const limitBytes = env().TEPAT_UPLOAD_MAX_MB * MEGABYTE;
  const { timeZone } = await getOfficeOfRequest();
  const unfinished = await describeUnfinished(actor.id, timeZone);

  return (
    <>
      <PageHeading title="Impor baru" back={{ href: "/impor", text: "Semua impor" }} />
      <div className="grid items-start gap-x-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="min-w-0">
          <UnfinishedUploads uploads={unfinished} />
          <Card title="Pilih berkas">
            <UploadForm
              limitBytes={limitBytes}
              filesMax={FILES_MAX}
              tooMany={UPLOAD_SENTENCES.too_many_files}
              problem={code === undefined ? undefined : findUploadSentence(code)}
            />
            <p className="mt-4 text-small text-muted">
              XLSX, atau CSV dengan pemisah |, titik koma, koma, atau tab, juga di dalam ZIP atau
              GZ; paling besar {formatBytes(limitBytes)} per berkas. Di XLSX, simpan NIK dan No KK
              sebagai teks: bilangan kehilangan angka ke-16. Berkas tidak berlaku sebelum diperiksa
              dan diterbitkan petugas lain.
            </p>
          </Card>
        </div>
        <Card title="Berkas yang diterima">
          <AcceptedFiles beside />
        </Card>
      </div>
    </>
  );
}

async function describeUnfinished(createdBy: string, timeZone: TimeZone) {
  const { TEPAT_DATA_DIR: dataDir } = env();
  const uploads = await listUploads(dataDir, { createdBy, now: new Date() });
  return Promise.all(
    uploads.map(async (upload): Promise<UnfinishedUpload> => {
      const parts = await listParts(dataDir, upload);
      const stored = parts.reduce(
        (sum, part, index) => sum + (part === null ? 0 : partLength(upload, index)),
        0,
      );
      return {
        id: upload.id,
        name: upload.name,
        stored:
          stored === upload.sizeBytes
            ? `${formatBytes(stored)} sudah terkirim seluruhnya, menunggu berkas lain yang dipilih bersamanya`
            : `${formatBytes(stored)} dari ${formatBytes(upload.sizeBytes)} tersimpan`,
        begun: formatInstant(new Date(upload.createdAt), timeZone),
      };
    }),
  );
}
