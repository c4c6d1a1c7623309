import { z } from "zod";
import { auditInsert } from "@/lib/audit/audit-insert";
import type { UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { preparedRows } from "@/lib/db/prepared-rows";
import type { Submission } from "./read-submission";
import type { GroundcheckAction, GroundcheckResult, GroundcheckState } from "./workflow";

const SUBMIT = "submit" satisfies GroundcheckAction;
const INT4_MAX = 2_147_483_647;

/** A submission that was judged, with the step that it takes its groundcheck through. */
export interface JudgedVisit {
  readonly actor: UserActor;
  readonly submission: Submission;
  readonly from: GroundcheckState;
  readonly to: GroundcheckState;
  readonly result: GroundcheckResult;
}

const Stored = z.object({ place: z.number().int(), receivedAt: z.date() });

/**
 * Takes visits in: for each the visit, its groundcheck's step, the event and the audit row, or none
 * of them. Answers in the order of the visits when each was received; null where the groundcheck is
 * no longer as it was read, or where the same id or groundcheck came in at the same moment: nothing
 * was stored of that one, and its facts have to be read again.
 *
 * The groundchecks' rows are locked first, always in the order of their ids, and judged again under
 * the lock; only then is a visit inserted, and only with the visit does its groundcheck move.
 */
export async function storeVisits(
  db: Db,
  visits: readonly JudgedVisit[],
): Promise<(Date | null)[]> {
  const rows = await preparedRows(
    db,
    Prisma.sql`
    WITH sent AS (
      SELECT DISTINCT ON (groundcheck_id) *
        FROM jsonb_to_recordset(${JSON.stringify(visits.map(rowOf))}::jsonb) AS sent (
             place int, id uuid, groundcheck_id uuid, base_version int, companion_id uuid,
             from_state groundcheck_state, to_state groundcheck_state, result groundcheck_result,
             questionnaire text, answers jsonb, raw text, sha256 text,
             latitude numeric, longitude numeric, accuracy_metres int, position_source text,
             started_at timestamptz, finished_at timestamptz, clock_offset_ms int)
    ORDER BY groundcheck_id, place
    ), task AS (
      SELECT sent.*
        FROM sent
        JOIN groundcheck
          ON groundcheck.id = sent.groundcheck_id
         AND groundcheck.state = sent.from_state
         AND groundcheck.version = sent.base_version
         AND groundcheck.companion_id = sent.companion_id
    ORDER BY groundcheck.id
         FOR UPDATE OF groundcheck
    ), visit AS (
      INSERT INTO groundcheck_visit (
             id, groundcheck_id, questionnaire, result, answers, raw, sha256,
             latitude, longitude, accuracy_metres, position_source,
             started_at, finished_at, clock_offset_ms, submitted_by)
      SELECT id, groundcheck_id, questionnaire, result, answers, raw, sha256,
             latitude, longitude, accuracy_metres, position_source,
             started_at, finished_at, clock_offset_ms, companion_id
        FROM task
 ON CONFLICT (id) DO NOTHING
   RETURNING id, groundcheck_id, result, received_at
    ), moved AS (
      UPDATE groundcheck
         SET state = sent.to_state,
             version = groundcheck.version + 1,
             visit_id = visit.id,
             result = visit.result,
             submitted_at = visit.received_at,
             draft = NULL,
             draft_saved_at = NULL
        FROM visit
        JOIN sent ON sent.id = visit.id AND sent.groundcheck_id = visit.groundcheck_id
       WHERE groundcheck.id = visit.groundcheck_id
   RETURNING groundcheck.id, groundcheck.companion_id, visit.id AS visit_id, visit.received_at,
             sent.from_state, sent.to_state, sent.place,
             jsonb_build_object('visitId', visit.id, 'result', visit.result) AS detail
    ), noted AS (
      INSERT INTO groundcheck_event (groundcheck_id, action, from_state, to_state, actor_kind, actor_id, detail)
      SELECT id, ${SUBMIT}, from_state, to_state, 'user', companion_id, detail
        FROM moved
    ), audited AS (
      ${auditInsert(
        { action: "groundcheck.submit", subject: "groundcheck" },
        {
          actorId: Prisma.sql`companion_id`,
          subjectId: Prisma.sql`id`,
          detail: Prisma.sql`detail || jsonb_build_object('from', from_state, 'to', to_state)`,
        },
        Prisma.sql`moved`,
      )}
    )
    SELECT place, received_at AS "receivedAt" FROM moved
  `,
  );
  // By its place, not by its id: two that came with the same id may differ, and only one was stored.
  const received = new Map(
    z
      .array(Stored)
      .parse(rows)
      .map(({ place, receivedAt }) => [place, receivedAt]),
  );
  return visits.map((_, place) => received.get(place) ?? null);
}

/** A visit as the statement reads it. */
function rowOf(
  { actor, submission: { item, raw, sha256 }, from, to, result }: JudgedVisit,
  place: number,
) {
  const { position } = item.document;
  const accuracy = position?.accuracyMetres;
  return {
    place,
    id: item.id,
    groundcheck_id: item.groundcheckId,
    base_version: item.baseVersion,
    companion_id: actor.id,
    from_state: from,
    to_state: to,
    result,
    questionnaire: item.questionnaire,
    answers: item.document,
    raw,
    sha256,
    latitude: position?.latitude,
    longitude: position?.longitude,
    accuracy_metres: accuracy == null ? null : Math.min(Math.round(accuracy), INT4_MAX),
    position_source: position?.source,
    started_at: item.startedAt,
    finished_at: item.finishedAt,
    clock_offset_ms: clockOffsetMs(item.clientNow),
  };
}

/** The phone's clock less ours. Phones are off by days at times; more than 24 days are kept as 24. */
function clockOffsetMs(clientNow: string): number {
  const offset = new Date(clientNow).getTime() - Date.now();
  return Math.max(-INT4_MAX, Math.min(INT4_MAX, offset));
}
