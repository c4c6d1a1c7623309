import { CopyButton } from "@/components/ui/copy-button";

/**
 * A NIK or No KK. In full it stands in groups of four without spaces between them: what is selected
 * and copied is sixteen digits. Masked it cannot be copied.
 */
export function NumberValue({
  number,
  what,
}: {
  readonly number: string | null;
  readonly what: string;
}) {
  if (number === null) return <span className="text-muted">Tidak diisi</span>;
  const groups = /^\d{16}$/.test(number) ? number.match(/\d{4}/g) : null;
  if (groups === null) return <span className="tabular whitespace-nowrap">{number}</span>;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
      <span className="tabular select-all whitespace-nowrap font-semibold">
        {groups.map((group, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: four groups in their own order
          <span key={index} className="mr-1.5 last:mr-0">
            {group}
          </span>
        ))}
      </span>
      <CopyButton value={number} what={what} />
    </span>
  );
}
