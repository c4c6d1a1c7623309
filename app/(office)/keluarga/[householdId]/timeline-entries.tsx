import Link from "next/link";
import type { ReactNode } from "react";
import type { TimelineEntry } from "@/components/ui/timeline";
import { may } from "@/lib/auth/policy";
import type { Role } from "@/lib/auth/types";
import { caseName } from "@/lib/cases/case-name";
import { CASE_EVENT_LABELS } from "@/lib/cases/labels";
import { GROUNDCHECK_EVENT_LABELS } from "@/lib/groundchecks/labels";
import { PARTICIPATION_EVENT_LABELS, programShortName } from "@/lib/programs/labels";
import { PROPOSAL_EVENT_LABELS } from "@/lib/proposals/labels";
import type { HouseholdDesil, HouseholdStep } from "@/lib/registry/household-history";
import { desilWords, shiftWords } from "@/lib/registry/labels";
import { formatDate, formatInstant, type TimeZone } from "@/lib/shared/format";
import type { FamilyView } from "./load-family";

type Dated = TimelineEntry & { readonly at: Date };

/**
 * The lists stand at the day they speak of, not at the day they were taken in: a family's story is
 * read by when things were so. Steps of people and of the system stand at their moment.
 */
export function timelineOf(family: FamilyView, role: Role, timeZone: TimeZone): TimelineEntry[] {
  const entries = [
    ...family.steps.map((step) => stepEntry(step, role, timeZone)),
    ...listEntries(family.desil),
  ];
  return entries.sort((one, other) => other.at.getTime() - one.at.getTime());
}

const ACTOR_WORDS = { system: "Sistem", command_line: "Baris perintah" } as const;

function stepEntry(step: HouseholdStep, role: Role, timeZone: TimeZone): Dated {
  const { key, at, actorKind, actorName, reason } = step;
  return {
    key,
    at,
    title: stepTitle(step, role),
    dateTime: at.toISOString(),
    when: formatInstant(at, timeZone),
    who: actorKind === "user" ? (actorName ?? "Petugas") : ACTOR_WORDS[actorKind],
    body: reason ? <p>Alasan: {reason}</p> : undefined,
  };
}

/** The words of a step by its action, which stands in the database as text. */
const WORDS: Readonly<Record<HouseholdStep["subject"], Readonly<Record<string, string>>>> = {
  case: CASE_EVENT_LABELS,
  participation: PARTICIPATION_EVENT_LABELS,
  groundcheck: GROUNDCHECK_EVENT_LABELS,
  proposal: PROPOSAL_EVENT_LABELS,
};

/** The steps of a groundcheck after which there is something to read. */
const WITH_RESULT: ReadonlySet<string> = new Set(["submit", "return", "verify"]);

function stepTitle(step: HouseholdStep, role: Role): ReactNode {
  const { subject, subjectId, about, programCode, action } = step;
  const words = WORDS[subject][action] ?? action;
  switch (subject) {
    case "participation":
      return `${programShortName(about)}: ${words}`;
    case "case":
      return (
        <Linked words={words} href={`/kasus/${subjectId}`} to={caseName(about, programCode)} />
      );
    case "groundcheck":
      if (!may(role, "groundcheck.view") || !WITH_RESULT.has(action)) return words;
      return <Linked words={words} href={`/groundcheck/${subjectId}`} to="hasil" />;
    case "proposal":
      if (!may(role, "proposal.view")) return words;
      return <Linked words={words} href={`/usulan/${subjectId}`} to={`usulan ${about}`} />;
  }
}

function Linked({
  words,
  href,
  to,
}: {
  readonly words: string;
  readonly href: string;
  readonly to: string;
}) {
  return (
    <>
      {words}:{" "}
      <Link href={href} prefetch={false}>
        {to}
      </Link>
    </>
  );
}

function listEntries(desil: readonly HouseholdDesil[]): Dated[] {
  return desil.flatMap((entry, index) => {
    // A desil list tells no No KK of its own.
    const earlier = desil.slice(0, index).filter(({ source }) => source !== "list");
    const before = earlier.filter(({ source }) => source === "release").at(-1);
    const entries = [desilEntry(entry, before)];
    const numberBefore = earlier.at(-1)?.nomorKk ?? null;
    if (numberBefore !== null && entry.nomorKk !== null && entry.nomorKk !== numberBefore)
      entries.unshift(numberEntry(entry, numberBefore));
    return entries;
  });
}

const LIST_WORDS = { release: "DTSEN", dtks: "DTKS lama,", list: "Desil menurut" } as const;

function desilEntry(entry: HouseholdDesil, before: HouseholdDesil | undefined): Dated {
  const { key, source, name, asOf, nasional } = entry;
  const moved =
    source === "release" && before && before.nasional !== null && nasional !== null
      ? shiftWords(before.nasional, nasional)
      : null;
  return {
    key,
    at: asOf,
    title: `${LIST_WORDS[source]} ${name}`.replace("DTKS lama, DTKS", "DTKS lama,"),
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

function numberEntry({ key, asOf, nomorKk }: HouseholdDesil, before: string): Dated {
  return {
    key: `kk ${key}`,
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
