import { z } from "zod";
import type { UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { PREPARED } from "@/lib/db/prepared";
import type { Submission } from "./read-submission";
import { GROUNDCHECK_STATES } from "./workflow";

const Row = z.object({
  state: z.enum(GROUNDCHECK_STATES),
  version: z.number().int(),
  villageId: z.number().int().nullable(),
  householdId: z.bigint(),
  companionId: z.uuid(),
  wasCompanion: z.boolean(),
  formAccepted: z.boolean(),
  firstSha256: z.string().nullable(),
  firstSubmittedBy: z.uuid().nullable(),
  firstReceivedAt: z.date().nullable(),
});
/** What the office knows of a groundcheck and of a submission with this id. */
export type SubmissionFacts = z.infer<typeof Row>;

/** A form is taken that is in force, or was before the newest two. */
const NEWER_FORMS_MAX = 2;

/** Everything that decides about a submission, in one statement: 50 companions send at once. */
export async function findSubmissionFacts(
  db: Db,
  actor: UserActor,
  { item }: Submission,
): Promise<SubmissionFacts | null> {
  const rows = await db.$queryRaw`${PREPARED}
    SELECT groundcheck.state::text,
           groundcheck.version,
           groundcheck.village_id AS "villageId",
           groundcheck.household_id AS "householdId",
           groundcheck.companion_id AS "companionId",
           EXISTS (
             SELECT FROM groundcheck_event
              WHERE groundcheck_event.groundcheck_id = groundcheck.id
                AND groundcheck_event.action IN ('assign', 'reassign')
                AND ${actor.id} IN (detail ->> 'companionId', detail ->> 'from', detail ->> 'to')
           ) AS "wasCompanion",
           EXISTS (
             SELECT FROM questionnaire
              WHERE questionnaire.version = ${item.questionnaire}
                AND questionnaire.valid_from <= CURRENT_DATE + 1
                AND (SELECT count(*)
                       FROM questionnaire AS newer
                      WHERE newer.valid_from <= CURRENT_DATE + 1
                        AND newer.valid_from > questionnaire.valid_from) <= ${NEWER_FORMS_MAX}
           ) AS "formAccepted",
           first.sha256 AS "firstSha256",
           first.submitted_by AS "firstSubmittedBy",
           first.received_at AS "firstReceivedAt"
      FROM groundcheck
 LEFT JOIN groundcheck_visit AS first ON first.id = ${item.id}::uuid
     WHERE groundcheck.id = ${item.groundcheckId}::uuid
  `;
  return z.array(Row).max(1).parse(rows)[0] ?? null;
}
