import { z } from "zod";
import { AUDIT_ACTIONS, AUDIT_SUBJECTS, type AuditAction, type AuditSubject } from "./labels";

/** A form sends a field that was left alone as an empty text. */
const blankIsAbsent = (value: unknown) => (value === "" ? undefined : value);

/** Acts of no person: detection and the server's command line. */
export const NOBODY_ACTORS = ["sistem", "baris-perintah"] as const;

const AuditActionName = z.custom<AuditAction>(
  (value) => typeof value === "string" && Object.hasOwn(AUDIT_ACTIONS, value),
);
const AuditSubjectName = z.custom<AuditSubject>(
  (value) => typeof value === "string" && Object.hasOwn(AUDIT_SUBJECTS, value),
);

/**
 * The filters of the audit page as they stand in the address. Strict: a filter that is not known is
 * refused, because one that is ignored shows everything.
 */
export const AuditParams = z.strictObject({
  pelaku: z.preprocess(blankIsAbsent, z.union([z.uuid(), z.enum(NOBODY_ACTORS)]).optional()),
  tindakan: z.preprocess(blankIsAbsent, AuditActionName.optional()),
  tentang: z.preprocess(blankIsAbsent, AuditSubjectName.optional()),
  nomor: z.preprocess(blankIsAbsent, z.string().trim().max(60).optional()),
  dari: z.preprocess(blankIsAbsent, z.iso.date().optional()),
  sampai: z.preprocess(blankIsAbsent, z.iso.date().optional()),
  /** Id of the last row seen. */
  sebelum: z.preprocess(
    blankIsAbsent,
    z
      .string()
      .regex(/^[1-9]\d{0,17}$/)
      .transform((text) => BigInt(text))
      .optional(),
  ),
});
export type AuditParams = z.infer<typeof AuditParams>;
