import { Prisma } from "@/lib/db/generated/client";
import type { Actor, AreaScope } from "./types";

const WHOLE_REGENCY: AreaScope = { level: "regency" };

/** The area an actor may see; the system and the command line see the regency. */
export function areaOf(actor: Actor): AreaScope {
  return actor.kind === "user" ? actor.area : WHOLE_REGENCY;
}

/**
 * The condition that every query of area-bound records takes, on the column that holds the
 * village id. A record without a recognised village exists for regency scope only.
 * `column` is written by us (e.g. `Prisma.sql\`household_release.village_id\``), never by a request.
 */
export function scope(actor: Actor, column: Prisma.Sql): Prisma.Sql {
  const area = areaOf(actor);
  if (area.level === "regency") return Prisma.sql`TRUE`;
  return Prisma.sql`${column} = ANY(${[...area.villageIds]}::int[])`;
}

/** The same condition for Prisma's `where`, on the field `villageId`. */
export function scopeWhere(actor: Actor): { villageId?: { in: number[] } } {
  const area = areaOf(actor);
  return area.level === "regency" ? {} : { villageId: { in: [...area.villageIds] } };
}

/** Whether a record of this village exists for the actor. */
export function coversVillage(actor: Actor, villageId: number | null): boolean {
  const area = areaOf(actor);
  if (area.level === "regency") return true;
  return villageId !== null && area.villageIds.includes(villageId);
}
