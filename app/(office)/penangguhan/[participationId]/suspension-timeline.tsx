import { Card } from "@/components/ui/card";
import { Timeline } from "@/components/ui/timeline";
import type { SuspensionView } from "@/lib/programs/find-suspension";
import { PARTICIPATION_EVENT_LABELS } from "@/lib/programs/labels";
import { formatInstant, type TimeZone } from "@/lib/shared/format";

const ACTOR_WORDS = { system: "Sistem", command_line: "Baris perintah" } as const;

/** Every step of the aid, newest first, with who took it and why. */
export function SuspensionTimeline({
  found,
  timeZone,
}: {
  readonly found: SuspensionView;
  readonly timeZone: TimeZone;
}) {
  return (
    <Card title="Riwayat bantuan">
      <Timeline
        entries={found.timeline.map(({ id, at, action, actorKind, actorName, reason }) => ({
          key: String(id),
          title: PARTICIPATION_EVENT_LABELS[action],
          dateTime: at.toISOString(),
          when: formatInstant(at, timeZone),
          who: actorKind === "user" ? (actorName ?? "Petugas") : ACTOR_WORDS[actorKind],
          body: reason ? <p className="whitespace-pre-line">Alasan: {reason}</p> : undefined,
        }))}
      />
    </Card>
  );
}
