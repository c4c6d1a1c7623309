import { z } from "zod";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Actor } from "@/lib/auth/types";
import { analyzeTables } from "@/lib/db/analyze-tables";
import type { Database, Db } from "@/lib/db/client";
import type { Day } from "@/lib/programs/schema";
import { findCurrentDukcapilList } from "@/lib/registry/current-dukcapil-list";
import { type TimeZone, timeZoneOf } from "@/lib/shared/format";
import {
  applyFindings,
  collectFindings,
  collectLatestCases,
  type KindCounts,
} from "./apply-findings";
import { findDeceasedRecipients } from "./detectors/deceased-recipient";
import type { DetectionContext, Detector } from "./detectors/detector";
import { findDoubleBenefit } from "./detectors/double-benefit";
import { findDuplicateNik } from "./detectors/duplicate-nik";
import { findExtremeShift } from "./detectors/extreme-shift";
import { findInvalidNik } from "./detectors/invalid-nik";
import { findMemberCountMismatch } from "./detectors/member-count-mismatch";
import { findMisplacedHigh } from "./detectors/misplaced-high";
import { findMisplacedLow } from "./detectors/misplaced-low";
import { findMissingInDtsen } from "./detectors/missing-in-dtsen";
import { findMovedRecipients } from "./detectors/moved-recipient";
import { findOverLimit } from "./detectors/over-limit";
import { findUnmatchedDukcapil } from "./detectors/unmatched-dukcapil";
import { findUnranked } from "./detectors/unranked";
import { followUp } from "./follow-up";
import type { FollowUpCounts } from "./follow-up-counts";
import { DETECTED_KINDS, type DetectedKind, forEachKind } from "./kinds";
import { reinstateFollowUps } from "./reinstate-follow-ups";
import { suspendOverLimit } from "./suspend-over-limit";

/** A new kind is a file in `detectors/` and a row here. */
export const DETECTORS = {
  "misplaced-high": findMisplacedHigh,
  "over-limit": findOverLimit,
  "misplaced-low": findMisplacedLow,
  "missing-in-dtsen": findMissingInDtsen,
  unranked: findUnranked,
  "deceased-recipient": findDeceasedRecipients,
  "moved-recipient": findMovedRecipients,
  "duplicate-nik": findDuplicateNik,
  "invalid-nik": findInvalidNik,
  "unmatched-dukcapil": findUnmatchedDukcapil,
  "extreme-shift": findExtremeShift,
  "double-benefit": findDoubleBenefit,
  "member-count-mismatch": findMemberCountMismatch,
} as const satisfies Record<DetectedKind, Detector>;

const READ_TABLES = ["participation", "recipient_row", "dtks_row", "dukcapil_row", "individual"];

const NONE: KindCounts = { opened: 0, kept: 0, changed: 0, closed: 0, leftClosed: 0 };
const NOTHING = forEachKind(NONE);

const NO_FOLLOW_UP: FollowUpCounts = {
  reflected: 0,
  notReflected: 0,
  unchanged: 0,
  casesJoined: 0,
  groundchecksCancelled: 0,
  proposalsWithdrawn: 0,
  liftable: 0,
};

const TRANSACTION_LIMITS = { maxWait: 60_000, timeout: 30 * 60_000 };

export interface DetectionCounts {
  /** Row of `detection_run`; empty where there is no published release to look at. */
  readonly runId: number | null;
  readonly releaseId: number | null;
  readonly kinds: Readonly<Record<DetectedKind, KindCounts>>;
  /** Participations whose aid this run held. */
  readonly suspended: number;
  /** What this run meant for the visits and proposals under way. */
  readonly followUp: FollowUpCounts;
}

/**
 * Computes all error cases again from the published release, the old DTKS and the recipient lists
 * (tied to families by `linkLists`), under the rules and settings that hold on the office's calendar
 * at `day`. Running it again on the same data changes no case, no
 * participation, no visit, no proposal and no identity; it only notes that it ran. One transaction, one run at a time: it
 * either does all or nothing.
 *
 * @throws NotExactlyOneInForce if a rule or setting that it needs does not hold on that day
 */
export async function detectCases(
  { db }: { readonly db: Database },
  { day, actor = { kind: "system" } }: { readonly day: Date; readonly actor?: Actor },
): Promise<DetectionCounts> {
  await refreshStatistics(db);
  const counts = await db.$transaction(
    (tx) => detectWithin(tx, { day, actor }),
    TRANSACTION_LIMITS,
  );
  // The pages look at the cases at once; the server would notice them in a minute or two.
  await analyzeTables(db, ["error_case"]);
  return counts;
}

/**
 * Detection runs right after a load, before the server has noticed how many rows there are now; with
 * old figures the planner would look up a whole regency row by row. Outside the transaction, so that
 * its locks are gone at once; the release's own partitions are analysed by the load. Only tables that
 * detection reads: one that it fills must not be known as empty when it begins.
 */
