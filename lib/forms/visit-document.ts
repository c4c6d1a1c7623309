import { z } from "zod";
import { plainRecord } from "@/lib/shared/plain-record";

const isQuestionCode = (key: string) => /^[\w-]{1,40}$/.test(key);

/** The longest text that an answer or a note may be. */
export const TEXT_LENGTH_MAX = 2000;

const Answers = plainRecord(
  (value): value is string | number =>
    typeof value === "string" ? value.length <= TEXT_LENGTH_MAX : Number.isFinite(value),
  isQuestionCode,
);

const Uuid = z.uuid();
const isUuid = (value: unknown): value is string => Uuid.safeParse(value).success;

const VisitMember = z.strictObject({
  /** Of the roster, or `new-1`, `new-2` … for somebody who is in no list. */
  key: z.string().regex(/^(\d{1,18}|row-\d{1,9}|new-\d{1,3})$/),
  name: z.string().max(200).optional(),
  nik: z.string().max(40).optional(),
  answers: Answers,
});
export type VisitMember = z.infer<typeof VisitMember>;

const Position = z.strictObject({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  /** Radius; null where the position was typed in. */
  accuracyMetres: z.number().min(0).nullable(),
  source: z.enum(["device", "manual"]),
});
export type Position = z.infer<typeof Position>;

/**
 * What a visit brings, finished or not. It says only what was answered: whether that is enough is
 * asked of the questionnaire (`checkDocument`).
 */
export const VisitDocument = z.strictObject({
  /** Empty in a draft in which nothing was chosen yet. */
  presence: z.string().max(20),
  answers: Answers,
  members: z.array(VisitMember).max(100),
  /** Ids of the pictures by the code of their question. */
  photos: plainRecord(isUuid, isQuestionCode),
  position: Position.nullable(),
  note: z.string().max(TEXT_LENGTH_MAX).optional(),
});
export type VisitDocument = z.infer<typeof VisitDocument>;
