import "server-only";
import { z } from "zod";
import { isAllowed, type Permission } from "@/lib/auth/policy";
import { scope } from "@/lib/auth/scope";
import type { UserActor } from "@/lib/auth/types";
import { VISITED_KINDS } from "@/lib/cases/kinds";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { SUSPENDING_CASE, WAITS_FOR_VISIT } from "@/lib/programs/suspending-case";
import { WORKS, type Work } from "./works";

const Row = z.object({
  work: z.enum(WORKS),
  count: z.number().int(),
  /** Since when the one that waits the longest has waited. */
  oldest: z.date(),
});
export type WaitingWork = z.infer<typeof Row>;

/** A work that waits: who may do it, what is counted, and since when each has waited. */
interface Waiting {
  readonly permission: Permission;
  readonly since: Prisma.Sql;
  /** FROM and WHERE; the records of the actor's area. */
  readonly among: (actor: UserActor) => Prisma.Sql;
  /** What is counted, where rows are not the thing itself. */
  readonly each?: Prisma.Sql;
}

/** What waits for this person to act, in the order of the work; nothing that waits for somebody else. */
export async function countWaitingWork(client: Db, actor: UserActor): Promise<WaitingWork[]> {
  const works = WORKS.filter((work) => isAllowed(actor, WAITING[work].permission));
  if (works.length === 0) return [];
  const counts = works.map((work) => {
    const { since, among, each = Prisma.sql`*` } = WAITING[work];
    return Prisma.sql`SELECT ${work} AS work, count(${each})::int AS count, min(${since}) AS oldest ${among(actor)}`;
  });
  const rows = await client.$queryRaw`
    SELECT waiting.*
      FROM (${Prisma.join(counts, " UNION ALL ")}) AS waiting
     WHERE waiting.count > 0
  ORDER BY array_position(${[...WORKS]}::text[], waiting.work)
  `;
  return z.array(Row).parse(rows);
}

const RETURNED_AT = Prisma.sql`(
  SELECT max(groundcheck_event.at)
    FROM groundcheck_event
   WHERE groundcheck_event.groundcheck_id = groundcheck.id
     AND groundcheck_event.action = 'return')`;

/** When a case came to be decided: checked, sent back by a proposal, or (without a visit) opened. */
const DECIDABLE_SINCE = Prisma.sql`coalesce((
  SELECT max(case_event.at)
    FROM case_event
   WHERE case_event.case_id = error_case.id
     AND case_event.action IN ('check', 'decide_again', 'reopen')), error_case.opened_at)`;

const UNCHANGED_SINCE = Prisma.sql`(
  SELECT max(case_event.at)
    FROM case_event
   WHERE case_event.case_id = error_case.id
     AND case_event.action = 'stay_unchanged')`;

const ownTasks = (states: Prisma.Sql) => (actor: UserActor) =>
  Prisma.sql`
  FROM groundcheck
 WHERE groundcheck.companion_id = ${actor.id}::uuid
   AND groundcheck.state IN (${states})
   AND ${scope(actor, Prisma.sql`groundcheck.village_id`)}`;

const cases = (condition: Prisma.Sql) => (actor: UserActor) =>
  Prisma.sql`
  FROM error_case
 WHERE ${condition}
   AND ${scope(actor, Prisma.sql`error_case.village_id`)}`;

const proposals = (condition: Prisma.Sql) => (actor: UserActor) =>
  Prisma.sql`
  FROM proposal
 WHERE ${condition}
   AND ${scope(actor, Prisma.sql`proposal.village_id`)}`;

const ON_A_LIST = Prisma.sql`
  EXISTS (SELECT FROM hand_over_line WHERE hand_over_line.proposal_id = proposal.id)`;
const PROPOSED = Prisma.sql`proposal.since`;

