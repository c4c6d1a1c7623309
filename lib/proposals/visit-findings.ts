import "server-only";
import type { Db } from "@/lib/db/client";
import {
  compareWithRelease,
  type Difference,
  MEMBER_PRESENCE_COLUMN,
  type ReleaseMembers,
} from "@/lib/forms/compare-with-release";
import type { Questionnaire } from "@/lib/forms/definition";
import { questionnaireByVersion } from "@/lib/forms/queries";
import { VisitDocument } from "@/lib/forms/visit-document";
import type { GroundcheckResult } from "@/lib/groundchecks/workflow";
import type { ColumnValues } from "@/lib/registry/describe-values";
import { invariant } from "@/lib/shared/invariant";
import { findProposable } from "./proposable-columns";
import type { ReleaseFamily } from "./read-registry";
import type { ProposedChange } from "./schema";

/** A verified visit: what it found, and the form that it was made with. */
export interface Visit {
  readonly result: GroundcheckResult;
  readonly document: VisitDocument;
  readonly questionnaire: Questionnaire;
}

/** The visit that a groundcheck stands for; null without a groundcheck. */
export async function readVisit(tx: Db, groundcheckId: string | null): Promise<Visit | null> {
  if (groundcheckId === null) return null;
  const { visit } = await tx.groundcheck.findUniqueOrThrow({
    where: { id: groundcheckId },
    select: { visit: { select: { result: true, answers: true, questionnaire: true } } },
  });
  invariant(visit !== null, "a verified groundcheck has a visit");
  const questionnaire = await questionnaireByVersion(tx, visit.questionnaire);
  invariant(questionnaire !== null, "a visit was made with a form that is kept");
  return { result: visit.result, document: VisitDocument.parse(visit.answers), questionnaire };
}

/** What the visit found to be other than the family's values in the release. */
export function differencesWith(visit: Visit | null, family: ReleaseFamily | null): Difference[] {
  const members = (family?.members ?? []).map(
    ({ key, name, values }) => [key, { name, values }] as const,
  );
  return differencesOf(visit, family?.values ?? null, Object.fromEntries(members));
}

export function differencesOf(
  visit: Visit | null,
  household: ColumnValues | null,
  members: ReleaseMembers,
): Difference[] {
  if (!visit) return [];
  return compareWithRelease(visit.questionnaire, visit.document, household, members);
}

/** A finding that fits several codes: the operator has to choose one. */
export type OpenFinding = Difference & { readonly new: null; readonly newLabel: string };

export function openFindings(differences: readonly Difference[]): OpenFinding[] {
  return differences.filter(
    (one): one is OpenFinding =>
      one.new === null && one.newLabel !== null && mayBeProposed(one.scope, one.column),
  );
}

/** The findings that can be proposed as they are. */
export function changesFound(
  visit: Visit | null,
  differences: readonly Difference[],
): ProposedChange[] {
  return differences
    .filter(({ scope, column }) => mayBeProposed(scope, column) && !IDENTITY.has(column))
    .filter(({ new: value }) => value !== null)
    .map((difference) => changeOfDifference(visit, difference));
}

/** A newcomer's name and NIK stand on every row of theirs already. */
const IDENTITY: ReadonlySet<string> = new Set(["nama", "nomor_induk_kependudukan"]);

function mayBeProposed(scope: Difference["scope"], column: string): boolean {
  if (scope === "individual" && column === MEMBER_PRESENCE_COLUMN) return true;
  return findProposable(scope, column) !== undefined;
}

function changeOfDifference(visit: Visit | null, difference: Difference): ProposedChange {
  const { scope, column, label, memberKey, memberName, old, oldLabel, newLabel } = difference;
  const values = { label, old, oldLabel, new: difference.new, newLabel };
  if (scope === "household" || memberKey === undefined)
    return { scope: "household", column, individualId: null, ...values };
  const individualId = /^\d+$/.test(memberKey) ? memberKey : null;
  const nik = visit?.document.members.find(({ key }) => key === memberKey)?.nik;
  return {
    scope,
    column,
    individualId,
    ...(individualId === null && { name: memberName ?? "Nama tidak diisi" }),
    ...(individualId === null && nik !== undefined && /^\d{16}$/.test(nik) && { nik }),
    ...values,
  };
}
