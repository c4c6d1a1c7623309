import { Card } from "@/components/ui/card";
import { StatusTag } from "@/components/ui/tag";
import {
  PARTICIPATION_EVENT_LABELS,
  PARTICIPATION_STATE_LABELS,
  programShortName,
} from "@/lib/programs/labels";
import type { HouseholdStep } from "@/lib/registry/household-history";
import type { HouseholdProgram } from "@/lib/registry/household-programs";
import { formatDay, type TimeZone } from "@/lib/shared/format";
import { ProgramListings } from "./program-listings";

/** Which aids the family receives, in which state and since when, and the lists that named it. */
export function ProgramsCard({
  programs,
  steps,
  timeZone,
}: {
  readonly programs: readonly HouseholdProgram[];
  /** The family's story, newest first: it holds what was decided about an aid. */
  readonly steps: readonly HouseholdStep[];
  readonly timeZone: TimeZone;
}) {
  return (
    <Card title="Program bantuan">
      {programs.length === 0 ? (
        <p className="text-muted">Tidak tercatat di daftar penerima mana pun.</p>
      ) : (
        <ul className="-my-2 divide-y divide-line">
          {programs.map((program) => (
            <li key={program.id} className="py-2 text-small">
              <div className="flex flex-wrap items-baseline justify-between gap-x-3">
                <span className="font-semibold">{programShortName(program.code)}</span>
                <StatusTag labels={PARTICIPATION_STATE_LABELS} value={program.state} />
              </div>
              <p className="text-caption text-muted">Sejak {formatDay(program.since, timeZone)}</p>
              <Decision step={decisionOn(program, steps)} />
              <ProgramListings program={program} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** The newest step that a person took about this aid. */
function decisionOn(
  { id }: HouseholdProgram,
  steps: readonly HouseholdStep[],
): HouseholdStep | undefined {
  return steps.find(
    ({ subject, subjectId, actorKind }) =>
      subject === "participation" && subjectId === id && actorKind === "user",
  );
}

function Decision({ step }: { readonly step: HouseholdStep | undefined }) {
  if (!step) return null;
  const words: Readonly<Record<string, string>> = PARTICIPATION_EVENT_LABELS;
  return (
    <p>
      {words[step.action] ?? step.action} oleh {step.actorName ?? "petugas"}
      {step.reason && `: ${step.reason}`}
    </p>
  );
}
