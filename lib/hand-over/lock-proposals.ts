import "server-only";
import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { PROPOSAL_STATES, type ProposalAction } from "@/lib/proposals/workflow";

const Row = z.object({
  id: z.uuid(),
  number: z.number().int(),
  state: z.enum(PROPOSAL_STATES),
  hasBasis: z.boolean(),
  batchId: z.uuid().nullable(),
  batchNumber: z.number().int().nullable(),
  enteredOn: z.iso.date().nullable(),
  /** The day of the pengesahan on the office's calendar. */
  validatedOn: z.iso.date().nullable(),
  caseIds: z.array(z.coerce.bigint()),
});

/** A proposal as the commands of the hand-over judge it. */
export type LockedProposal = z.infer<typeof Row>;

/**
 * Holds the proposals until the transaction ends, in the order of their ids: two operators who tick
 * the same lines wait for each other instead of for themselves. The version is not among the facts,
 * because what counts is the one that the person saw.
 */
export async function lockProposals(
  tx: Db,
  ids: readonly string[],
  timeZone: string,
): Promise<ReadonlyMap<string, LockedProposal>> {
  const validate = "validate" satisfies ProposalAction;
  const rows = await tx.$queryRaw`
    SELECT proposal.id,
           proposal.number,
           proposal.state::text,
           proposal.basis_kind IS NOT NULL AS "hasBasis",
           hand_over_line.batch_id AS "batchId",
           hand_over_batch.number AS "batchNumber",
           hand_over_line.entered_on::text AS "enteredOn",
           (SELECT (max(proposal_event.at) AT TIME ZONE ${timeZone})::date::text
              FROM proposal_event
             WHERE proposal_event.proposal_id = proposal.id
               AND proposal_event.action = ${validate}) AS "validatedOn",
           ARRAY(SELECT proposal_case.case_id::text
                   FROM proposal_case
                  WHERE proposal_case.proposal_id = proposal.id
               ORDER BY proposal_case.case_id) AS "caseIds"
      FROM proposal
 LEFT JOIN hand_over_line ON hand_over_line.proposal_id = proposal.id
 LEFT JOIN hand_over_batch ON hand_over_batch.id = hand_over_line.batch_id
     WHERE proposal.id = ANY(${[...ids]}::uuid[])
  ORDER BY proposal.id
       FOR UPDATE OF proposal
  `;
  return new Map(
    z
      .array(Row)
      .parse(rows)
      .map((row) => [row.id, row]),
  );
}
