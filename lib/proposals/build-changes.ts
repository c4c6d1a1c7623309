import { MEMBER_COLUMNS } from "@/lib/registry/dtsen-dictionary";
import { REMOVAL_REASON_LABELS } from "./labels";
import { findProposable, valueLabel } from "./proposable-columns";
import type { RemovalReason } from "./removal-reasons";
import { changeKey, isRemoval } from "./rules";
import { PRESENCE_COLUMN, type ProposedChange } from "./schema";

/** A member of the family in the release whose values are the old ones. */
export interface KnownMember {
  readonly individualId: string | null;
  readonly values: Readonly<Record<string, string | number | null>>;
}

/** The family in that release; null where it does not have the family. */
export interface KnownFamily {
  readonly values: Readonly<Record<string, string | number | null>>;
  readonly members: readonly KnownMember[];
}

/** Whom a change is about: the family, a member of the list, or somebody who is in no list yet. */
export type ChangeSubject =
  | { readonly of: "household" }
  | { readonly of: "member"; readonly individualId: string }
  | { readonly of: "newcomer"; readonly name: string; readonly nik?: string };

/** A value of a release row as a proposal holds it: text, or nothing. */
export function textOf(value: string | number | null | undefined): string | null {
  return value == null || value === "" ? null : String(value);
}

/** The value that the release has now; nothing for somebody it does not have. */
function oldValue(
  family: KnownFamily | null,
  subject: ChangeSubject,
  column: string,
): string | null {
  if (subject.of === "household") return textOf(family?.values[column]);
  if (subject.of === "newcomer") return null;
  const member = family?.members.find(({ individualId }) => individualId === subject.individualId);
  return textOf(member?.values[column]);
}

/**
 * One change of a column that may be proposed, with the old value as the release has it; undefined
 * where the column may not be proposed, or where the list says so already.
 */
export function changeOf(
  family: KnownFamily | null,
  subject: ChangeSubject,
  name: string,
  value: string | null,
): ProposedChange | undefined {
  const scope = subject.of === "household" ? "household" : "individual";
  const column = findProposable(scope, name);
  if (!column) return undefined;
  const old = oldValue(family, subject, name);
  if (old === value) return undefined;
  return {
    scope,
    column: name,
    individualId: subject.of === "member" ? subject.individualId : null,
    ...(subject.of === "newcomer" && { name: subject.name }),
    ...(subject.of === "newcomer" && subject.nik !== undefined && { nik: subject.nik }),
    label: column.label,
    old,
    oldLabel: valueLabel(column, old),
    new: value,
    newLabel: valueLabel(column, value),
  };
}

function subjectOf(change: ProposedChange): ChangeSubject {
  if (change.scope === "household") return { of: "household" };
  if (change.individualId !== null) return { of: "member", individualId: change.individualId };
  return { of: "newcomer", name: change.name ?? "", nik: change.nik };
}

/**
 * The same wishes against another release: old values read again, what the list says already left
 * out, and whoever the list does not have any more too.
 */
export function againstRelease(
  changes: readonly ProposedChange[],
  family: KnownFamily | null,
): ProposedChange[] {
  return changes.flatMap((change) => {
    const { individualId } = change;
    const gone =
      individualId !== null &&
      change.name === undefined &&
      !family?.members.some((member) => member.individualId === individualId);
    if (gone) return [];
    if (isRemoval(change) || change.name !== undefined || family === null) return [change];
    const again = changeOf(family, subjectOf(change), change.column, change.new);
    return again ? [again] : [];
  });
}

/** Later changes of the same value replace earlier ones and stand in their place. */
export function mergeChanges(
  earlier: readonly ProposedChange[],
  later: readonly ProposedChange[],
): ProposedChange[] {
  const replaced = new Map(later.map((change) => [changeKey(change), change]));
  const known = new Set(earlier.map(changeKey));
  return [
    ...earlier.map((change) => replaced.get(changeKey(change)) ?? change),
    ...later.filter((change) => !known.has(changeKey(change))),
  ];
}

/** Usul hapus of the whole family, or of some of its members. */
export function removalChanges(
  individualIds: readonly string[] | "whole_family",
  reason: RemovalReason,
): ProposedChange[] {
  const subjects = individualIds === "whole_family" ? [null] : individualIds;
  return subjects.map((individualId) => ({
    scope: individualId === null ? "household" : "individual",
    column: PRESENCE_COLUMN,
    individualId,
    label: "Keberadaan di DTSEN",
    old: "listed",
    oldLabel: "Terdaftar",
    new: reason,
    newLabel: `Dihapus: ${REMOVAL_REASON_LABELS[reason].toLowerCase()}`,
  }));
}

/** A person of an usul tambah as the form has them; blank where it is not known yet. */
export interface NewPerson {
  /** Where a list knows the person. */
  readonly individualId: string | null;
  readonly name: string;
  readonly nik: string | null;
  readonly relation: string | null;
  readonly birthDate: string | null;
  readonly sex: string | null;
}

/** Usul tambah: the family's number and address, what the visit found, and everybody in it. */
export function additionChanges(family: {
  readonly nomorKk: string | null;
  readonly address: string | null;
  readonly findings: readonly ProposedChange[];
  readonly people: readonly NewPerson[];
}): ProposedChange[] {
  const { nomorKk, address, findings, people } = family;
  const household: ChangeSubject = { of: "household" };
  const number = nomorKk === null ? undefined : changeOf(null, household, NUMBER_COLUMN, nomorKk);
  const place = address === null ? undefined : changeOf(null, household, "alamat", address);
  return [
    ...[number, place].filter((change) => change !== undefined),
    ...findings.filter(
      ({ scope, column }) =>
        scope === "household" && column !== NUMBER_COLUMN && column !== "alamat",
    ),
    ...people.flatMap(personChanges),
  ];
}

const NUMBER_COLUMN = "nomor_kartu_keluarga";

function personChanges(person: NewPerson): ProposedChange[] {
  const { individualId, name, nik, relation, birthDate, sex } = person;
  const given = [
    ["status_hubungan_keluarga", relation],
    ["tanggal_lahir", birthDate],
    ["jenis_kelamin", sex],
  ] as const;
  return given.flatMap(([columnName, value]) => {
    const column = MEMBER_COLUMNS.find((known) => known.column === columnName);
    // Everybody has a row for the relation, known or not: it is what lists the people.
    if (!column || (value === null && columnName !== "status_hubungan_keluarga")) return [];
    return {
      scope: "individual" as const,
      column: columnName,
      individualId,
      name,
      ...(nik !== null && { nik }),
      label: column.label,
      old: null,
      oldLabel: null,
      new: value,
      newLabel: valueLabel(column, value),
    };
  });
}
