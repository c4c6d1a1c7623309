import { Button } from "@/components/ui/button";
import { formatNumber } from "@/lib/shared/format";

const MEGABYTE = 1024 * 1024;

/** How much of the files is sent; afterwards the server reads their first lines. */
export function UploadProgress({
  sentBytes,
  totalBytes,
  stop,
}: {
  readonly sentBytes: number;
  readonly totalBytes: number;
  readonly stop: () => void;
}) {
  const sent = sentBytes >= totalBytes;
  const percent = Math.floor((sentBytes / totalBytes) * 100);
  return (
    <div>
      <p role="status" className="font-semibold">
        {sent ? "Membaca judul kolom …" : "Mengunggah …"}
      </p>
      <div className="my-2 flex items-center gap-4">
        <progress
          aria-label="Kemajuan unggahan"
          max={100}
          value={percent}
          className="h-3 flex-1 overflow-hidden rounded-sm border border-line-control bg-surface [&::-moz-progress-bar]:bg-brand [&::-webkit-progress-bar]:bg-surface [&::-webkit-progress-value]:bg-brand"
        />
        <span className="tabular text-small text-muted">
          {formatNumber(Math.round((sentBytes / MEGABYTE) * 10) / 10)} dari{" "}
          {formatNumber(Math.round((totalBytes / MEGABYTE) * 10) / 10)} MB ({percent}%)
        </span>
      </div>
      <Button variant="secondary" onClick={stop}>
        Batalkan unggahan
      </Button>
    </div>
  );
}
