import "server-only";
import { z } from "zod";
import { isAllowed } from "@/lib/auth/policy";
import type { UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { ImportFailure } from "./schema";
import { findEarlierRelease, findStanding } from "./standing";
import { importFactsOf } from "./take-step";
import { availableImportActions, importRoleOf } from "./workflow";

/** Four editions a year: more than anybody looks back at. */
const SHOWN_MAX = 60;

const RELEASE = {
  id: true,
  name: true,
  asOf: true,
  status: true,
  householdCount: true,
  individualCount: true,
  publishedAt: true,
  run: {
    select: {
      id: true,
      kind: true,
      state: true,
      version: true,
      createdBy: true,
      failure: true,
      events: { where: { action: "withdraw" }, orderBy: { id: "desc" }, take: 1 },
    },
  },
} as const;

/** The releases that are or were in force, the newest first: names, days and counts, no family. */
export async function listReleases(db: Db, actor: UserActor) {
  if (!isAllowed(actor, "release.list")) return [];
  const releases = await db.release.findMany({
    where: { status: { not: "draft" } },
    orderBy: [{ asOf: "desc" }, { id: "desc" }],
    take: SHOWN_MAX,
    select: RELEASE,
  });
  const authors = await db.appUser.findMany({
    where: { id: { in: releases.flatMap(({ run }) => run.events[0]?.actorId ?? []) } },
    select: { id: true, name: true },
  });
  return releases.map(({ run, ...release }) => {
    const [withdrawal] = run.events;
    return {
      ...release,
      runId: run.id,
      runState: run.state,
      withdrawal:
        release.status === "withdrawn" && withdrawal
          ? {
              at: withdrawal.at,
              reason: withdrawal.reason ?? "",
              by: authors.find(({ id }) => id === withdrawal.actorId)?.name ?? null,
            }
          : null,
    };
  });
}

export type ListedRelease = Awaited<ReturnType<typeof listReleases>>[number];

const Effects = z.object({
  opened: z.number().int(),
  closed: z.number().int(),
  suspended: z.number().int(),
  humanSteps: z.number().int(),
});

/** The release in force, whether this actor may withdraw it now, and what that would undo. */
export async function findCurrentRelease(db: Db, actor: UserActor) {
  if (!isAllowed(actor, "release.list")) return null;
  const found = await db.release.findFirst({ where: { status: "published" }, select: RELEASE });
  if (!found) return null;
  const { run, ...release } = found;
  const facts = importFactsOf(actor, { ...run, standing: await findStanding(db, run) });
  const actions = availableImportActions(importRoleOf(actor), run.state, facts);
  const failure = ImportFailure.nullable().parse(run.failure);
  return {
    ...release,
    run: { id: run.id, version: run.version, state: run.state },
    facts,
    mayWithdraw: actions.includes("withdraw"),
    failure: failure?.step === "withdraw" ? failure.sentence : null,
    earlier: await findEarlierRelease(db),
    effects: await countEffects(db, release),
  };
}

export type CurrentRelease = NonNullable<Awaited<ReturnType<typeof findCurrentRelease>>>;

/** What detection did because of a release, and how many steps people took on cases since. */
async function countEffects(
  db: Db,
  { id, publishedAt }: { readonly id: number; readonly publishedAt: Date | null },
): Promise<z.infer<typeof Effects>> {
  const rows = await db.$queryRaw`
    WITH run AS (
      SELECT started_at FROM detection_run WHERE release_id = ${id}
    )
    SELECT (SELECT count(*) FROM error_case WHERE opened_at IN (SELECT started_at FROM run))::int
             AS opened,
           (SELECT count(*)
              FROM error_case
             WHERE outcome = 'new_data' AND closed_at IN (SELECT started_at FROM run))::int AS closed,
           (SELECT count(*)
              FROM participation_event
             WHERE action = 'suspend' AND at IN (SELECT started_at FROM run))::int AS suspended,
           (SELECT count(*)
              FROM case_event
             WHERE actor_kind = 'user' AND at >= ${publishedAt}::timestamptz)::int AS "humanSteps"
  `;
  return z.tuple([Effects]).parse(rows)[0];
}