export async function refreshStatistics(db: Database): Promise<void> {
  await analyzeTables(db, READ_TABLES);
}

/** The same inside a transaction of the caller, who has called `refreshStatistics` before it. */
export async function detectWithin(
  tx: Db,
  {
    day,
    actor,
    withdrawnReleaseId = null,
  }: {
    readonly day: Date;
    readonly actor: Actor;
    /** The release that this transaction took out of force. */
    readonly withdrawnReleaseId?: number | null;
  },
): Promise<DetectionCounts> {
  await waitForOtherDetections(tx);
  const context = await findContext(tx, day);
  if (!context)
    return { runId: null, releaseId: null, kinds: NOTHING, suspended: 0, followUp: NO_FOLLOW_UP };
  const { at } = context;
  const { id } = await tx.detectionRun.create({
    data: {
      releaseId: context.release.id,
      ruleDay: new Date(context.day),
      startedAt: at,
      withdrawnReleaseId,
    },
  });
  const kinds = { ...NOTHING };
  for (const kind of DETECTED_KINDS) {
    await collectLatestCases(tx, kind);
    await collectFindings(tx, await DETECTORS[kind](tx, context));
    kinds[kind] = await applyFindings(tx, kind, context, id);
    await tx.$executeRaw`DROP TABLE latest_case, finding`;
  }
  await reinstateFollowUps(tx, { at, withdrawnReleaseId });
  const suspended = await suspendOverLimit(tx, at);
  const followed = await followUp(tx, context);
  await tx.detectionRun.update({
    where: { id },
    data: { finishedAt: new Date(), counts: { ...kinds, suspended, followUp: followed } },
  });
  await recordAudit(tx, actor, {
    action: "detection.run",
    subject: "detection_run",
    subjectId: id,
    detail: {
      releaseId: context.release.id,
      ruleDay: context.day,
      kinds,
      suspended,
      followUp: followed,
    },
  });
  return { runId: id, releaseId: context.release.id, kinds, suspended, followUp: followed };
}

/** Advisory locks belong to the database; the schema in the key keeps offices apart. */
async function waitForOtherDetections(tx: Db): Promise<void> {
  await tx.$executeRaw`
    SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || ' detects cases', 0))
  `;
}

const ContextRow = z.object({
  at: z.date(),
  regencyCode: z.string(),
  releaseId: z.number(),
  releaseName: z.string(),
  releaseAsOf: z.string(),
  previousReleaseId: z.number().nullable(),
  listId: z.number().nullable(),
  listName: z.string().nullable(),
  listAsOf: z.string().nullable(),
});

/** Reads what to look at; nothing where no release is published. */
export async function findContext(tx: Db, day: Date): Promise<DetectionContext | undefined> {
  const rows = await tx.$queryRaw`
    SELECT clock_timestamp() AS at,
           office.regency_code AS "regencyCode",
           current.id AS "releaseId",
           current.name AS "releaseName",
           current.as_of::text AS "releaseAsOf",
           previous.id AS "previousReleaseId",
           list.id AS "listId",
           list.name AS "listName",
           list.as_of::text AS "listAsOf"
      FROM office
      JOIN release AS current ON current.status = 'published'
 LEFT JOIN LATERAL (
             SELECT release.id
               FROM release
              WHERE release.status = 'superseded' AND release.as_of <= current.as_of
           ORDER BY release.as_of DESC, release.id DESC
              LIMIT 1
           ) AS previous ON TRUE
 LEFT JOIN LATERAL (
             SELECT dtks_list.id, dtks_list.name, dtks_list.as_of
               FROM dtks_list
              WHERE dtks_list.applied_at IS NOT NULL
           ORDER BY dtks_list.as_of DESC, dtks_list.id DESC
              LIMIT 1
           ) AS list ON TRUE
  `;
  const [row] = z.array(ContextRow).max(1).parse(rows);
  if (!row) return undefined;
  const { listId, listName, listAsOf } = row;
  const timeZone = timeZoneOf(row.regencyCode);
  return {
    day: dayOnCalendar(day, timeZone),
    timeZone,
    at: row.at,
    release: { id: row.releaseId, name: row.releaseName, asOf: row.releaseAsOf },
    previousReleaseId: row.previousReleaseId,
    dtksList:
      listId === null || listName === null || listAsOf === null
        ? null
        : { id: listId, name: listName, asOf: listAsOf },
    dukcapilList: await findCurrentDukcapilList(tx),
  };
}

/** Rules change at the office's midnight, wherever the server stands. */
function dayOnCalendar(at: Date, timeZone: TimeZone): Day {
  // The Swedish notation of a date is the ISO one.
  return new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeZone }).format(at);
}
