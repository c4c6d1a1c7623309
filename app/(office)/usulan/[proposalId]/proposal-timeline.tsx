import { Card } from "@/components/ui/card";
import { Timeline } from "@/components/ui/timeline";
import type { ProposalStep } from "@/lib/proposals/find-proposal";
import { PROPOSAL_EVENT_LABELS } from "@/lib/proposals/labels";
import { formatInstant, type TimeZone } from "@/lib/shared/format";

const ACTOR_WORDS = { system: "Sistem", command_line: "Baris perintah" } as const;

/** Who did what when, newest first, with the reason where there is one. */
export function ProposalTimeline({
  timeline,
  timeZone,
}: {
  readonly timeline: readonly ProposalStep[];
  readonly timeZone: TimeZone;
}) {
  return (
    <Card title="Riwayat usulan">
      <Timeline
        entries={timeline.map(({ id, at, action, actorKind, actorName, reason }) => ({
          key: String(id),
          title: PROPOSAL_EVENT_LABELS[action],
          dateTime: at.toISOString(),
          when: formatInstant(at, timeZone),
          who: actorKind === "user" ? (actorName ?? "Petugas") : ACTOR_WORDS[actorKind],
          body: reason ? <p className="whitespace-pre-line">Alasan: {reason}</p> : undefined,
        }))}
      />
    </Card>
  );
}
