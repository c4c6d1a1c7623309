import { Card } from "@/components/ui/card";
import { GROUNDCHECK_RESULT_LABELS } from "@/lib/groundchecks/labels";
import type { VisitView } from "@/lib/groundchecks/list-visits";
import { formatInstant, type TimeZone } from "@/lib/shared/format";
import { VisitCards } from "./visit-cards";

/** Submissions that were returned or belong to an earlier companion: kept as they came. */
export function EarlierVisits({
  visits,
  releaseName,
  timeZone,
}: {
  readonly visits: readonly VisitView[];
  readonly releaseName: string | null;
  readonly timeZone: TimeZone;
}) {
  if (visits.length === 0) return null;
  return (
    <Card title="Kiriman sebelumnya" note="Disimpan apa adanya; tidak dapat diubah" flush>
      {visits.map((visit) => (
        <details key={visit.id} className="border-line border-b last:border-0">
          <summary className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
            <span className="font-semibold text-link underline">
              {formatInstant(visit.receivedAt, timeZone)}
            </span>
            <span className="text-small">{visit.submittedByName}</span>
            <span className="text-muted text-small">{GROUNDCHECK_RESULT_LABELS[visit.result]}</span>
          </summary>
          <div className="border-line border-t bg-sunken px-3 pt-4">
            <VisitCards visit={visit} releaseName={releaseName} timeZone={timeZone} />
          </div>
        </details>
      ))}
    </Card>
  );
}
