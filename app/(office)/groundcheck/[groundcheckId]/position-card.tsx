import { Card } from "@/components/ui/card";
import { SummaryList } from "@/components/ui/summary-list";
import { placeWords } from "@/lib/groundchecks/describe-visit";
import type { VisitView } from "@/lib/groundchecks/list-visits";
import { formatInstant, formatNumber, type TimeZone } from "@/lib/shared/format";
import { describeOffset } from "./describe-offset";

/** Where and when the visit was, as the phone said it. */
export function PositionCard({
  visit: { position, startedAt, finishedAt, receivedAt, clockOffsetMs, clockIsOff, formName },
  timeZone,
}: {
  readonly visit: VisitView;
  readonly timeZone: TimeZone;
}) {
  return (
    <Card title="Posisi dan waktu">
      <SummaryList
        rows={[
          {
            term: "Lintang, bujur",
            value: position && <span className="tabular">{placeWords(position)}</span>,
          },
          ...(position
            ? [
                {
                  term: "Ketelitian",
                  value:
                    position.source === "manual"
                      ? "Diketik, bukan dari ponsel"
                      : position.accuracyMetres === null
                        ? "Tidak diketahui"
                        : `± ${formatNumber(Math.round(position.accuracyMetres))} m, dari ponsel`,
                },
              ]
            : []),
          { term: "Mulai mengisi", value: formatInstant(startedAt, timeZone) },
          { term: "Selesai mengisi", value: formatInstant(finishedAt, timeZone) },
          { term: "Diterima kantor", value: formatInstant(receivedAt, timeZone) },
          {
            term: "Jam ponsel",
            value: clockIsOff ? describeOffset(clockOffsetMs) : "Cocok dengan jam kantor",
          },
          { term: "Formulir", value: formName },
        ]}
      />
    </Card>
  );
}
