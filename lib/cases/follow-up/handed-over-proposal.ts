import { Prisma } from "@/lib/db/generated/client";

/**
 * When a proposal was entered into SIKS-NG last, as a lateral join named `entry` beside `proposal`.
 * An entry that was taken back and made again counts from the second one.
 */
export const LAST_ENTRY: Prisma.Sql = Prisma.sql`
  JOIN LATERAL (
      SELECT max(proposal_event.at) AS at
        FROM proposal_event
       WHERE proposal_event.proposal_id = proposal.id
         AND proposal_event.action = 'enter'
  ) AS entry ON entry.at IS NOT NULL
`;

/** Whether the release in force came after that: an older one can say nothing about the proposal. */
export function releasedSinceEntry(releaseId: number): Prisma.Sql {
  return Prisma.sql`
    EXISTS (
      SELECT FROM release
       WHERE release.id = ${releaseId}::int
         AND release.published_at > entry.at
    )
  `;
}
