import { z } from "zod";
import type { ProposalState } from "@/lib/proposals/workflow";
import { REFUSAL_CATEGORIES, RESULTS } from "./results";

/** A hand-over list's id as it stands in the address or in a form. */
export const BatchId = z.uuid();

/** More lines than one operator types in a day; what is left goes on the next list. */
export const BATCH_LINES_MAX = 200;
/** Lines on one page, and so the most that one form can tick. */
export const LINES_PER_PAGE = 25;

const oneOrMany = (value: unknown) =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];
/** A form sends a field that was left alone as an empty text. */
const blankIsAbsent = (value: unknown) => (value === "" ? undefined : value);

/** What `writeTicked` wrote. */
const Ticked = z
  .string()
  .regex(/^[0-9a-f-]{36}:[1-9]\d{0,8}$/)
  .transform((text) => {
    const [id = "", version = ""] = text.split(":");
    return { id, version: Number(version) };
  })
  .pipe(z.strictObject({ id: z.uuid(), version: z.number().int() }));

const TickedProposals = z.preprocess(
  oneOrMany,
  z.array(Ticked).min(1, "Centang paling sedikit satu baris.").max(LINES_PER_PAGE),
);

const Day = z.iso.date("Isi tanggalnya.");

/** The form that makes a list: of all proposals that are ready, or of those ticked. */
export const CreateBatch = z.strictObject({
  which: z.enum(["all", "ticked"]),
  proposal: z.preprocess(oneOrMany, z.array(z.uuid()).max(BATCH_LINES_MAX)),
});
export type CreateBatch = z.infer<typeof CreateBatch>;

const EVIDENCE_LENGTH_MAX = 500;

/** The form that notes one or several lines as typed into SIKS-NG. */
export const EnterLines = z.strictObject({
  batchId: BatchId,
  proposal: TickedProposals,
  enteredOn: Day,
  evidence: z
    .string()
    .trim()
    .min(1, "Tulis apa yang dijawab SIKS-NG: nomor tiket atau teksnya.")
    .max(EVIDENCE_LENGTH_MAX),
});
export type EnterLines = z.infer<typeof EnterLines>;

const REASON_LENGTH_MAX = 2000;

/** The form that takes an entry back. An empty reason is refused by the workflow, in its own words. */
export const UndoEntry = z.strictObject({
  proposalId: z.uuid(),
  version: z.coerce.number().int().min(1),
  reason: z.string().trim().max(REASON_LENGTH_MAX),
});
export type UndoEntry = z.infer<typeof UndoEntry>;

/** The form that notes a result for one or several proposals. */
export const RecordResult = z.strictObject({
  proposal: TickedProposals,
  result: z.enum(RESULTS, "Pilih hasilnya."),
  on: Day,
  category: z.preprocess(blankIsAbsent, z.enum(REFUSAL_CATEGORIES).optional()),
  reason: z.preprocess(blankIsAbsent, z.string().trim().max(REASON_LENGTH_MAX).optional()),
});
export type RecordResult = z.infer<typeof RecordResult>;

/** What of a list is looked at: still to be typed in, waiting for an answer, or answered. */
export const LINE_TABS = ["belum", "menunggu", "selesai"] as const;
export type LineTab = (typeof LINE_TABS)[number];

export const LINE_TAB_STATES = {
  belum: ["validated"],
  menunggu: ["entered_siks_ng", "kemensos_approved", "at_bps"],
  selesai: ["kemensos_rejected", "reflected", "not_reflected", "withdrawn"],
} as const satisfies Record<LineTab, readonly ProposalState[]>;

/** Strict: what is not known here is refused, because a filter that is ignored shows everything. */
export const LineListParams = z.strictObject({
  // Always the same one, whatever is left to do: a page that changed its tab after the last line was
  // noted would take the answer with it.
  tab: z.preprocess(blankIsAbsent, z.enum(LINE_TABS).default("belum")),
  /** Number of the last line seen. */
  setelah: z.preprocess(
    blankIsAbsent,
    z
      .string()
      .regex(/^[1-9]\d{0,4}$/)
      .transform(Number)
      .optional(),
  ),
});
export type LineListParams = z.infer<typeof LineListParams>;

/** A place in a list that is ordered by moment and id. */
export interface MomentCursor {
  readonly at: Date;
  readonly id: string;
}

const Cursor = z
  .string()
  .regex(/^\d{1,14}_[0-9a-f-]{36}$/)
  .transform((text): MomentCursor => {
    const [milliseconds = "0", id = ""] = text.split("_");
    return { at: new Date(Number(milliseconds)), id };
  })
  .refine(({ id }) => z.uuid().safeParse(id).success);

export function writeCursor({ at, id }: MomentCursor): string {
  return `${at.getTime()}_${id}`;
}

/** The two lists of the page: proposals that are ready, and the hand-over lists made so far. */
export const HandOverParams = z.strictObject({
  siap: z.preprocess(blankIsAbsent, Cursor.optional()),
  setelah: z.preprocess(blankIsAbsent, Cursor.optional()),
});
export type HandOverParams = z.infer<typeof HandOverParams>;
