import { ERROR_KINDS, type ErrorKind } from "@/lib/cases/kinds";
import type { GroundcheckResult } from "@/lib/groundchecks/workflow";
import { REMOVAL_REASONS, type RemovalReason } from "./removal-reasons";
import { PRESENCE_COLUMN, type ProposedChange } from "./schema";
import type { ProposalKind } from "./workflow";

/** What a visit found that says by itself why the family is to leave the list. */
const REMOVING_RESULTS: ReadonlySet<GroundcheckResult> = new Set([
  "deceased",
  "moved",
  "not_found",
  "not_eligible",
]);

const REMOVING_KINDS: ReadonlySet<string> = new Set<ErrorKind>([
  "deceased-recipient",
  "moved-recipient",
]);

/** What can be proposed: a family that the release has is amended or removed, another one is added. */
export function possibleKinds(inRelease: boolean): readonly ProposalKind[] {
  return inRelease ? ["amend", "remove"] : ["add"];
}

/** The kind to begin with; the operator may choose another of the possible ones. */
export function defaultKind({
  inRelease,
  caseKinds,
  result,
}: {
  readonly inRelease: boolean;
  readonly caseKinds: readonly string[];
  /** What the verified groundcheck found; null without one. */
  readonly result: GroundcheckResult | null;
}): ProposalKind {
  if (!inRelease) return "add";
  if (result !== null && REMOVING_RESULTS.has(result)) return "remove";
  return caseKinds.length > 0 && caseKinds.every(isRemovingKind) ? "remove" : "amend";
}

/** Whether a case of this kind asks to take somebody off the list. */
export function isRemovingKind(kind: string): boolean {
  return REMOVING_KINDS.has(kind);
}

/** The reason of an usul hapus that a groundcheck gives by itself. */
export function removalReasonOf(result: GroundcheckResult | null): RemovalReason | null {
  return REMOVAL_REASONS.find((reason) => reason === result) ?? null;
}

/** Whether a case of this kind may be proposed without a visit. An unknown kind may not. */
export function needsNoVisit(kind: string): boolean {
  const row = Object.entries(ERROR_KINDS).find(([name]) => name === kind)?.[1];
  return row !== undefined && !row.visit;
}

/** What a draft still lacks before it can be submitted. */
export type MissingPart =
  | "justification"
  | "changes"
  | "evidence"
  | "outdated_release"
  | "nomor_kk"
  | "people"
  | "one_head"
  | "every_nik"
  | "every_relation"
  | "distinct_nik";

export interface DraftFacts {
  readonly kind: ProposalKind;
  readonly changes: readonly ProposedChange[];
  readonly justification: string;
  readonly hasGroundcheck: boolean;
  /** Pictures that came with it. */
  readonly evidenceCount: number;
  readonly releaseInForce: boolean;
}

/** All that a draft lacks, in the order of the page; empty when it can be submitted. */
export function missingParts(draft: DraftFacts): MissingPart[] {
  const { kind, changes, justification, hasGroundcheck, evidenceCount, releaseInForce } = draft;
  const missing: MissingPart[] = [];
  if (!releaseInForce) missing.push("outdated_release");
  if (kind === "add") missing.push(...missingOfAddition(changes));
  else if (changes.length === 0) missing.push("changes");
  if (justification.trim() === "") missing.push("justification");
  if (!hasGroundcheck && evidenceCount === 0) missing.push("evidence");
  return missing;
}

const HEAD = "1";

function missingOfAddition(changes: readonly ProposedChange[]): MissingPart[] {
  const missing: MissingPart[] = [];
  const family = changes.filter(({ scope }) => scope === "household");
  if (!family.some(({ column, new: value }) => column === "nomor_kartu_keluarga" && value !== null))
    missing.push("nomor_kk");
  const people = peopleOf(changes);
  if (people.length === 0) return [...missing, "people"];
  const numbers = people.flatMap(({ nik }) => (nik === undefined ? [] : [nik]));
  if (numbers.length < people.length) missing.push("every_nik");
  if (new Set(numbers).size < numbers.length) missing.push("distinct_nik");
  if (people.some(({ relation }) => relation === null)) missing.push("every_relation");
  else if (people.filter(({ relation }) => relation === HEAD).length !== 1)
    missing.push("one_head");
  return missing;
}

/** A person of an usul tambah, put together from the rows that name them. */
export interface ProposedPerson {
  readonly name: string;
  readonly nik: string | undefined;
  readonly individualId: string | null;
  readonly relation: string | null;
  readonly birthDate: string | null;
  readonly sex: string | null;
}

/** The people of an usul tambah in their order: everybody has one row for the relation to the head. */
export function peopleOf(changes: readonly ProposedChange[]): ProposedPerson[] {
  const rows = changes.filter(({ scope }) => scope === "individual");
  return rows
    .filter(({ column }) => column === "status_hubungan_keluarga")
    .map((row) => {
      const wanted = (column: string) =>
        rows.find(
          (other) => other.column === column && other.name === row.name && other.nik === row.nik,
        )?.new ?? null;
      return {
        name: row.name ?? "",
        nik: row.nik,
        individualId: row.individualId,
        relation: row.new,
        birthDate: wanted("tanggal_lahir"),
        sex: wanted("jenis_kelamin"),
      };
    });
}

/** Names one change of a proposal, so that a form can keep it or leave it out. */
export function changeKey({ individualId, name, column }: ProposedChange): string {
  return `${individualId ?? name ?? "keluarga"}:${column}`;
}

/** Whether a change takes the family or a person off the list. */
export function isRemoval({ column }: ProposedChange): boolean {
  return column === PRESENCE_COLUMN;
}
