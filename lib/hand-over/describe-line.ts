import { isNumberColumn } from "@/lib/proposals/proposable-columns";
import type { ProposedChange } from "@/lib/proposals/schema";
import { maskNumber } from "@/lib/shared/mask";
import type { Person } from "./read-people";

/** How the numbers of people are written: in full for who types them into SIKS-NG, else masked. */
export type NumberSight = "full" | "masked";

/** One thing to type into SIKS-NG: about whom, which column, from what to what. */
export interface LineChange {
  readonly key: string;
  /** Tells people apart whose names and masked numbers are alike; empty for the family as a whole. */
  readonly person: string | null;
  readonly ofHead: boolean;
  readonly name: string | null;
  readonly nik: string | null;
  readonly label: string;
  readonly old: string | null;
  readonly new: string | null;
}

const SIXTEEN_DIGITS = /^\d{16}$/;

export function showNumber(number: string | null, sight: NumberSight): string | null {
  if (number === null || sight === "full") return number;
  return maskNumber(number);
}

/** The changes of a proposal in words. A value that is somebody's number is masked like any other. */
export function describeLineChanges(
  changes: readonly ProposedChange[],
  {
    people,
    headNik,
    sight,
  }: {
    readonly people: ReadonlyMap<string, Person>;
    /** In full. */
    readonly headNik: string | null;
    readonly sight: NumberSight;
  },
): LineChange[] {
  return changes.map((change, index) => {
    const person = change.individualId === null ? undefined : people.get(change.individualId);
    const show = (value: string | null, label: string | null) =>
      value !== null && (isNumberColumn(change.column) || SIXTEEN_DIGITS.test(value))
        ? showNumber(value, sight)
        : (label ?? value);
    const name = change.name ?? person?.name ?? null;
    const nik = change.nik ?? person?.nik ?? null;
    return {
      key: `${index} ${change.column}`,
      person: change.scope === "household" ? null : (change.individualId ?? `${name} ${nik}`),
      ofHead: nik !== null && nik === headNik,
      name,
      nik: showNumber(nik, sight),
      label: change.label,
      old: show(change.old, change.oldLabel),
      new: show(change.new, change.newLabel),
    };
  });
}
