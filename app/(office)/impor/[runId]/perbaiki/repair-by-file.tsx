import { Download, Upload } from "lucide-react";
import { ErrorSummary } from "@/components/forms/error-summary";
import { Field } from "@/components/forms/field";
import { Button, buttonLook } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { ImportRunPage } from "@/lib/import/queries";

/** The rejected rows as a file to repair, and the way back for it: plain links and a plain form. */
export function RepairByFile({
  run,
  file,
  problem,
}: {
  readonly run: ImportRunPage;
  readonly file: ImportRunPage["files"][number];
  /** Why the file that was sent before came back. */
  readonly problem?: string;
}) {
  const rows = `/api/impor/${run.id}/ditolak/${file.id}`;
  return (
    <Card
      title="Perbaiki di lembar kerja"
      note="Unduh, perbaiki isinya tanpa mengubah judul kolom dan kolom baris, lalu unggah kembali."
    >
      <ErrorSummary errors={problem === undefined ? [] : [{ field: "berkas", message: problem }]} />
      <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
        <div className="flex flex-wrap gap-2">
          <a href={`${rows}?bentuk=xlsx`} download className={buttonLook("secondary")}>
            <Download aria-hidden />
            Unduh XLSX
          </a>
          <a href={rows} download className={buttonLook("secondary")}>
            <Download aria-hidden />
            Unduh CSV
          </a>
        </div>
        <form
          method="post"
          action={`/api/impor/${run.id}/perbaikan/${file.id}?versi=${run.version}`}
          encType="multipart/form-data"
          className="flex min-w-0 flex-wrap items-end gap-2 [&>div]:mb-0"
        >
          <Field
            name="berkas"
            type="file"
            label="Berkas yang sudah diperbaiki"
            accept=".xlsx,.csv,text/csv"
            error={problem}
            required
          />
          <Button type="submit" variant="secondary">
            <Upload aria-hidden />
            Unggah dan periksa ulang
          </Button>
        </form>
      </div>
    </Card>
  );
}
