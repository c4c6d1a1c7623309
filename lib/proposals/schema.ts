import { z } from "zod";
import type { Role } from "@/lib/auth/types";
import { maskNumber } from "@/lib/shared/mask";
import { type ChangeScope, findProposable, isNumberColumn, readValue } from "./proposable-columns";
import { REMOVAL_REASONS } from "./removal-reasons";
import { PROPOSAL_KINDS, type ProposalKind } from "./workflow";

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
      if (isNumberColumn(change.column)) return value === null ? null : maskNumber(value);
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

const JUSTIFICATION_LENGTH_MAX = 4000;
const REASON_LENGTH_MAX = 2000;

const CaseId = z
  .string()
  .regex(/^[1-9]\d{0,17}$/)
  .transform((text) => BigInt(text));

/** A form that has one row sends a text, one with several a list, one with none nothing. */
const oneOrMany = (value: unknown) =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

/** A form sends a field that was left alone as an empty text. */
const blankIsAbsent = (value: unknown) => (value === "" ? undefined : value);

/** The version that the person saw: another one means that what they judge is not there any more. */
const Seen = {
  proposalId: ProposalId,
  version: z.coerce.number().int().min(1),
} as const;

export const DraftProposal = z.strictObject({
  caseIds: z.preprocess(
    oneOrMany,
    z.array(CaseId).min(1, "Pilih paling sedikit satu kasus.").max(20),
  ),
  kind: z.enum(PROPOSAL_KINDS),
});
export type DraftProposal = z.infer<typeof DraftProposal>;

const Justification = z.string().trim().max(JUSTIFICATION_LENGTH_MAX);

/** Usul perbaikan: which of the changes on the page stay, each by its `changeKey`. */
export const EditAmendment = z.strictObject({
  ...Seen,
  justification: Justification,
  keep: z.preprocess(oneOrMany, z.array(z.string().max(300)).max(CHANGES_MAX)),
});
export type EditAmendment = z.infer<typeof EditAmendment>;

/** The subject of a change that is about the family and not about a member. */
export const FAMILY_SUBJECT = "keluarga";

/** Which change the form is to offer next, as it stands in the address. */
export const AddChangeParams = z.strictObject({
  untuk: z.preprocess(
    blankIsAbsent,
    z
      .string()
      .regex(/^(keluarga|[1-9]\d{0,17})$/)
      .optional(),
  ),
  kolom: z.preprocess(
    blankIsAbsent,
    z
      .string()
      .regex(/^[a-z0-9_]{1,60}$/)
      .optional(),
  ),
});
export type AddChangeParams = z.infer<typeof AddChangeParams>;

/** One more change of an usul perbaikan. */
export const AddChange = z.strictObject({
  ...Seen,
  /** The family, or the id of a member. */
  subject: z.string().regex(/^(keluarga|[1-9]\d{0,17})$/),
  column: z.string().regex(/^[a-z0-9_]{1,60}$/),
  value: z.string().trim().max(200),
});
export type AddChange = z.infer<typeof AddChange>;

export const EditRemoval = z.strictObject({
  ...Seen,
  justification: Justification,
  whom: z.enum(["keluarga", "anggota"]),
  members: z.preprocess(oneOrMany, z.array(z.string().regex(/^[1-9]\d{0,17}$/)).max(60)),
  removalReason: z.enum(REMOVAL_REASONS),
});
export type EditRemoval = z.infer<typeof EditRemoval>;

/** How many people the form of an usul tambah has room for. */
export const PEOPLE_MAX = 20;
const PERSON_FIELDS = ["orang", "nama", "nik", "hubungan", "lahir", "kelamin"] as const;
export type PersonField = (typeof PERSON_FIELDS)[number];

export type PersonFieldName = `${PersonField}${number}`;
const PersonText = z.string().trim().max(200, "Isi paling banyak 200 karakter.").optional();

/** What is typed for a person has to be a value of its column; a blank is not known yet. */
const READ_BY = {
  nik: {
    column: "nomor_induk_kependudukan",
    message: "NIK harus 16 digit dengan tanggal lahir yang mungkin.",
  },
  hubungan: {
    column: "status_hubungan_keluarga",
    message: "Pilih hubungan dengan kepala keluarga.",
  },
  lahir: { column: "tanggal_lahir", message: "Isi tanggal yang ada di kalender." },
  kelamin: { column: "jenis_kelamin", message: "Pilih jenis kelamin." },
} as const satisfies Partial<Record<PersonField, { column: string; message: string }>>;

function personText(field: PersonField): typeof PersonText {
  if (field === "nama" || field === "orang") return PersonText;
  const { column, message } = READ_BY[field];
  return PersonText.refine((text) => isReadable("individual", column, text), message);
}

function isReadable(scope: ChangeScope, name: string, text: string | undefined): boolean {
  const column = findProposable(scope, name);
  return !text || column === undefined || readValue(column, text).ok;
}

/**
 * The fields of each person stand beside those of the family as `nama1`, `nik1` …: so each has a
 * place of its own for its error, and its answer stays after a refusal.
 */
