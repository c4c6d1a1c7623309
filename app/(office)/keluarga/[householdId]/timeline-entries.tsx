import Link from "next/link";
import { caseName } from "@/components/cases/kind-tags";
import { programShortName } from "@/components/households/program-tags";
import type { TimelineEntry } from "@/components/ui/timeline";
import { CASE_EVENT_LABELS } from "@/lib/cases/labels";
import { PARTICIPATION_EVENT_LABELS } from "@/lib/programs/labels";
import type { HouseholdDesil, HouseholdStep } from "@/lib/registry/household-history";
import { desilWords, shiftWords } from "@/lib/registry/labels";
import { formatDate, formatInstant, type TimeZone } from "@/lib/shared/format";
import type { FamilyView } from "./load-family";

type Dated = TimelineEntry & { readonly at: Date };

/**
 * The lists stand at the day they speak of, not at the day they were taken in: a family's story is
 * read by when things were so. Steps of people and of the system stand at their moment.
 */
export function timelineOf(family: FamilyView, timeZone: TimeZone): TimelineEntry[] {
  const entries = [
    ...family.steps.map((step) => stepEntry(step, timeZone)),
    ...listEntries(family.desil),
  ];
  return entries.sort((one, other) => other.at.getTime() - one.at.getTime());
}

const ACTOR_WORDS = { system: "Sistem", command_line: "Baris perintah" } as const;

function stepEntry(step: HouseholdStep, timeZone: TimeZone): Dated {
  const { key, at, actorKind, actorName, reason } = step;
  return {
    key,
    at,
    title: stepTitle(step),
    dateTime: at.toISOString(),
    when: formatInstant(at, timeZone),
    who: actorKind === "user" ? (actorName ?? "Petugas") : ACTOR_WORDS[actorKind],
    body: reason ? <p>Alasan: {reason}</p> : undefined,
  };
}

const CASE_WORDS: Readonly<Record<string, string>> = CASE_EVENT_LABELS;
const PARTICIPATION_WORDS: Readonly<Record<string, string>> = PARTICIPATION_EVENT_LABELS;

function stepTitle({ subject, subjectId, about, programCode, action }: HouseholdStep) {
  if (subject === "participation")
    return `${programShortName(about)}: ${PARTICIPATION_WORDS[action] ?? action}`;
  return (
    <>
      {CASE_WORDS[action] ?? action}:{" "}
      <Link href={`/kasus/${subjectId}`} prefetch={false}>
        {caseName(about, programCode)}
      </Link>
    </>
  );
}

function listEntries(desil: readonly HouseholdDesil[]): Dated[] {
  return desil.flatMap((entry, index) => {
    const before = desil
      .slice(0, index)
      .filter(({ source }) => source === "release")
      .at(-1);
    const entries = [desilEntry(entry, before)];
    const numberBefore = desil[index - 1]?.nomorKk ?? null;
    if (numberBefore !== null && entry.nomorKk !== null && entry.nomorKk !== numberBefore)
      entries.unshift(numberEntry(entry, numberBefore));
    return entries;
  });
}

function desilEntry(entry: HouseholdDesil, before: HouseholdDesil | undefined): Dated {
  const { source, name, asOf, nasional } = entry;
  const moved =
    source === "release" && before && before.nasional !== null && nasional !== null
      ? shiftWords(before.nasional, nasional)
      : null;
  return {
    key: `${source} ${name}`,
    at: asOf,
    title: `${source === "release" ? "DTSEN" : "DTKS lama,"} ${name}`.replace(
      "DTKS lama, DTKS",
      "DTKS lama,",
    ),
    dateTime: asOf.toISOString().slice(0, 10),
    when: `keadaan ${formatDate(asOf)}`,
    body: (
      <p>
        {desilWords(nasional)}
        {moved && (moved === "tetap" ? ", tetap" : `: ${moved} dari desil ${before?.nasional}`)}
      </p>
    ),
  };
}

function numberEntry({ source, name, asOf, nomorKk }: HouseholdDesil, before: string): Dated {
  return {
    key: `kk ${source} ${name}`,
    at: asOf,
    title: "No KK berubah",
    dateTime: asOf.toISOString().slice(0, 10),
    when: `keadaan ${formatDate(asOf)}`,
    body: (
      <p className="tabular">
        {before} menjadi {nomorKk}
      </p>
    ),
  };
}
