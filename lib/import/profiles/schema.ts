import { z } from "zod";

const PROFILE_NAME_MAX = 80;
export const PROFILE_SOURCE_MAX = 80;

/** What a person calls a profile. */
export const ProfileName = z
  .string()
  .trim()
  .min(1, "Isi nama profil.")
  .max(PROFILE_NAME_MAX, `Nama profil paling panjang ${PROFILE_NAME_MAX} huruf.`);

/** Who sends such files; an empty field of a form says that nobody is named. */
export const ProfileSource = z
  .string()
  .trim()
  .max(PROFILE_SOURCE_MAX, `Sumber paling panjang ${PROFILE_SOURCE_MAX} huruf.`)
  .transform((source) => source || null);

const ProfileId = z.coerce.number().int().positive();

export const RenameProfile = z.strictObject({
  profileId: ProfileId,
  name: ProfileName,
  source: ProfileSource,
});
export type RenameProfile = z.infer<typeof RenameProfile>;

export const DeleteProfile = z.strictObject({ profileId: ProfileId });
export type DeleteProfile = z.infer<typeof DeleteProfile>;
