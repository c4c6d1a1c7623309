import { z } from "zod";
import { maskNumber } from "@/lib/shared/mask";

/** A proposal's id as it stands in the address or in a form. */
export const ProposalId = z.uuid();

/**
 * One value that the office asks to be changed, with the words for both values as they were when it
 * was written down: code lists change, an approved proposal does not.
 *
 * Usul perbaikan: a DTSEN column of the family or of a member (`individualId`, as text). A member who
 * is in no list yet has no id and is known by `name`. Usul tambah: the family's columns, and for each
 * person one row a column, every one of them with the same `name` and `nik`; the relation to the head
 * (`status_hubungan_keluarga`) is there for everybody. Usul hapus: one row of column `PRESENCE_COLUMN`
 * for the family or for each member; `new` holds the code of the reason.
 */
export const ProposedChange = z
  .strictObject({
    scope: z.enum(["household", "individual"]),
    column: z.string().regex(/^[a-z0-9_]{1,60}$/),
    individualId: z
      .string()
      .regex(/^[1-9]\d{0,17}$/)
      .nullable(),
    name: z.string().min(1).max(200).optional(),
    nik: z
      .string()
      .regex(/^\d{16}$/)
      .optional(),
    label: z.string().min(1).max(200),
    old: z.string().max(500).nullable(),
    oldLabel: z.string().max(500).nullable(),
    new: z.string().max(500).nullable(),
    newLabel: z.string().max(500).nullable(),
  })
  .refine(
    ({ scope, individualId, name }) =>
      scope === "household"
        ? individualId === null && name === undefined
        : individualId !== null || name !== undefined,
    { error: "a family has no person's id, and a person has an id or a name" },
  );
export type ProposedChange = z.infer<typeof ProposedChange>;

const CHANGES_MAX = 400;

/** All that a proposal asks for, as it is stored. An empty list is a draft that is not finished. */
export const ProposedChanges = z.array(ProposedChange).max(CHANGES_MAX);

/** The column of an usul hapus: whether the family or the person stands in DTSEN at all. */
export const PRESENCE_COLUMN = "keberadaan";

/** The columns whose values are numbers of people: shown with the last four digits only. */
const NUMBER_COLUMNS: ReadonlySet<string> = new Set([
  "nomor_kartu_keluarga",
  "nomor_induk_kependudukan",
]);

/** A change in words. The numbers in it are masked. */
export interface ChangeLine {
  readonly key: string;
  /** Whom it is about; empty for the family. A member known by id has no name here: look it up. */
  readonly individualId: string | null;
  readonly name: string | null;
  readonly nik: string | null;
  readonly what: string;
  readonly old: string | null;
  readonly new: string | null;
}

/** What a proposal asks for, one line a change, in its own order, fit for every page. */
export function describeChanges(changes: readonly ProposedChange[]): ChangeLine[] {
  return changes.map((change, index) => {
    const show = (value: string | null, label: string | null) => {
      if (NUMBER_COLUMNS.has(change.column)) return value === null ? null : maskNumber(value);
      return label ?? value;
    };
    return {
      key: `${index} ${change.column}`,
      individualId: change.individualId,
      name: change.name ?? null,
      nik: change.nik === undefined ? null : maskNumber(change.nik),
      what: change.label,
      old: show(change.old, change.oldLabel),
      new: show(change.new, change.newLabel),
    };
  });
}

/** A change as one short text: `Daya terpasang: 900 watt → 450 watt`. */
export function changeText({ what, old, new: wanted }: ChangeLine): string {
  return old === null
    ? `${what}: ${wanted ?? "kosong"}`
    : `${what}: ${old} → ${wanted ?? "kosong"}`;
}
