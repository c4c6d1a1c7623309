import { z } from "zod";
import type { UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { preparedRows } from "@/lib/db/prepared-rows";
import { HOUSEHOLD_HOME } from "@/lib/registry/household-home";
import type { Submission } from "./read-submission";
import { HOME_SOURCES } from "./roster";
import { GROUNDCHECK_STATES } from "./workflow";

const Row = z.object({
  position: z.number().int(),
  state: z.enum(GROUNDCHECK_STATES),
  version: z.number().int(),
  villageId: z.number().int().nullable(),
  householdId: z.bigint(),
  /** Where the family is known from best; null where no list has it any more. */
  source: z.enum(HOME_SOURCES).nullable(),
  releaseId: z.number().int().nullable(),
  companionId: z.uuid(),
  wasCompanion: z.boolean(),
  formAccepted: z.boolean(),
  firstSha256: z.string().nullable(),
  firstSubmittedBy: z.uuid().nullable(),
  firstReceivedAt: z.date().nullable(),
});
/** What the office knows of a groundcheck and of a submission with this id. */
export type SubmissionFacts = Omit<z.infer<typeof Row>, "position">;

/** A form is taken that is in force, or was before the newest two. */
const NEWER_FORMS_MAX = 2;

export interface FactsRequest {
  readonly actor: UserActor;
  readonly submission: Submission;
}

/**
 * Everything that decides about submissions, in one statement and in their order; null where there
 * is no such groundcheck.
 */
export async function findSubmissionFacts(
  db: Db,
  requests: readonly FactsRequest[],
): Promise<(SubmissionFacts | null)[]> {
  const rows = await preparedRows(
    db,
    Prisma.sql`
    SELECT asked.position::int,
           groundcheck.state::text,
           groundcheck.version,
           groundcheck.village_id AS "villageId",
           groundcheck.household_id AS "householdId",
           home.source,
           home.release_id AS "releaseId",
           groundcheck.companion_id AS "companionId",
           EXISTS (
             SELECT FROM groundcheck_event
              WHERE groundcheck_event.groundcheck_id = groundcheck.id
                AND groundcheck_event.action IN ('assign', 'reassign')
                AND asked.actor_id IN (detail ->> 'companionId', detail ->> 'from', detail ->> 'to')
           ) AS "wasCompanion",
           EXISTS (
             SELECT FROM questionnaire
              WHERE questionnaire.version = asked.form
                AND questionnaire.valid_from <= CURRENT_DATE + 1
                AND (SELECT count(*)
                       FROM questionnaire AS newer
                      WHERE newer.valid_from <= CURRENT_DATE + 1
                        AND newer.valid_from > questionnaire.valid_from) <= ${NEWER_FORMS_MAX}
           ) AS "formAccepted",
           first.sha256 AS "firstSha256",
           first.submitted_by AS "firstSubmittedBy",
           first.received_at AS "firstReceivedAt"
      FROM unnest((SELECT ${requests.map(({ submission }) => submission.item.id)}::uuid[]),
                  (SELECT ${requests.map(({ submission }) => submission.item.groundcheckId)}::uuid[]),
                  (SELECT ${requests.map(({ submission }) => submission.item.questionnaire)}::text[]),
                  (SELECT ${requests.map(({ actor }) => actor.id)}::text[]))
      WITH ORDINALITY AS asked (id, groundcheck_id, form, actor_id, position)
      JOIN groundcheck ON groundcheck.id = asked.groundcheck_id
 LEFT JOIN (household ${HOUSEHOLD_HOME}) ON household.id = groundcheck.household_id
 LEFT JOIN groundcheck_visit AS first ON first.id = asked.id
  `,
  );
  const found = new Map(
    z
      .array(Row)
      .parse(rows)
      .map(({ position, ...facts }) => [position, facts] as const),
  );
  return requests.map((_request, index) => found.get(index + 1) ?? null);
}
