import "server-only";
import { isDeepStrictEqual } from "node:util";
import { type AuditEntry, recordAudit } from "@/lib/audit/record-audit";
import type { UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { fail, ok, type Result } from "@/lib/shared/result";
import { maskSample } from "../mask-sample";
import type { ColumnChoices, ImportFileRole } from "../schema";
import { mergeChoices } from "./apply-profile";
import { headerKey, isHeader } from "./header-key";
import type { ColumnProfile } from "./queries";
import type { DeleteProfile, RenameProfile } from "./schema";

export type ProfileNameTaken = { readonly code: "profile_name_taken"; readonly name: string };
type ProfileGone = { readonly code: "profile_gone" };

/** What a person said of the columns of one file. */
export interface SaidOfFile {
  readonly role: ImportFileRole;
  readonly fileName: string;
  readonly header: readonly string[];
  readonly choices: ColumnChoices;
  /** The profile by which the file was proposed. */
  readonly profile: ColumnProfile | null;
  /** As the person calls the profile; without one it keeps its name, or gets that of the file. */
  readonly name?: string;
  readonly source?: string | null;
}

/**
 * Keeps what a person said of a file's columns: in the profile it was proposed by, or in a new one.
 *
 * @returns the profile's name; null where the header is none that would be known again
 */
export async function keepProfile(
  tx: Db,
  actor: UserActor,
  said: SaidOfFile,
  now: Date,
): Promise<Result<string | null, ProfileNameTaken>> {
  if (!isHeader(said.header)) return ok(null);
  const others = await otherProfiles(tx, said.role, said.profile?.id);
  const name = said.name ?? said.profile?.name ?? freeName(said.fileName, others);
  const taken = others.find((other) => isSameName(other, name));
  if (taken !== undefined) return fail({ code: "profile_name_taken", name: taken });
  const { profile } = said;
  const isOfProfile = profile !== null && isSameName(profile.name, name);
  if (isOfProfile) await refreshProfile(tx, actor, profile, said, now);
  else await addProfile(tx, actor, { ...said, name }, now);
  return ok(name);
}

export async function renameProfile(
  tx: Db,
  actor: UserActor,
  { profileId, name, source }: RenameProfile,
): Promise<Result<undefined, ProfileNameTaken | ProfileGone>> {
  const profile = await tx.columnProfile.findUnique({ where: { id: profileId } });
  if (!profile) return fail({ code: "profile_gone" });
  const others = await otherProfiles(tx, profile.role, profileId);
  const taken = others.find((other) => isSameName(other, name));
  if (taken !== undefined) return fail({ code: "profile_name_taken", name: taken });
  const { count } = await tx.columnProfile.updateMany({
    where: { id: profileId },
    data: { name, source },
  });
  if (count === 0) return fail({ code: "profile_gone" });
  await recordAudit(tx, actor, entryOf("rename", profileId, { role: profile.role }));
  return ok(undefined);
}

/** Imports that were read by the profile keep their columns: those are stored with their files. */
export async function deleteProfile(
  tx: Db,
  actor: UserActor,
  { profileId }: DeleteProfile,
): Promise<Result<undefined, ProfileGone>> {
  const { count } = await tx.columnProfile.deleteMany({ where: { id: profileId } });
  if (count === 0) return fail({ code: "profile_gone" });
  await recordAudit(tx, actor, entryOf("delete", profileId, {}));
  return ok(undefined);
}

async function refreshProfile(
  tx: Db,
  actor: UserActor,
  profile: ColumnProfile,
  { header, choices, source = profile.source }: SaidOfFile,
  now: Date,
): Promise<void> {
  const mapping = mergeChoices(profile.choices, choices);
  const key = headerKey(header);
  const isSame =
    isDeepStrictEqual(mapping, profile.choices) &&
    key === profile.headerKey &&
    source === profile.source;
  const change = { mapping, headerKey: key, source, setAt: now, setBy: actor.id };
  const { count } = await tx.columnProfile.updateMany({
    where: { id: profile.id },
    data: { usedAt: now, ...(!isSame && change) },
  });
  if (count > 0 && !isSame)
    await recordAudit(tx, actor, entryOf("change", profile.id, { role: profile.role }));
}

async function addProfile(
  tx: Db,
  actor: UserActor,
  { role, header, choices, name, source = null }: SaidOfFile & { readonly name: string },
  now: Date,
): Promise<void> {
  const { id } = await tx.columnProfile.create({
    data: {
      role,
      name,
      source,
      headerKey: headerKey(header),
      mapping: choices,
      setAt: now,
      setBy: actor.id,
      usedAt: now,
    },
    select: { id: true },
  });
  await recordAudit(tx, actor, entryOf("save", id, { role }));
}

/** The names of the kind's other profiles. Nobody else adds or renames one until the transaction ends. */
async function otherProfiles(
  tx: Db,
  role: ImportFileRole,
  ownId: number | undefined,
): Promise<string[]> {
  await tx.$executeRaw`LOCK TABLE column_profile IN SHARE ROW EXCLUSIVE MODE`;
  const others = await tx.columnProfile.findMany({
    where: { role, id: { not: ownId } },
    select: { name: true },
  });
  return others.map(({ name }) => name);
}

/** A file's name without its ending, with a number where another profile has it. */
function freeName(fileName: string, taken: readonly string[]): string {
  const plain = maskSample(fileName.replace(/\.\w+$/, "")).trim() || "Profil";
  let name = plain;
  for (let number = 2; taken.some((other) => isSameName(other, name)); number += 1)
    name = `${plain} (${number})`;
  return name;
}

function isSameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function entryOf(
  act: "save" | "change" | "rename" | "delete",
  subjectId: number,
  detail: AuditEntry["detail"],
): AuditEntry {
  return { action: `column_profile.${act}`, subject: "column_profile", subjectId, detail };
}
