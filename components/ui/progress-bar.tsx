import { formatNumber } from "@/lib/shared/format";

/**
 * How far a long job is, in rows. Without a total the bar says only that work goes on.
 * The numbers stand beside it as text: a bar alone tells nothing to who cannot see it.
 */
export function ProgressBar({
  label,
  done,
  total,
  note,
  notBegun = false,
}: {
  readonly label: string;
  readonly done: number;
  readonly total: number | null;
  /** For example the time left. */
  readonly note?: string;
  /** It waits for something else. */
  readonly notBegun?: boolean;
}) {
  const percent = total ? Math.min(100, Math.floor((done / total) * 100)) : null;
  return (
    <div>
      <div className="mb-1 flex flex-wrap justify-between gap-x-4 text-small">
        <span className="font-semibold">{label}</span>
        <span className="tabular text-muted">
          {done === 0 && total === null && (notBegun ? "belum dimulai" : "sedang berjalan")}
          {(done > 0 || total !== null) && formatNumber(done)}
          {total !== null && ` dari ${formatNumber(total)}`}
          {(done > 0 || total !== null) && " baris"}
          {percent !== null && ` (${percent}%)`}
          {note && ` · ${note}`}
        </span>
      </div>
      <progress
        aria-label={label}
        className="h-3 w-full overflow-hidden rounded-sm border border-line-control bg-surface [&::-moz-progress-bar]:bg-brand [&::-webkit-progress-bar]:bg-surface [&::-webkit-progress-value]:bg-brand"
        {...(percent === null ? {} : { value: percent, max: 100 })}
      />
    </div>
  );
}
