import Link from "next/link";
import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { Timeline, type TimelineEntry } from "@/components/ui/timeline";
import { may } from "@/lib/auth/policy";
import type { Role } from "@/lib/auth/types";
import type { CaseTimelineStep } from "@/lib/cases/case-timeline";
import { type CaseFacts, tellCase } from "@/lib/cases/evidence";
import { CASE_EVENT_LABELS } from "@/lib/cases/labels";
import type { CaseView } from "@/lib/cases/queries";
import { unchangedWords } from "@/lib/cases/sentences";
import { GROUNDCHECK_EVENT_LABELS } from "@/lib/groundchecks/labels";
import { PARTICIPATION_EVENT_LABELS, programShortName } from "@/lib/programs/labels";
import { PROPOSAL_EVENT_LABELS } from "@/lib/proposals/labels";
import { formatDay, formatInstant, type TimeZone } from "@/lib/shared/format";

const ACTOR_WORDS = { system: "Sistem", command_line: "Baris perintah" } as const;

/** Every step of the case and of what it moved or was carried by, newest first, with who took it and why. */
export function CaseTimeline({
  found,
  role,
  timeZone,
}: {
  readonly found: CaseView;
  /** The reader's: a link is shown to those who may follow it. */
  readonly role: Role;
  readonly timeZone: TimeZone;
}) {
  const { facts, programCode, timeline, previousCase, nextCase } = found;
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
      <Timeline
        entries={timeline.map((step) => entryOf(step, { facts, programCode, role, timeZone }))}
      />
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

interface Reading {
  readonly facts: CaseFacts;
  readonly programCode: string | null;
  readonly role: Role;
  readonly timeZone: TimeZone;
}

function entryOf(step: CaseTimelineStep, reading: Reading): TimelineEntry {
  const { id, at, actorKind, actorName } = step;
  return {
    key: `${step.of} ${id}`,
    title: titleOf(step, reading),
    dateTime: at.toISOString(),
    when: formatInstant(at, reading.timeZone),
    who: actorKind === "user" ? (actorName ?? "Petugas") : ACTOR_WORDS[actorKind],
    body: bodyOf(step, reading),
  };
}

function bodyOf(step: CaseTimelineStep, { facts }: Reading): ReactNode {
  if (step.of === "case" && step.unchanged)
    return <p>{unchangedWords(tellCase(facts), step.unchanged)}</p>;
  if (step.reason) return <p className="whitespace-pre-line">Alasan: {step.reason}</p>;
  return undefined;
}

function titleOf(step: CaseTimelineStep, { programCode, role }: Reading): ReactNode {
  switch (step.of) {
    case "case":
      return CASE_EVENT_LABELS[step.action];
    case "participation": {
      const words = PARTICIPATION_EVENT_LABELS[step.action];
      return programCode === null ? words : `${programShortName(programCode)}: ${words}`;
    }
    case "groundcheck":
      return GROUNDCHECK_EVENT_LABELS[step.action];
    case "proposal": {
      const words = PROPOSAL_EVENT_LABELS[step.action];
      if (!may(role, "proposal.view")) return words;
      return (
        <>
          {words}:{" "}
          <Link href={`/usulan/${step.subjectId}`} prefetch={false}>
            usulan {step.number}
          </Link>
        </>
      );
    }
  }
}
