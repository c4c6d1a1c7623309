import { z } from "zod";
import type { Db } from "@/lib/db/client";

const Row = z.object({
  id: z.number().int(),
  name: z.string(),
  /** The day it speaks of; where nobody said, the day on which it was taken in. */
  asOf: z.iso.date(),
});

/** A matching result of the population office that was taken in. */
export type DukcapilListInForce = z.infer<typeof Row>;

/** The matching result that is asked: of the applied ones the latest; null before the first. */
export async function findCurrentDukcapilList(db: Db): Promise<DukcapilListInForce | null> {
  const rows = await db.$queryRaw`
    SELECT id, name, coalesce(as_of, applied_at::date)::text AS "asOf"
      FROM dukcapil_list
     WHERE applied_at IS NOT NULL
  ORDER BY coalesce(as_of, applied_at::date) DESC, applied_at DESC, id DESC
     LIMIT 1
  `;
  return z.array(Row).max(1).parse(rows)[0] ?? null;
}
