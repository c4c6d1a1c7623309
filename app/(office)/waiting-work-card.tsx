import { Card } from "@/components/ui/card";
import type { WaitingWork } from "@/lib/insights/waiting-work";
import { WORK_LABELS } from "@/lib/insights/works";
import { formatAge, type TimeZone } from "@/lib/shared/format";
import { WaitingTable } from "./waiting-table";

/** What this person is to do, in the order of the work. */
export function WaitingWorkCard({
  work,
  timeZone,
}: {
  readonly work: readonly WaitingWork[];
  readonly timeZone: TimeZone;
}) {
  const now = new Date();
  return (
    <Card title="Tugas Anda" flush>
      {work.length === 0 ? (
        <p className="px-4 py-4 text-muted">
          Tidak ada yang menunggu Anda sekarang di wilayah tugas Anda.
        </p>
      ) : (
        <WaitingTable
          caption="Yang menunggu tindakan Anda"
          rows={work.map(({ work: name, count, oldest }) => ({
            href: WORK_LABELS[name].href,
            what: WORK_LABELS[name].name,
            explanation: WORK_LABELS[name].explanation,
            count,
            age: formatAge(oldest, now, timeZone),
          }))}
        />
      )}
    </Card>
  );
}
