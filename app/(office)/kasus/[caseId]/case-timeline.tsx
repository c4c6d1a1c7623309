import Link from "next/link";
import { programShortName } from "@/components/households/program-tags";
import { Card } from "@/components/ui/card";
import { Timeline, type TimelineEntry } from "@/components/ui/timeline";
import { CASE_EVENT_LABELS } from "@/lib/cases/labels";
import type { CaseTimelineStep, CaseView } from "@/lib/cases/queries";
import { PARTICIPATION_EVENT_LABELS } from "@/lib/programs/labels";
import { formatDay, formatInstant, type TimeZone } from "@/lib/shared/format";

const ACTOR_WORDS = { system: "Sistem", command_line: "Baris perintah" } as const;

/** Every step of the case and of the aid that it moved, newest first, with who took it and why. */
export function CaseTimeline({
  found,
  timeZone,
}: {
  readonly found: CaseView;
  readonly timeZone: TimeZone;
}) {
  const { programCode, timeline, previousCase, nextCase } = found;
  return (
    <Card title="Riwayat kasus">
      {nextCase && (
        <p className="mb-3 text-small">
          Keadaan ini kembali dan dibuka lagi sebagai{" "}
          <Link href={`/kasus/${nextCase.id}`} prefetch={false}>
            kasus {formatDay(nextCase.openedAt, timeZone)}
          </Link>
          .
        </p>
      )}
      <Timeline entries={timeline.map((step) => entryOf(step, programCode, timeZone))} />
      {previousCase && (
        <p className="mt-3 text-small">
          Pernah ada{" "}
          <Link href={`/kasus/${previousCase.id}`} prefetch={false}>
            kasus serupa, dibuka {formatDay(previousCase.openedAt, timeZone)}
          </Link>
          .
        </p>
      )}
    </Card>
  );
}

function entryOf(
  step: CaseTimelineStep,
  programCode: string | null,
  timeZone: TimeZone,
): TimelineEntry {
  const { id, at, actorKind, actorName, reason } = step;
  return {
    key: `${step.of} ${id}`,
    title: titleOf(step, programCode),
    dateTime: at.toISOString(),
    when: formatInstant(at, timeZone),
    who: actorKind === "user" ? (actorName ?? "Petugas") : ACTOR_WORDS[actorKind],
    body: reason ? <p className="whitespace-pre-line">Alasan: {reason}</p> : undefined,
  };
}

function titleOf(step: CaseTimelineStep, programCode: string | null): string {
  if (step.of === "case") return CASE_EVENT_LABELS[step.action];
  const words = PARTICIPATION_EVENT_LABELS[step.action];
  return programCode === null ? words : `${programShortName(programCode)}: ${words}`;
}
