import "server-only";
import type { Db } from "@/lib/db/client";
import type { ImportKind } from "./schema";

/** Where what a run brought stands among everything in force. */
export interface ImportStanding {
  /** Anything of the run is in force, or was until a later release took its place. */
  readonly wasInForce: boolean;
  readonly isCurrentRelease: boolean;
  /** A release that comes back into force when this one is withdrawn. */
  readonly hasEarlierRelease: boolean;
  /** Another import is being published or withdrawn. */
  readonly othersAtWork: boolean;
}

/** Reads what the guards of the import's workflow ask about a run. */
export async function findStanding(
  db: Db,
  run: { readonly id: string; readonly kind: ImportKind },
): Promise<ImportStanding> {
  const release = await db.release.findUnique({ where: { runId: run.id } });
  const isCurrentRelease = release?.status === "published";
  return {
    wasInForce:
      run.kind === "dtsen"
        ? release !== null && release.status !== "draft"
        : await isListApplied(db, run),
    isCurrentRelease,
    hasEarlierRelease: isCurrentRelease && (await findEarlierRelease(db)) !== null,
    othersAtWork:
      (await db.importRun.count({
        where: { id: { not: run.id }, state: { in: ["publishing", "withdrawing"] } },
      })) > 0,
  };
}

/** The release that is in force once the present one is not: the superseded one of the latest date. */
export function findEarlierRelease(db: Db) {
  return db.release.findFirst({
    where: { status: "superseded" },
    orderBy: [{ asOf: "desc" }, { id: "desc" }],
    select: { id: true, name: true, asOf: true, householdCount: true, individualCount: true },
  });
}

async function isListApplied(
  db: Db,
  { id: runId, kind }: { readonly id: string; readonly kind: ImportKind },
): Promise<boolean> {
  const where = { runId, appliedAt: { not: null } };
  switch (kind) {
    case "dtsen":
      return false;
    case "dtks":
      return (await db.dtksList.count({ where })) > 0;
    case "recipients":
      return (await db.recipientList.count({ where })) > 0;
    case "dukcapil":
      return (await db.dukcapilList.count({ where })) > 0;
    case "desil":
    case "bnba":
      return (await db.desilList.count({ where })) > 0;
    case "deaths":
    case "matching": {
      // What people decided is work that a second comparison would throw away.
      const decided = { rows: { some: { settledBy: "person" } } };
      const either = [{ appliedAt: { not: null } }, decided];
      return (await db.matchingList.count({ where: { runId, OR: either } })) > 0;
    }
  }
}
