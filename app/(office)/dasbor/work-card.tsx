import Link from "next/link";
import { Card } from "@/components/ui/card";
import type { WaitingWork } from "@/lib/insights/waiting-work";
import { WORK_LABELS } from "@/lib/insights/works";
import { formatAge, formatNumber, type TimeZone } from "@/lib/shared/format";

/** What only this person can do, before everything that is only to be known. */
export function WorkCard({
  work,
  now,
  timeZone,
}: {
  readonly work: readonly WaitingWork[];
  readonly now: Date;
  readonly timeZone: TimeZone;
}) {
  return (
    <Card title="Menunggu Anda">
      {work.length === 0 ? (
        <p className="text-muted">
          Tidak ada yang menunggu tanda tangan atau tindakan Anda sekarang.
        </p>
      ) : (
        <ul className="flex flex-wrap gap-x-10 gap-y-3">
          {work.map(({ work: name, count, oldest }) => (
            <li key={name}>
              <Link href={WORK_LABELS[name].href} prefetch={false} className="font-semibold">
                <span className="tabular text-heading">{formatNumber(count)}</span>{" "}
                {WORK_LABELS[name].name}
              </Link>
              <span className="block text-caption text-muted">
                paling lama {formatAge(oldest, now, timeZone)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
