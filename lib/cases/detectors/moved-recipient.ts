import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import type { DetectionContext } from "./detector";
import { markedRecipients, recipientEvidence } from "./marked-recipients";

/**
 * Active recipients whom the population office's latest answer or a verified visit calls moved away,
 * unless somebody calls them dead: that is the graver fault, and has a case of its own.
 */
export async function findMovedRecipients(_tx: Db, context: DetectionContext): Promise<Prisma.Sql> {
  return Prisma.sql`
    WITH ${markedRecipients(context)}, subject AS (
      SELECT marked_recipient.*,
             moved_sources AS sources,
             moved_sources <> '[]' AND deceased_sources = '[]' AND programs <> '{}' AS shown
        FROM marked_recipient
    )
    ${recipientEvidence(context)}
  `;
}