export const PERSON_FIELD_NAMES: readonly PersonFieldName[] = Array.from(
  { length: PEOPLE_MAX },
  (_, row) => PERSON_FIELDS.map((field): PersonFieldName => `${field}${row + 1}`),
).flat();

function personShape() {
  const shape: Record<PersonFieldName, typeof PersonText> = {};
  for (let row = 1; row <= PEOPLE_MAX; row += 1)
    for (const field of PERSON_FIELDS) shape[`${field}${row}`] = personText(field);
  return shape;
}

export const EditAddition = z
  .strictObject({
    ...Seen,
    justification: Justification,
    keep: z.preprocess(oneOrMany, z.array(z.string().max(300)).max(CHANGES_MAX)),
    nomorKk: z
      .string()
      .trim()
      .max(40)
      .refine(
        (text) => isReadable("household", "nomor_kartu_keluarga", text),
        "Nomor kartu keluarga harus 16 digit.",
      ),
    address: z.string().trim().max(200),
  })
  .extend(personShape());
export type EditAddition = z.infer<typeof EditAddition>;

/** A step that needs nothing but the version that was seen. */
export const MoveForm = z.strictObject(Seen);
export type MoveForm = z.infer<typeof MoveForm>;

/** A step with a reason. An empty one is refused by the workflow, in its own words. */
export const ReasonForm = z.strictObject({
  ...Seen,
  reason: z.string().trim().max(REASON_LENGTH_MAX),
});
export type ReasonForm = z.infer<typeof ReasonForm>;

export const BULK_MAX = 50;

/** A proposal of a list with the version that the list showed, written `id.version`. */
const Marked = z
  .string()
  .regex(/^[0-9a-f-]{36}\.[1-9]\d{0,8}$/)
  .transform((text) => {
    const [proposalId = "", version = ""] = text.split(".");
    return { proposalId: ProposalId.parse(proposalId), version: Number(version) };
  });

export const MarkedProposals = z.preprocess(
  oneOrMany,
  z.array(Marked).min(1, "Pilih paling sedikit satu usulan.").max(BULK_MAX),
);

export const BulkForm = z.strictObject({ proposals: MarkedProposals });

/** A berita acara is known by number and day; an SPTJM may have neither. */
const Basis = {
  basisKind: z.enum(["minutes", "sptjm"], "Pilih jenis dasar usulan."),
  basisNumber: z.preprocess(blankIsAbsent, z.string().trim().max(100).optional()),
  basisDate: z.preprocess(blankIsAbsent, z.iso.date("Isi tanggal dengan benar.").optional()),
} as const;

export const RecordBasis = z.strictObject({ proposals: MarkedProposals, ...Basis });
export type RecordBasis = z.infer<typeof RecordBasis>;

export const PROPOSAL_TABS = [
  "draf",
  "verifikasi",
  "pengesahan",
  "siap",
  "berjalan",
  "selesai",
] as const;
export type ProposalTab = (typeof PROPOSAL_TABS)[number];

/** Proposals that have stood in their state at least this many days. */
export const AGE_CHOICES = ["7", "30", "90"] as const;

/** A place in the list: moment and id of the last row seen. */
export interface ProposalCursor {
  readonly at: Date;
  readonly id: string;
}

const Cursor = z
  .string()
  .regex(/^\d{1,14}_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  .transform((text): ProposalCursor => {
    const [milliseconds = "0", id = ""] = text.split("_");
    return { at: new Date(Number(milliseconds)), id };
  });

export function writeProposalCursor({ at, id }: ProposalCursor): string {
  return `${at.getTime()}_${id}`;
}

/**
 * The filters of the list as they stand in the address. Strict: what is not known here is refused,
 * because a filter that is ignored shows everything.
 */
export const ProposalListParams = z.strictObject({
  /** Without one the tab where the reader's role has work. */
  tab: z.preprocess(blankIsAbsent, z.enum(PROPOSAL_TABS).optional()),
  jenis: z.preprocess(blankIsAbsent, z.enum(PROPOSAL_KINDS).optional()),
  /** Kemendagri code of a kecamatan or kelurahan. */
  wilayah: z.preprocess(blankIsAbsent, z.string().max(20).optional()),
  umur: z.preprocess(blankIsAbsent, z.enum(AGE_CHOICES).optional()),
  dasar: z.preprocess(blankIsAbsent, z.enum(["tanpa"]).optional()),
  setelah: z.preprocess(blankIsAbsent, Cursor.optional()),
});
export type ProposalListParams = z.infer<typeof ProposalListParams>;

/** The tab where a role has work: its list opens there. */
export function firstProposalTab(role: Role): ProposalTab {
  if (role === "verifier") return "verifikasi";
  return role === "head" ? "pengesahan" : "draf";
}

/** Filters that were understood. */
export interface ProposalFilter {
  readonly tab: ProposalTab;
  readonly kind?: ProposalKind;
  /** Undefined: the actor's whole area. Null: proposals of no recognised area. */
  readonly villageIds?: readonly number[] | null;
  readonly ageDays?: number;
  readonly withoutBasis?: boolean;
}
