import "server-only";
import { z } from "zod";
import type { UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { fail, ok, type Result } from "@/lib/shared/result";
import { findIntake, type IntakeFile, IntakeId, keepIntake } from "../intake";
import { kindOf } from "../interpret-files";
import type { ImportFileRole } from "../schema";
import { findProfile } from "./queries";

/** By which profile an uploaded file is read: the form above its columns. */
export const ChooseProfile = z.strictObject({
  intakeId: IntakeId,
  /** Which file of the upload, counted from 0. */
  file: z.coerce.number().int().min(0),
  /** Empty for none: the columns are guessed. */
  profileId: z.union([z.literal("").transform(() => null), z.coerce.number().int().positive()]),
});
export type ChooseProfile = z.infer<typeof ChooseProfile>;

export type ChooseProfileProblem =
  | { readonly code: "intake_gone" }
  | { readonly code: "profile_gone" };

/** Reads an uploaded file by another profile, or by none. A profile also says what the file is. */
export async function chooseProfile(
  db: Db,
  actor: UserActor,
  { intakeId, file: index, profileId }: ChooseProfile,
  { dataDir, now }: { readonly dataDir: string; readonly now: Date },
): Promise<Result<undefined, ChooseProfileProblem>> {
  const intake = await findIntake(dataDir, { id: intakeId, createdBy: actor.id, now });
  const file = intake?.files[index];
  if (!intake || !file) return fail({ code: "intake_gone" });
  const profile = profileId === null ? null : await findProfile(db, profileId);
  if (profileId !== null && profile === null) return fail({ code: "profile_gone" });
  const role = profile === null ? file.role : roleToSay(file, profile.role);
  // Files of one kecamatan each have the same columns: what is said of one is said of all.
  const isAlike = (other: IntakeFile) =>
    other.role === file.role &&
    other.profileId === file.profileId &&
    other.header.join("\n") === file.header.join("\n");
  const files = intake.files.map((other) =>
    isAlike(other) ? { ...other, role, profileId } : other,
  );
  await keepIntake(dataDir, { ...intake, files }, intakeId);
  return ok(undefined);
}

/** Only what the header does not say anyway is kept as the person's word. */
function roleToSay(file: IntakeFile, role: ImportFileRole): ImportFileRole | undefined {
  return kindOf({ ...file, role: undefined })?.role === role ? undefined : role;
}
