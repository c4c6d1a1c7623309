import "server-only";
import { z } from "zod";
import { scope } from "@/lib/auth/scope";
import type { Actor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { GROUNDCHECK_RESULTS, GROUNDCHECK_STATES } from "@/lib/groundchecks/workflow";
import { PROPOSAL_EVENT_ACTIONS, PROPOSAL_STATES } from "@/lib/proposals/workflow";
import { type JourneyStep, journeyOf } from "./journey-steps";
import { VISITED_KINDS } from "./kinds";
import { CASE_OUTCOMES } from "./workflow";

/** An instant inside a JSON value, or a day (then its beginning in UTC). */
const Moment = z.coerce.date();

const Groundcheck = z.object({
  state: z.enum(GROUNDCHECK_STATES),
  result: z.enum(GROUNDCHECK_RESULTS).nullable(),
  companion: z.string(),
  assignedAt: Moment,
  submittedAt: Moment.nullable(),
  verifiedAt: Moment.nullable(),
  verifiedBy: z.string().nullable(),
  returned: z.object({ at: Moment, reason: z.string().nullable() }).nullable(),
});

const ProposalEvent = z.object({
  at: Moment,
  by: z.string().nullable(),
  reason: z.string().nullable(),
  release: z.string().nullable(),
});

const Proposal = z.object({
  number: z.number().int(),
  state: z.enum(PROPOSAL_STATES),
  since: Moment,
  draftedAt: Moment,
  draftedBy: z.string().nullable(),
  hasBasis: z.boolean(),
  events: z.partialRecord(z.enum(PROPOSAL_EVENT_ACTIONS), ProposalEvent),
});

const Row = z.object({
  id: z.string(),
  openedAt: z.date(),
  release: z.string(),
  needsVisit: z.boolean(),
  groundcheck: Groundcheck.nullable(),
  proposal: Proposal.nullable(),
  closedAt: z.date().nullable(),
  closedBy: z.string().nullable(),
  closedIn: z.string().nullable(),
  outcome: z.enum(CASE_OUTCOMES).nullable(),
});

/** The journey of one case or of one proposal; empty where there is none for this actor. */
export async function readJourney(
  client: Db,
  actor: Actor,
  about: { readonly caseId: bigint } | { readonly proposalId: string },
): Promise<JourneyStep[]> {
  const journeys =
    "caseId" in about
      ? await readCaseJourneys(client, actor, [about.caseId])
      : await readProposalJourneys(client, actor, about.proposalId);
  return [...journeys.values()][0] ?? [];
}

/** The journeys of cases, by the case's id; the newest groundcheck and the newest proposal count. */
export async function readCaseJourneys(
  client: Db,
  actor: Actor,
  caseIds: readonly bigint[],
): Promise<ReadonlyMap<string, JourneyStep[]>> {
  if (caseIds.length === 0) return new Map();
  const rows = await client.$queryRaw`
    SELECT error_case.id::text,
           error_case.opened_at AS "openedAt",
           ${FOUND_IN} AS release,
           error_case.kind = ANY(${VISITED_KINDS}::text[]) AS "needsVisit",
           ${GROUNDCHECK_JSON} AS groundcheck,
           ${PROPOSAL_JSON} AS proposal,
           error_case.closed_at AS "closedAt",
           closer.name AS "closedBy",
           ${CLOSED_IN} AS "closedIn",
           error_case.outcome
      FROM error_case
      JOIN release ON release.id = error_case.release_id
 LEFT JOIN app_user AS closer ON closer.id = error_case.closed_by
 LEFT JOIN LATERAL (
             SELECT groundcheck.*
               FROM groundcheck_case
               JOIN groundcheck ON groundcheck.id = groundcheck_case.groundcheck_id
              WHERE groundcheck_case.case_id = error_case.id
                AND groundcheck.state <> 'cancelled'
           ORDER BY groundcheck.assigned_at DESC, groundcheck.id DESC
              LIMIT 1
           ) AS groundcheck ON TRUE
 LEFT JOIN LATERAL (
             SELECT proposal.*
               FROM proposal_case
               JOIN proposal ON proposal.id = proposal_case.proposal_id
              WHERE proposal_case.case_id = error_case.id
           ORDER BY proposal.number DESC
              LIMIT 1
           ) AS proposal ON TRUE
     WHERE error_case.id = ANY(${[...caseIds]}::bigint[])
       AND ${scope(actor, Prisma.sql`error_case.village_id`)}
  `;
  return journeysOf("case", rows);
}

/** The first of its cases is where it was found; it is over when new data closed all of them. */
async function readProposalJourneys(
  client: Db,
  actor: Actor,
  proposalId: string,
): Promise<ReadonlyMap<string, JourneyStep[]>> {
  const rows = await client.$queryRaw`
    SELECT proposal.id::text,
           found."openedAt",
           found.release,
           proposal.groundcheck_id IS NOT NULL AS "needsVisit",
           ${GROUNDCHECK_JSON} AS groundcheck,
           ${PROPOSAL_JSON} AS proposal,
           found."closedAt",
           NULL AS "closedBy",
           found."closedIn",
           CASE WHEN found."closedAt" IS NOT NULL THEN 'new_data' END AS outcome
      FROM proposal
CROSS JOIN LATERAL (
             SELECT min(error_case.opened_at) AS "openedAt",
                    (array_agg(${FOUND_IN} ORDER BY error_case.opened_at, error_case.id))[1] AS release,
                    CASE WHEN bool_and(error_case.outcome IS NOT DISTINCT FROM 'new_data')
                         THEN max(error_case.closed_at)
                    END AS "closedAt",
                    (array_agg(${CLOSED_IN} ORDER BY error_case.closed_at DESC, error_case.id))[1] AS "closedIn"
               FROM proposal_case
               JOIN error_case ON error_case.id = proposal_case.case_id
               JOIN release ON release.id = error_case.release_id
              WHERE proposal_case.proposal_id = proposal.id
             HAVING count(*) > 0
           ) AS found
 LEFT JOIN groundcheck ON groundcheck.id = proposal.groundcheck_id
     WHERE proposal.id = ${proposalId}::uuid
       AND ${scope(actor, Prisma.sql`proposal.village_id`)}
  `;
  return journeysOf("proposal", rows);
}

/** The release that opened the case; the case's own is the last one that showed it. */
const FOUND_IN = Prisma.sql`
  coalesce((SELECT case_event.detail -> 'evidence' ->> 'releaseName'
              FROM case_event
             WHERE case_event.case_id = error_case.id
               AND case_event.action = 'open'
             LIMIT 1), release.name)`;

/** The release that closed the case; none where only a list may have (it says which by its kind). */
const CLOSED_IN = Prisma.sql`
  CASE WHEN NOT error_case.closing_evidence ? 'byList'
       THEN error_case.closing_evidence ->> 'releaseName' END`;

/** Of the row `groundcheck`; a JSON value, so that one statement answers for many cases. */
const GROUNDCHECK_JSON = Prisma.sql`
  CASE WHEN groundcheck.id IS NOT NULL THEN jsonb_build_object(
    'state', groundcheck.state,
    'result', groundcheck.result,
    'companion', (SELECT app_user.name FROM app_user WHERE app_user.id = groundcheck.companion_id),
    'assignedAt', groundcheck.assigned_at,
    'submittedAt', groundcheck.submitted_at,
    'verifiedAt', groundcheck.verified_at,
    'verifiedBy', (SELECT app_user.name FROM app_user WHERE app_user.id = groundcheck.verified_by),
    'returned', (SELECT jsonb_build_object('at', groundcheck_event.at, 'reason', groundcheck_event.reason)
                   FROM groundcheck_event
                  WHERE groundcheck_event.groundcheck_id = groundcheck.id
                    AND groundcheck_event.action = 'return'
               ORDER BY groundcheck_event.id DESC
                  LIMIT 1)
  ) END`;

/**
 * Of the row `proposal`, with the newest event of each action. An entry and a result count from the
 * day that the operator wrote down, not from the moment of writing.
 */
const PROPOSAL_JSON = Prisma.sql`
  CASE WHEN proposal.id IS NOT NULL THEN jsonb_build_object(
    'number', proposal.number,
    'state', proposal.state,
    'since', proposal.since,
    'draftedAt', proposal.drafted_at,
    'draftedBy', (SELECT app_user.name FROM app_user WHERE app_user.id = proposal.drafted_by),
    'hasBasis', proposal.basis_kind IS NOT NULL,
    'events', (SELECT coalesce(jsonb_object_agg(newest.action, jsonb_build_object(
                        'at', coalesce(newest.detail -> 'on', to_jsonb(newest.at)),
                        'by', CASE newest.actor_kind
                                WHEN 'system' THEN 'Sistem'
                                WHEN 'command_line' THEN 'Baris perintah'
                                ELSE app_user.name
                              END,
                        'reason', newest.reason,
                        'release', release.name)), '{}'::jsonb)
                 FROM (SELECT DISTINCT ON (proposal_event.action) proposal_event.*
                         FROM proposal_event
                        WHERE proposal_event.proposal_id = proposal.id
                     ORDER BY proposal_event.action, proposal_event.id DESC) AS newest
            LEFT JOIN app_user ON app_user.id = newest.actor_id
            LEFT JOIN release ON release.id = (newest.detail ->> 'releaseId')::int)
  ) END`;

function journeysOf(of: "case" | "proposal", rows: unknown): ReadonlyMap<string, JourneyStep[]> {
  return new Map(
    z
      .array(Row)
      .parse(rows)
      .map(({ id, closedAt, closedBy, closedIn, outcome, ...facts }) => [
        id,
        journeyOf({
          ...facts,
          of,
          closing: closedAt &&
            outcome && { at: closedAt, by: closedBy, outcome, release: closedIn },
        }),
      ]),
  );
}
