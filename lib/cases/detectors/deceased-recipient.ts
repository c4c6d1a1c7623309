import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import type { DetectionContext } from "./detector";
import { markedRecipients, recipientEvidence } from "./marked-recipients";

/**
 * Active recipients whom the population office's latest answer, a list of deaths or a verified visit
 * calls dead, each once, whatever the number of programs. Which source says so and which programs they receive
 * decide; that a source says it again on a later day is nothing new.
 */
export async function findDeceasedRecipients(
  _tx: Db,
  context: DetectionContext,
): Promise<Prisma.Sql> {
  return Prisma.sql`
    WITH ${markedRecipients(context)}, subject AS (
      SELECT marked_recipient.*,
             deceased_sources AS sources,
             deceased_sources <> '[]' AND programs <> '{}' AS shown
        FROM marked_recipient
    )
    ${recipientEvidence(context)}
  `;
}
