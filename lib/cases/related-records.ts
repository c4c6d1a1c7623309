import "server-only";
import { z } from "zod";
import { scope } from "@/lib/auth/scope";
import type { Actor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { GROUNDCHECK_RESULTS, GROUNDCHECK_STATES } from "@/lib/groundchecks/workflow";
import { PROPOSAL_KINDS, PROPOSAL_STATES } from "@/lib/proposals/workflow";

const Groundcheck = z.object({
  id: z.string(),
  state: z.enum(GROUNDCHECK_STATES),
  result: z.enum(GROUNDCHECK_RESULTS).nullable(),
  companionId: z.string(),
  companionName: z.string(),
  assignedAt: z.date(),
  verifiedAt: z.date().nullable(),
});

/** A visit of a family, as the pages of the family and of its cases list it. */
export type RelatedGroundcheck = z.infer<typeof Groundcheck>;

const Proposal = z.object({
  id: z.string(),
  number: z.number().int(),
  kind: z.enum(PROPOSAL_KINDS),
  state: z.enum(PROPOSAL_STATES),
  since: z.date(),
  hasBasis: z.boolean(),
});

/** A proposal for a family, as the pages of the family and of its cases list it. */
export type RelatedProposal = z.infer<typeof Proposal>;

/** Whose groundchecks and proposals: of one case, or of a whole family. */
export type Owner = { readonly caseId: bigint } | { readonly householdId: bigint };

/** Groundchecks that the actor may see, the newest first. */
export async function listRelatedGroundchecks(
  client: Db,
  actor: Actor,
  owner: Owner,
): Promise<RelatedGroundcheck[]> {
  const belongs =
    "caseId" in owner
      ? Prisma.sql`EXISTS (SELECT FROM groundcheck_case
                            WHERE groundcheck_case.groundcheck_id = groundcheck.id
                              AND groundcheck_case.case_id = ${owner.caseId})`
      : Prisma.sql`groundcheck.household_id = ${owner.householdId}`;
  const rows = await client.$queryRaw`
    SELECT groundcheck.id::text,
           groundcheck.state::text,
           groundcheck.result::text,
           groundcheck.companion_id::text AS "companionId",
           companion.name AS "companionName",
           groundcheck.assigned_at AS "assignedAt",
           groundcheck.verified_at AS "verifiedAt"
      FROM groundcheck
      JOIN app_user AS companion ON companion.id = groundcheck.companion_id
     WHERE ${belongs}
       AND ${scope(actor, Prisma.sql`groundcheck.village_id`)}
  ORDER BY groundcheck.assigned_at DESC, groundcheck.id DESC
  `;
  return z.array(Groundcheck).parse(rows);
}

/** Proposals that the actor may see, the newest first. */
export async function listRelatedProposals(
  client: Db,
  actor: Actor,
  owner: Owner,
): Promise<RelatedProposal[]> {
  const belongs =
    "caseId" in owner
      ? Prisma.sql`EXISTS (SELECT FROM proposal_case
                            WHERE proposal_case.proposal_id = proposal.id
                              AND proposal_case.case_id = ${owner.caseId})`
      : Prisma.sql`proposal.household_id = ${owner.householdId}`;
  const rows = await client.$queryRaw`
    SELECT proposal.id::text,
           proposal.number,
           proposal.kind::text,
           proposal.state::text,
           proposal.since,
           proposal.basis_kind IS NOT NULL AS "hasBasis"
      FROM proposal
     WHERE ${belongs}
       AND ${scope(actor, Prisma.sql`proposal.village_id`)}
  ORDER BY proposal.number DESC
  `;
  return z.array(Proposal).parse(rows);
}
