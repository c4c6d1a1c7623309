import "server-only";
import type { UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { ColumnChoices, type ImportFileRole } from "../schema";
import { headerKey } from "./header-key";

/** What the columns of a file mean, as somebody said in an earlier import. */
export interface ColumnProfile {
  readonly id: number;
  readonly role: ImportFileRole;
  readonly name: string;
  readonly source: string | null;
  readonly choices: ColumnChoices;
  readonly headerKey: string;
  readonly setAt: Date;
  /** Null where nobody of the office did. */
  readonly setBy: string | null;
  readonly usedAt: Date;
}

/** An office has a few for each of its senders; the list says where it ends. */
export const PROFILES_SHOWN_MAX = 200;

/** The profiles of files with this header, the last used first. */
export function findProfilesOfHeader(db: Db, header: readonly string[]): Promise<ColumnProfile[]> {
  return findProfiles(db, { headerKey: headerKey(header) });
}

/** Null for one that somebody deleted meanwhile. */
export async function findProfile(db: Db, id: number): Promise<ColumnProfile | null> {
  const [profile] = await findProfiles(db, { id });
  return profile ?? null;
}

/** All profiles of the office, the last used first. Nobody of a smaller area imports anything. */
export async function listProfiles(db: Db, actor: UserActor): Promise<ColumnProfile[]> {
  return actor.area.level === "regency" ? findProfiles(db, {}) : [];
}

async function findProfiles(
  db: Db,
  where: Prisma.ColumnProfileWhereInput,
): Promise<ColumnProfile[]> {
  const found = await db.columnProfile.findMany({
    where,
    orderBy: [{ usedAt: "desc" }, { id: "desc" }],
    take: PROFILES_SHOWN_MAX,
  });
  if (found.length === 0) return [];
  const people = await db.appUser.findMany({
    where: { id: { in: [...new Set(found.flatMap(({ setBy }) => setBy ?? []))] } },
    select: { id: true, name: true },
  });
  return found.map(({ mapping, setBy, ...profile }) => ({
    ...profile,
    choices: ColumnChoices.parse(mapping),
    setBy: people.find(({ id }) => id === setBy)?.name ?? null,
  }));
}
