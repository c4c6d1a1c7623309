import "server-only";
import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { GROUNDCHECK_EVENT_ACTIONS } from "@/lib/groundchecks/workflow";
import { PARTICIPATION_EVENT_ACTIONS } from "@/lib/programs/workflow";
import { PROPOSAL_EVENT_ACTIONS } from "@/lib/proposals/workflow";
import { Unchanged } from "./unchanged";
import { CASE_EVENT_ACTIONS } from "./workflow";

const Step = {
  id: z.bigint(),
  at: z.date(),
  /** Of the groundcheck or proposal that the step belongs to; else empty. */
  subjectId: z.string().nullable(),
  /** What people call the proposal by. */
  number: z.number().int().nullable(),
  actorKind: z.enum(["user", "system", "command_line"]),
  actorName: z.string().nullable(),
  reason: z.string().nullable(),
};

const TimelineStep = z.discriminatedUnion("of", [
  z.object({
    ...Step,
    of: z.literal("case"),
    action: z.enum(CASE_EVENT_ACTIONS),
    /** What a release said about the proposal that was handed over (`stay_unchanged`). */
    unchanged: Unchanged.nullable(),
  }),
  z.object({
    ...Step,
    of: z.literal("participation"),
    action: z.enum(PARTICIPATION_EVENT_ACTIONS),
  }),
  z.object({ ...Step, of: z.literal("groundcheck"), action: z.enum(GROUNDCHECK_EVENT_ACTIONS) }),
  z.object({ ...Step, of: z.literal("proposal"), action: z.enum(PROPOSAL_EVENT_ACTIONS) }),
]);

/** A step of a case, of an aid that the case moved, or of the groundcheck or proposal that carries it. */
export type CaseTimelineStep = z.infer<typeof TimelineStep>;

/**
 * Everything that happened to a case, newest first. Where a groundcheck or a proposal takes the case
 * along, one step stands for both: the case's own, because it says what it means for the case.
 */
export async function readCaseTimeline(client: Db, caseId: bigint): Promise<CaseTimelineStep[]> {
  const rows = await client.$queryRaw`
    SELECT step.*, app_user.name AS "actorName"
      FROM (
             SELECT 'case' AS of, id, at, NULL AS "subjectId", NULL::int AS number, action,
                    actor_kind::text AS "actorKind", actor_id, reason,
                    CASE WHEN action = 'stay_unchanged' THEN detail END AS unchanged
               FROM case_event
              WHERE case_event.case_id = ${caseId}
          UNION ALL
             SELECT 'participation', id, at, NULL, NULL, action, actor_kind::text, actor_id, reason,
                    NULL
               FROM participation_event
              WHERE participation_event.case_id = ${caseId}
          UNION ALL
             SELECT 'groundcheck', groundcheck_event.id, groundcheck_event.at,
                    groundcheck_event.groundcheck_id::text, NULL, groundcheck_event.action,
                    groundcheck_event.actor_kind::text, groundcheck_event.actor_id, groundcheck_event.reason,
                    NULL
               FROM groundcheck_case
               JOIN groundcheck_event ON groundcheck_event.groundcheck_id = groundcheck_case.groundcheck_id
              WHERE groundcheck_case.case_id = ${caseId}
                AND groundcheck_event.action NOT IN ('assign', 'verify')
          UNION ALL
             SELECT 'proposal', proposal_event.id, proposal_event.at, proposal.id::text, proposal.number,
                    proposal_event.action, proposal_event.actor_kind::text, proposal_event.actor_id,
                    proposal_event.reason, NULL
               FROM proposal_case
               JOIN proposal ON proposal.id = proposal_case.proposal_id
               JOIN proposal_event ON proposal_event.proposal_id = proposal.id
              WHERE proposal_case.case_id = ${caseId}
                AND proposal_event.action NOT IN ('draft', 'edit', 'enter', 'undo_entry', 'stay_unchanged',
                                                  'note_reflected', 'note_not_reflected')
           ) AS step
 LEFT JOIN app_user ON app_user.id = step.actor_id
  ORDER BY step.at DESC, step.of DESC, step.id DESC
  `;
  return z.array(TimelineStep).parse(rows);
}
