import "server-only";
import { areaOf } from "@/lib/auth/scope";
import type { Actor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";

const SHOWN_MAX = 5;

/** Other imports of the very same content, the newest first; given-up ones do not count. */
export async function findEarlierImports(
  db: Db,
  actor: Actor,
  digests: readonly string[],
  except?: string,
) {
  if (areaOf(actor).level !== "regency") return [];
  return db.importRun.findMany({
    where: {
      id: { not: except },
      state: { not: "discarded" },
      AND: digests.map((sha256) => ({ files: { some: { sha256 } } })),
    },
    orderBy: { id: "desc" },
    take: SHOWN_MAX,
    select: { id: true, name: true, state: true, createdAt: true, publishedAt: true },
  });
}

export type EarlierImport = Awaited<ReturnType<typeof findEarlierImports>>[number];
