import { z } from "zod";
import { ROLES } from "@/lib/auth/types";
import { ACTIVATION_REASONS, DEACTIVATION_REASONS, USER_STATES } from "./rules";

/** More than a regency has kecamatan and kelurahan. */
const AREAS_MAX = 1000;

/** A form sends a field that was left alone as an empty text. */
const blankIsAbsent = (value: unknown) => (value === "" ? undefined : value);
/** A form sends one tick as a text and several as a list. */
const oneOrMany = (value: unknown) =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

export const UserId = z.uuid();

const Username = z
  .string()
  .trim()
  .toLowerCase()
  .regex(
    /^[a-z0-9._-]{3,40}$/,
    "Pakai 3–40 huruf kecil, angka, titik, garis bawah, atau tanda hubung, tanpa spasi.",
  );

/** What an account says about its person; the area is the regency or a choice of codes. */
const Account = {
  name: z.string().trim().min(1, "Isi nama orangnya.").max(100, "Nama terlalu panjang."),
  role: z.enum(ROLES, "Pilih perannya."),
  cakupan: z.enum(["seluruh", "sebagian"], "Pilih wilayah tugasnya."),
  /** Kemendagri codes of kecamatan and kelurahan; a kelurahan of a chosen kecamatan adds nothing. */
  wilayah: z.preprocess(oneOrMany, z.array(z.string().max(20)).max(AREAS_MAX)),
};

// In the order of the page, in which the error summary lists them.
export const InviteUser = z.object({ ...Account, username: Username });
export type InviteUser = z.infer<typeof InviteUser>;

export const ChangeUser = z.object({ userId: UserId, ...Account });
export type ChangeUser = z.infer<typeof ChangeUser>;

export const DeactivateUser = z.object({
  userId: UserId,
  reason: z.enum(DEACTIVATION_REASONS, "Pilih alasannya."),
});
export type DeactivateUser = z.infer<typeof DeactivateUser>;

export const ActivateUser = z.object({
  userId: UserId,
  reason: z.enum(ACTIVATION_REASONS, "Pilih alasannya."),
});
export type ActivateUser = z.infer<typeof ActivateUser>;

export const OneUser = z.object({ userId: UserId });
export type OneUser = z.infer<typeof OneUser>;

export const OneSession = z.object({ userId: UserId, sessionId: z.uuid() });
export type OneSession = z.infer<typeof OneSession>;

export const UserSearch = z.object({
  apa: z.string().trim().max(100, "Tulis paling banyak 100 huruf."),
});
export type UserSearch = z.infer<typeof UserSearch>;

/** The filters of the list as they stand in the address. Strict: one that is ignored shows everybody. */
export const UserListParams = z.strictObject({
  /** What was searched is remembered by the session: an address holds no name. */
  cari: z.literal("hasil").optional(),
  peran: z.preprocess(blankIsAbsent, z.enum(ROLES).optional()),
  keadaan: z.preprocess(blankIsAbsent, z.enum(USER_STATES).optional()),
  /** Id of the last account seen. */
  setelah: z.preprocess(blankIsAbsent, UserId.optional()),
});
export type UserListParams = z.infer<typeof UserListParams>;
