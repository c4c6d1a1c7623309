import "server-only";
import { z } from "zod";
import { areaOf } from "@/lib/auth/scope";
import type { Actor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { PROGRESS_COLUMNS, Progress } from "./progress";
import type { MomentCursor } from "./schema";

export const BATCHES_PER_PAGE = 20;

const Row = z.object({
  id: z.uuid(),
  number: z.number().int(),
  createdAt: z.date(),
  createdByName: z.string().nullable(),
  ...Progress.shape,
});

/** A hand-over list with how far its lines are. */
export type ListedBatch = z.infer<typeof Row>;

export interface BatchPage {
  readonly rows: readonly ListedBatch[];
  readonly next: MomentCursor | null;
}

/** One page of hand-over lists, the newest first; each is of the whole regency. */
export async function listBatches(
  client: Db,
  actor: Actor,
  after: MomentCursor | null,
  limit = BATCHES_PER_PAGE,
): Promise<BatchPage> {
  const place = after
    ? Prisma.sql`(batch.created_at, batch.id) < (${after.at}::timestamptz, ${after.id}::uuid)`
    : Prisma.sql`TRUE`;
  const found = await readBatches(client, actor, place, limit + 1);
  const shown = found.slice(0, limit);
  const last = found.length > limit ? shown.at(-1) : undefined;
  return { rows: shown, next: last ? { at: last.createdAt, id: last.id } : null };
}

/** One hand-over list; null where there is none for this actor. */
export async function findBatch(client: Db, actor: Actor, id: string): Promise<ListedBatch | null> {
  const [batch] = await readBatches(client, actor, Prisma.sql`batch.id = ${id}::uuid`, 1);
  return batch ?? null;
}

async function readBatches(
  client: Db,
  actor: Actor,
  condition: Prisma.Sql,
  limit: number,
): Promise<ListedBatch[]> {
  if (areaOf(actor).level !== "regency") return [];
  const rows = await client.$queryRaw`
    WITH page AS (
      SELECT batch.*
        FROM hand_over_batch AS batch
       WHERE ${condition}
    ORDER BY batch.created_at DESC, batch.id DESC
       LIMIT ${limit}
    )
    SELECT page.id,
           page.number,
           page.created_at AS "createdAt",
           max(app_user.name) AS "createdByName",
           ${PROGRESS_COLUMNS}
      FROM page
 LEFT JOIN app_user ON app_user.id = page.created_by
 LEFT JOIN hand_over_line ON hand_over_line.batch_id = page.id
 LEFT JOIN proposal ON proposal.id = hand_over_line.proposal_id
  GROUP BY page.id, page.number, page.created_at
  ORDER BY page.created_at DESC, page.id DESC
  `;
  return z.array(Row).parse(rows);
}
