import "server-only";
import { z } from "zod";
import type { Actor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { ImportStage, ImportState } from "@/lib/import/schema";
import { seesMatchings } from "./sees-matchings";

const PAGE_SIZE = 50;

const Count = z.number().int();

const Row = z.object({
  id: z.uuid(),
  name: z.string(),
  /** A list of another office, or of deaths. */
  kind: z.enum(["matching", "deaths"]),
  state: ImportState,
  stage: ImportStage.nullable(),
  rowsDone: Count,
  rowsTotal: Count.nullable(),
  stageStartedAt: z.date().nullable(),
  version: Count,
  listId: Count.nullable(),
  createdAt: z.date(),
  createdByName: z.string().nullable(),
  releaseName: z.string().nullable(),
  releaseAsOf: z.date().nullable(),
  rejected: Count,
  matched: Count,
  similar: Count,
  unmatched: Count,
  failure: z.object({ sentence: z.string() }).nullable(),
});
/** A list that was compared, or is about to be, and how far people are with it. */
export type Matching = z.infer<typeof Row>;

/** The newest comparisons of other offices' lists first. `before` is the last id of the page before: ids grow with time. */
export async function listMatchings(
  db: Db,
  actor: Actor,
  before: string | null,
  limit = PAGE_SIZE,
): Promise<{ rows: Matching[]; next: string | null }> {
  if (!seesMatchings(actor)) return { rows: [], next: null };
  const place = before === null ? Prisma.sql`TRUE` : Prisma.sql`import_run.id < ${before}::uuid`;
  const found = await readMatchings(
    db,
    Prisma.sql`import_run.kind = 'matching' AND import_run.state <> 'discarded' AND ${place}`,
    limit + 1,
  );
  const rows = found.slice(0, limit);
  return { rows, next: found.length > limit ? (rows.at(-1)?.id ?? null) : null };
}

/** One comparison; null where there is none for this actor. */
export async function findMatching(db: Db, actor: Actor, runId: string): Promise<Matching | null> {
  if (!seesMatchings(actor) || !z.uuid().safeParse(runId).success) return null;
  const [found] = await readMatchings(db, Prisma.sql`import_run.id = ${runId}::uuid`, 1);
  return found ?? null;
}

async function readMatchings(db: Db, meant: Prisma.Sql, limit: number): Promise<Matching[]> {
  const found = await db.$queryRaw`
      SELECT import_run.id,
             import_run.name,
             import_run.kind::text,
             import_run.state::text,
             import_run.stage,
             import_run.rows_done::int AS "rowsDone",
             import_run.rows_total::int AS "rowsTotal",
             import_run.stage_started_at AS "stageStartedAt",
             import_run.version,
             matching_list.id AS "listId",
             import_run.created_at AS "createdAt",
             app_user.name AS "createdByName",
             release.name AS "releaseName",
             release.as_of AS "releaseAsOf",
             rejected.count AS rejected,
             counted.matched,
             counted.similar,
             counted.unmatched,
             import_run.failure
        FROM import_run
   LEFT JOIN app_user ON app_user.id = import_run.created_by
   LEFT JOIN matching_list ON matching_list.run_id = import_run.id
   LEFT JOIN release ON release.id = matching_list.release_id
  CROSS JOIN LATERAL (
               SELECT coalesce(sum(import_file.rows_rejected), 0)::int AS count
                 FROM import_file
                WHERE import_file.run_id = import_run.id
             ) AS rejected
  CROSS JOIN LATERAL (
               SELECT count(*) FILTER (WHERE result = 'matched')::int AS matched,
                      count(*) FILTER (WHERE result = 'similar')::int AS similar,
                      count(*) FILTER (WHERE result = 'unmatched')::int AS unmatched
                 FROM matching_row
                WHERE matching_row.list_id = matching_list.id
             ) AS counted
       WHERE import_run.kind IN ('matching', 'deaths')
         AND ${meant}
    ORDER BY import_run.id DESC
       LIMIT ${limit}
  `;
  return z.array(Row).parse(found);
}
