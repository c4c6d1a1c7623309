import "server-only";
import { z } from "zod";
import { scope } from "@/lib/auth/scope";
import type { Actor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";

const Row = z.object({
  listId: z.number().int(),
  name: z.string(),
  /** The day that the list is of; the day on which it was taken in, where it names none. */
  asOf: z.date(),
  recipients: z.number().int(),
  unmatched: z.number().int(),
});

/** Whom one applied list of a program names in the actor's area. */
export type ListedRecipients = z.infer<typeof Row>;

/** The applied lists of a program, the newest first, from the counts made when they were tied to families. */
export async function countListedRecipients(
  client: Db,
  actor: Actor,
  programCode: string,
): Promise<ListedRecipients[]> {
  const rows = await client.$queryRaw`
    SELECT recipient_list.id AS "listId",
           recipient_list.name,
           coalesce(recipient_list.as_of, recipient_list.applied_at) AS "asOf",
           coalesce(sum(rollup_recipient.recipients), 0)::int AS recipients,
           coalesce(sum(rollup_recipient.unmatched), 0)::int AS unmatched
      FROM recipient_list
 LEFT JOIN rollup_recipient
        ON rollup_recipient.list_id = recipient_list.id
       AND ${scope(actor, Prisma.sql`rollup_recipient.village_id`)}
     WHERE recipient_list.program_code = ${programCode}
       AND recipient_list.applied_at IS NOT NULL
  GROUP BY recipient_list.id
  ORDER BY "asOf" DESC, recipient_list.id DESC
  `;
  return z.array(Row).parse(rows);
}
