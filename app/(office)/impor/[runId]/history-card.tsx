import { Card } from "@/components/ui/card";
import { Timeline } from "@/components/ui/timeline";
import { IMPORT_ACTION_LABELS } from "@/lib/import/labels";
import type { ImportRunPage } from "@/lib/import/queries";
import { formatInstant, type TimeZone } from "@/lib/shared/format";
import { actorName } from "../actor-name";

/** Every step of the import, the newest first. */
export function HistoryCard({
  events,
  timeZone,
}: {
  readonly events: ImportRunPage["events"];
  readonly timeZone: TimeZone;
}) {
  return (
    <Card title="Riwayat">
      <Timeline
        entries={events
          .toReversed()
          .map(({ id, action, at, reason, actorKind, actorName: name }) => ({
            key: String(id),
            title: titleOf(action),
            dateTime: at.toISOString(),
            when: formatInstant(at, timeZone),
            who: actorName(actorKind, name),
            body: reason,
          }))}
      />
    </Card>
  );
}

/** A step of an older version of the workflow may have no words any more. */
function titleOf(action: string): string {
  const labels: Readonly<Record<string, string>> = IMPORT_ACTION_LABELS;
  return labels[action] ?? action;
}
