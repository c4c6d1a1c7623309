import "server-only";
import type { WorkContext } from "@/lib/jobs/work-context";
import { rollUpDesil } from "@/lib/registry/rollup-desil";
import { rollUpMovement } from "@/lib/registry/rollup-movement";
import { invariant } from "@/lib/shared/invariant";
import { fail, ok, type Result } from "@/lib/shared/result";
import type { RunFailure } from "../run-failure";
import { addHouseholdDesils } from "./add-household-desils";
import { addHouseholdNumbers } from "./add-household-numbers";
import { addHouseholds } from "./add-households";
import { addIndividuals } from "./add-individuals";
import { settleKnownNiks } from "./settle-known-niks";
import { settleKnownNumbers } from "./settle-known-numbers";

const BASE_CHANGED: RunFailure = {
  code: "base_changed",
  sentence:
    "Rilis lain diterbitkan sesudah rilis ini diperiksa, sehingga perbandingannya tidak berlaku lagi. Periksa ulang rilis ini, lalu terbitkan.",
};

/** Counting millions of persons takes a minute. */
const ROLLUP_LIMITS = { maxWait: 30_000, timeout: 30 * 60_000 };

/**
 * Makes a checked release the one in force. The identities it brings are added first, which nobody
 * notices; then the state of two rows is flipped in one short transaction. Every part can be
 * repeated, so a publication that was cut off is finished by the next attempt.
 *
 * Refused when another release was published since the check: families were matched with the one
 * before that, and have to be matched anew.
 */
export async function publishRelease(
  { db }: Pick<WorkContext, "db">,
  { id: runId }: { readonly id: string },
): Promise<Result<void, RunFailure>> {
  const release = await db.release.findUnique({ where: { runId } });
  invariant(release, "a checked run has a release");
  if (release.status !== "draft") return ok(undefined);
  const current = await db.release.findFirst({ where: { status: "published" } });
  if ((current?.id ?? null) !== release.previousId) return fail(BASE_CHANGED);

  await settleKnownNumbers(db, release.id);
  await settleKnownNiks(db, release.id);
  await addHouseholds(db, release.id);
  await addHouseholdNumbers(db, release.id);
  await addIndividuals(db, release.id);
  await addHouseholdDesils(db, release.id);
  await db.$transaction(async (tx) => {
    await rollUpDesil(tx, release.id);
    await rollUpMovement(tx, release);
  }, ROLLUP_LIMITS);

  // An older edition that comes late is history at once: what is in force stays in force.
  const isLate = current !== null && current.asOf > release.asOf;
  const data = { status: isLate ? "superseded" : "published", publishedAt: new Date() } as const;
  await db.$transaction([
    ...(current === null || isLate
      ? []
      : [db.release.update({ where: { id: current.id }, data: { status: "superseded" } })]),
    db.release.update({ where: { id: release.id }, data }),
  ]);
  return ok(undefined);
}
