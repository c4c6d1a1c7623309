import "server-only";
import { analyzeTables } from "@/lib/db/analyze-tables";
import type { Database, Db } from "@/lib/db/client";
import { collectDtksMatches } from "./collect-dtks-matches";
import { collectRecipientMatches } from "./collect-recipient-matches";
import { endUnlisted } from "./end-unlisted";
import { findRecipientIndividuals } from "./find-recipient-individuals";
import { foundDtksHouseholds } from "./found-dtks-households";
import { foundRecipientHouseholds } from "./found-recipient-households";
import { learnDtksNumbers } from "./learn-dtks-numbers";
import { linkDeathRows } from "./link-death-rows";
import { linkDesilRows } from "./link-desil-rows";
import { linkDtksRows } from "./link-dtks-rows";
import { linkDukcapilRows } from "./link-dukcapil-rows";
import { linkParticipations } from "./link-participations";
import { linkRecipientRows } from "./link-recipient-rows";
import { moveParticipations } from "./move-participations";
import { rollUpRecipients } from "./rollup-recipients";
import { settleAppliedLists } from "./settle-damaged-numbers";
import { unlistParticipations } from "./unlist-participations";

const LISTED_TABLES = [
  "dtks_row",
  "recipient_row",
  "dukcapil_row",
  "matching_row",
  "desil_row",
  "individual",
];

const TRANSACTION_LIMITS = { maxWait: 30_000, timeout: 60 * 60_000 } as const;

/** A release id that no release has: nothing can be found in it. */
export const NO_RELEASE = 0;

/** The release in force; undefined in an office that has published none. */
export async function findCurrentReleaseId(db: Db): Promise<number | undefined> {
  const release = await db.release.findFirst({
    where: { status: "published" },
    select: { id: true },
  });
  return release?.id;
}

/**
 * Ties the applied DTKS, recipient and desil lists to the families of the current release, enrols the
 * recipients, and ties the population office's answers and the lists of deaths to their persons.
 * Done after each publication; where nothing changed it writes nothing but the same counts. Without
 * a release there is nothing to tie to, and the lists wait for the first.
 */
export async function linkLists(db: Database): Promise<void> {
  await refreshListStatistics(db);
  await db.$transaction(linkListsWithin, TRANSACTION_LIMITS);
}

/** The same inside a transaction of the caller, who has called `refreshListStatistics` before it. */
export async function linkListsWithin(tx: Db): Promise<void> {
  const releaseId = await findCurrentReleaseId(tx);
  if (releaseId === undefined) return;
  await settleAppliedLists(tx, releaseId);
  await collectDtksMatches(tx, releaseId);
  await foundDtksHouseholds(tx, releaseId);
  await learnDtksNumbers(tx, releaseId);
  await linkDtksRows(tx);
  await collectRecipientMatches(tx, releaseId);
  await foundRecipientHouseholds(tx);
  await findRecipientIndividuals(tx, releaseId);
  await moveParticipations(tx);
  await linkParticipations(tx);
  // Filled a moment ago, it would be read row by row as the small table that it was.
  await tx.$executeRaw`ANALYZE participation`;
  await linkRecipientRows(tx);
  await unlistParticipations(tx);
  await endUnlisted(tx);
  await rollUpRecipients(tx, releaseId);
  await linkDesilRows(tx, releaseId);
  await linkDukcapilRows(tx);
  await linkDeathRows(tx);
}

/**
 * A list was loaded a moment ago and the server has not noticed: with no figures the planner takes
 * its rows for a handful and reads a table of a whole city once for each of them. Outside the
 * transaction, so that its locks are gone at once.
 */
export async function refreshListStatistics(db: Database): Promise<void> {
  await analyzeTables(db, LISTED_TABLES);
}
