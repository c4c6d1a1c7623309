import "server-only";
import type { Db } from "@/lib/db/client";
import type { WorkContext } from "@/lib/jobs/work-context";
import { rollUpDesil } from "@/lib/registry/rollup-desil";
import { rollUpMovement } from "@/lib/registry/rollup-movement";
import { invariant } from "@/lib/shared/invariant";
import { fail, ok, type Result } from "@/lib/shared/result";
import type { RunFailure } from "../run-failure";
import { addDesilChanges } from "./add-desil-changes";
import { addHouseholdNumbers } from "./add-household-numbers";
import { addHouseholds } from "./add-households";
import { addIndividuals } from "./add-individuals";
import { settleKnownNiks } from "./settle-known-niks";
import { settleKnownNumbers } from "./settle-known-numbers";

const BASE_CHANGED: RunFailure = {
  code: "base_changed",
  sentence:
    "Rilis yang berlaku sudah berganti sesudah rilis ini diperiksa, sehingga perbandingannya tidak berlaku lagi. Periksa ulang rilis ini, lalu terbitkan.",
};

/** Adding and counting millions of persons takes minutes on a slow disk; nobody waits for the rows. */
const TRANSACTION_LIMITS = { maxWait: 60_000, timeout: 2 * 60 * 60_000 };

/**
 * Makes a checked release the one in force: what it brings is added and counted and the state of two
 * rows is flipped in one transaction. Of a publication that was cut off nothing is there, and the next
 * attempt begins it again; one that is done is left alone.
 *
 * Refused when another release was published since the check: families were matched with the one
 * before that, and have to be matched anew.
 */
export async function publishRelease(
  { db }: Pick<WorkContext, "db">,
  run: { readonly id: string },
): Promise<Result<void, RunFailure>> {
  return db.$transaction((tx) => publish(tx, run.id), TRANSACTION_LIMITS);
}

async function publish(db: Db, runId: string): Promise<Result<void, RunFailure>> {
  const release = await db.release.findUnique({ where: { runId } });
  invariant(release, "a checked run has a release");
  if (release.status !== "draft") return ok(undefined);
  const current = await db.release.findFirst({ where: { status: "published" } });
  if ((current?.id ?? null) !== release.previousId) return fail(BASE_CHANGED);

  await settleKnownNumbers(db, release.id);
  await settleKnownNiks(db, release.id);
  await rollUpDesil(db, release.id);
  await rollUpMovement(db, release);
  await addHouseholds(db, release.id);
  await addIndividuals(db, release.id);
  await addHouseholdNumbers(db, release.id);

  // An older edition that comes late is history at once: what is in force stays in force, and what
  // the families had long before changes nothing.
  const isLate = current !== null && current.asOf > release.asOf;
  if (!isLate) await addDesilChanges(db, release);
  const data = { status: isLate ? "superseded" : "published", publishedAt: new Date() } as const;
  if (current !== null && !isLate)
    await db.release.update({ where: { id: current.id }, data: { status: "superseded" } });
  await db.release.update({ where: { id: release.id, status: "draft" }, data });
  return ok(undefined);
}
