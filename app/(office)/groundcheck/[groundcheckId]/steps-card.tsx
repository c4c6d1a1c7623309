import { Card } from "@/components/ui/card";
import { Timeline, type TimelineEntry } from "@/components/ui/timeline";
import type { GroundcheckView } from "@/lib/groundchecks/find-groundcheck";
import { GROUNDCHECK_EVENT_LABELS } from "@/lib/groundchecks/labels";
import type { GroundcheckStep } from "@/lib/groundchecks/list-steps";
import { formatInstant, type TimeZone } from "@/lib/shared/format";

const ACTOR_WORDS = { system: "Sistem", command_line: "Baris perintah" } as const;

/** Every step of the visit, newest first, with who took it and why. */
export function StepsCard({
  view: { steps, visit, earlierVisits },
  timeZone,
}: {
  readonly view: GroundcheckView;
  readonly timeZone: TimeZone;
}) {
  const known = [visit, ...earlierVisits].flatMap((one) => one?.questions ?? []);
  const labels = new Map(known.map(({ code, label }) => [code, label]));
  return (
    <Card title="Riwayat kunjungan">
      <Timeline entries={steps.map((step) => entryOf(step, labels, timeZone))} />
    </Card>
  );
}

function entryOf(
  step: GroundcheckStep,
  labels: ReadonlyMap<string, string>,
  timeZone: TimeZone,
): TimelineEntry {
  const { id, at, action, actorKind, actorName } = step;
  return {
    key: String(id),
    title: GROUNDCHECK_EVENT_LABELS[action],
    dateTime: at.toISOString(),
    when: formatInstant(at, timeZone),
    who: actorKind === "user" ? (actorName ?? "Petugas") : ACTOR_WORDS[actorKind],
    body: <StepBody step={step} labels={labels} />,
  };
}

function StepBody({
  step: { action, fromName, toName, draftDropped, reason, questions },
  labels,
}: {
  readonly step: GroundcheckStep;
  readonly labels: ReadonlyMap<string, string>;
}) {
  return (
    <>
      {action === "assign" && toName && <p>Kepada {toName}</p>}
      {action === "reassign" && (
        <p>
          Dari {fromName ?? "pendamping sebelumnya"} kepada {toName ?? "pendamping lain"}
          {draftDropped && "; draf dihapus"}
        </p>
      )}
      {reason && <p className="whitespace-pre-line">Alasan: {reason}</p>}
      {questions.length > 0 && (
        <ul className="mt-1 list-disc pl-5">
          {questions.map(({ code, reason: why }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a past step never changes, and one question may stand in it twice
            <li key={index}>
              <strong>{labels.get(code) ?? `Pertanyaan ${code}`}:</strong> {why}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