/** Each condition is that of the list which `WORK_LABELS` leads to; a test compares them. */
const WAITING: Readonly<Record<Work, Waiting>> = {
  visit: {
    permission: "task.submit",
    since: Prisma.sql`groundcheck.assigned_at`,
    among: ownTasks(Prisma.sql`'assigned', 'in_progress'`),
  },
  visit_again: {
    permission: "task.submit",
    since: RETURNED_AT,
    among: ownTasks(Prisma.sql`'returned'`),
  },
  assign: {
    permission: "groundcheck.assign",
    since: Prisma.sql`error_case.opened_at`,
    each: Prisma.sql`DISTINCT error_case.household_id`,
    among: cases(Prisma.sql`error_case.state = 'open'
      AND error_case.kind = ANY(${VISITED_KINDS}::text[])
      AND NOT EXISTS (SELECT FROM groundcheck
                       WHERE groundcheck.household_id = error_case.household_id
                         AND groundcheck.state NOT IN ('verified', 'cancelled'))`),
  },
  verify_visit: {
    permission: "groundcheck.verify",
    since: Prisma.sql`groundcheck.submitted_at`,
    among: (actor: UserActor) => Prisma.sql`
      FROM groundcheck
     WHERE groundcheck.state = 'submitted'
       AND ${scope(actor, Prisma.sql`groundcheck.village_id`)}`,
  },
  decide: {
    permission: "proposal.draft",
    since: DECIDABLE_SINCE,
    among: cases(Prisma.sql`(error_case.state = 'checked'
      OR (error_case.state = 'open' AND NOT error_case.kind = ANY(${VISITED_KINDS}::text[])))`),
  },
  draft: {
    permission: "proposal.draft",
    since: PROPOSED,
    among: proposals(Prisma.sql`proposal.state = 'draft'`),
  },
  verify_proposal: {
    permission: "proposal.verify",
    since: PROPOSED,
    among: proposals(Prisma.sql`proposal.state = 'submitted'`),
  },
  validate: {
    permission: "proposal.validate",
    since: PROPOSED,
    among: proposals(Prisma.sql`proposal.state = 'verified'`),
  },
  record_basis: {
    permission: "proposal.draft",
    since: PROPOSED,
    among: proposals(Prisma.sql`proposal.state = 'validated' AND proposal.basis_kind IS NULL`),
  },
  list: {
    permission: "hand_over.enter",
    since: PROPOSED,
    among: proposals(
      Prisma.sql`proposal.state = 'validated' AND proposal.basis_kind IS NOT NULL AND NOT ${ON_A_LIST}`,
    ),
  },
  enter: {
    permission: "hand_over.enter",
    since: PROPOSED,
    among: proposals(Prisma.sql`proposal.state = 'validated' AND ${ON_A_LIST}`),
  },
  record_result: {
    permission: "hand_over.enter",
    since: PROPOSED,
    among: proposals(Prisma.sql`
      proposal.state IN ('entered_siks_ng', 'kemensos_approved', 'kemensos_rejected', 'at_bps', 'not_reflected')
      AND NOT EXISTS (SELECT FROM proposal AS later WHERE later.previous_proposal_id = proposal.id)`),
  },
  follow_unchanged: {
    permission: "proposal.draft",
    since: UNCHANGED_SINCE,
    among: cases(Prisma.sql`error_case.state = 'awaiting_release'
      AND EXISTS (
        SELECT FROM case_event AS unchanged
         WHERE unchanged.case_id = error_case.id
           AND unchanged.action = 'stay_unchanged'
           AND NOT EXISTS (SELECT FROM case_event AS handed
                            WHERE handed.case_id = error_case.id
                              AND handed.action IN ('hand_over', 'reinstate')
                              AND handed.id > unchanged.id))`),
  },
  decide_suspension: {
    permission: "participation.resume",
    since: Prisma.sql`participation.since`,
    among: (actor: UserActor) => Prisma.sql`
      FROM participation
           ${SUSPENDING_CASE}
     WHERE participation.state = 'suspended'
       AND NOT ${WAITS_FOR_VISIT}
       AND ${scope(actor, Prisma.sql`ruling.village_id`)}`,
  },
};
