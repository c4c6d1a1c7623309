import { Prisma } from "@/lib/db/generated/client";
import { MEMBER_FATE_ANSWERS } from "@/lib/forms/member-fate";
import type { DetectionContext } from "./detector";

/**
 * CTEs over persons who are said to be dead or gone, or whom a case of this kind watches:
 * `marked_recipient (individual_id, deceased_sources, moved_sources, programs, household_id,
 * village_id, in_release)`, for a statement that begins with WITH. `sources` are empty arrays where
 * nobody says so; `programs` are those of which the person is an active recipient (a suspended one
 * is), `in_release` tells whether a row of N is theirs.
 *
 * The family is the one of N in which the person stands, else the one of N to which the list row
 * that names them belongs: a moved recipient may have left the release already.
 *
 * It begins with the marks, because they are few, and asks indexes for the rest.
 */
export function markedRecipients(context: DetectionContext): Prisma.Sql {
  return Prisma.sql`
    said AS (
      ${saidByDukcapil(context)}
   UNION ALL
      ${saidByVisits(context)}
   UNION ALL
      ${SAID_BY_DEATH_LISTS}
    ), person AS (
      SELECT individual_id,
             coalesce(jsonb_agg(source ORDER BY source ->> 'of') FILTER (WHERE fate = 'deceased'), '[]')
               AS deceased_sources,
             coalesce(jsonb_agg(source ORDER BY source ->> 'of') FILTER (WHERE fate = 'moved_out'), '[]')
               AS moved_sources
        FROM (
               SELECT individual_id, fate, source FROM said
            UNION ALL
               SELECT individual_id, NULL, NULL FROM latest_case WHERE watched
             ) AS mark
    GROUP BY individual_id
    ), receipt AS (
      SELECT person.individual_id, participation.program_code, participation.household_id
        FROM person
        JOIN participation ON participation.individual_id = person.individual_id
       WHERE ${RECEIVES}
       UNION
      SELECT person.individual_id, participation.program_code, participation.household_id
        FROM person
        JOIN individual ON individual.id = person.individual_id
        JOIN recipient_row ON recipient_row.nik = individual.nik::text AND recipient_row.nik_valid
        JOIN participation
          ON participation.id = recipient_row.participation_id
         AND participation.list_id = recipient_row.list_id
         AND participation.individual_id IS NULL
       WHERE ${RECEIVES}
    ), received AS (
      SELECT receipt.individual_id,
             array_agg(DISTINCT receipt.program_code ORDER BY receipt.program_code) AS programs,
             min(household_release.household_id) AS household_id
        FROM receipt
   LEFT JOIN household_release
          ON household_release.release_id = ${context.release.id}
         AND household_release.household_id = receipt.household_id
    GROUP BY receipt.individual_id
    ), own_row AS (
      SELECT DISTINCT ON (individual_release.individual_id)
             individual_release.individual_id, individual_release.household_id
        FROM person
        JOIN individual_release
          ON individual_release.release_id = ${context.release.id}
         AND individual_release.individual_id = person.individual_id
    ORDER BY individual_release.individual_id, individual_release.household_id NULLS LAST
    ), marked_recipient AS (
      SELECT person.*,
             coalesce(received.programs, '{}') AS programs,
             own_row.individual_id IS NOT NULL AS in_release,
             home.household_id,
             home.village_id
        FROM person
   LEFT JOIN received USING (individual_id)
   LEFT JOIN own_row USING (individual_id)
   LEFT JOIN household_release AS home
          ON home.release_id = ${context.release.id}
         AND home.household_id = coalesce(own_row.household_id, received.household_id)
    )`;
}

/**
 * The findings over `subject`, which is `marked_recipient` with the `sources` of the kind and whether
 * it is `shown`. `byList` on a closed one: it ended because a list changed while the person still
 * stands in N, which says nothing about DTSEN.
 */
export function recipientEvidence({ release }: DetectionContext): Prisma.Sql {
  return Prisma.sql`
    SELECT household_id,
           individual_id,
           NULL::text AS program_code,
           village_id,
           NULL::text AS rule_version,
           shown,
           jsonb_build_object(
             'releaseId', ${release.id}::int,
             'releaseName', ${release.name}::text,
             'asOf', ${release.asOf}::text,
             'sources', sources,
             'programs', programs,
             'programNames', ARRAY(
               SELECT program.name FROM program WHERE program.code = ANY (programs) ORDER BY program.code
             ),
             'inRelease', in_release
           ) || CASE
             WHEN shown THEN '{}'
             ELSE jsonb_build_object('deceased', deceased_sources <> '[]', 'byList', in_release)
           END AS evidence,
           concat(
             'sources=', (SELECT string_agg(source ->> 'of', ',') FROM jsonb_array_elements(sources) AS source),
             ';programs=', array_to_string(programs, ',')
           ) AS fingerprint
      FROM subject
     WHERE shown OR individual_id IN (SELECT latest_case.individual_id FROM latest_case WHERE watched)
  `;
}

const RECEIVES = Prisma.sql`
  participation.state IN ('active', 'suspended') AND participation.list_id IS NOT NULL`;

function saidByDukcapil({ dukcapilList }: DetectionContext): Prisma.Sql {
  return Prisma.sql`
    SELECT DISTINCT dukcapil_row.individual_id,
           dukcapil_row.fate::text AS fate,
           jsonb_build_object(
             'of', 'dukcapil',
             'listName', ${dukcapilList?.name ?? null}::text,
             'asOf', ${dukcapilList?.asOf ?? null}::text
           ) AS source
      FROM dukcapil_row
     WHERE dukcapil_row.list_id = ${dukcapilList?.id ?? null}::int
       AND dukcapil_row.fate IS NOT NULL
       AND dukcapil_row.individual_id IS NOT NULL`;
}

/** The applied lists of deaths, each person by the list that came last: a death is not taken back by a later list. */
const SAID_BY_DEATH_LISTS = Prisma.sql`
  (SELECT DISTINCT ON (matching_row.individual_id)
          matching_row.individual_id,
          'deceased' AS fate,
          jsonb_build_object(
            'of', 'death_list',
            'listName', import_run.name,
            'asOf', coalesce(matching_row.died_on, import_run.as_of, matching_list.applied_at::date),
            'diedOn', matching_row.died_on
          ) AS source
     FROM matching_row
     JOIN matching_list ON matching_list.id = matching_row.list_id
     JOIN import_run ON import_run.id = matching_list.run_id
    WHERE matching_list.applied_at IS NOT NULL
      AND matching_row.individual_id IS NOT NULL
 ORDER BY matching_row.individual_id, matching_list.applied_at DESC, matching_list.id DESC)`;

/**
 * What the newest verified visit that speaks of a person says: of a member whom it asked about, or,
 * where it found that the family has died, of the only member that the family has.
 */
function saidByVisits({ release, timeZone }: DetectionContext): Prisma.Sql {
  const { deceased, moved_out } = MEMBER_FATE_ANSWERS;
  return Prisma.sql`
    SELECT newest.individual_id, newest.fate, newest.source
      FROM (
        SELECT DISTINCT ON (told.individual_id)
               told.individual_id,
               told.fate,
               jsonb_build_object(
                 'of', 'groundcheck',
                 'groundcheckId', groundcheck.id,
                 'asOf', (groundcheck_visit.finished_at AT TIME ZONE ${timeZone})::date
               ) AS source
          FROM groundcheck
          JOIN groundcheck_visit ON groundcheck_visit.id = groundcheck.visit_id
          JOIN questionnaire ON questionnaire.version = groundcheck_visit.questionnaire
    CROSS JOIN LATERAL (
                 SELECT (member ->> 'key')::bigint AS individual_id,
                        CASE
                          WHEN answer = ANY(${[...deceased]}::text[]) THEN 'deceased'
                          WHEN answer = ANY(${[...moved_out]}::text[]) THEN 'moved_out'
                        END AS fate
                   FROM jsonb_array_elements(groundcheck_visit.answers -> 'members') AS member
             CROSS JOIN LATERAL (
                          SELECT member -> 'answers'
                                 ->> (questionnaire.definition #>> '{members,presence}') AS answer
                        ) AS asked
                  WHERE groundcheck.result = 'found'
                    AND member ->> 'key' ~ '^[0-9]+$'
                    AND answer IS NOT NULL
              UNION ALL
                 SELECT min(individual_release.individual_id), 'deceased'
                   FROM individual_release
                  WHERE groundcheck.result = 'deceased'
                    AND individual_release.release_id = ${release.id}
                    AND individual_release.household_id = groundcheck.household_id
                 HAVING count(*) = 1
               ) AS told
         WHERE groundcheck.state = 'verified'
      ORDER BY told.individual_id, groundcheck.verified_at DESC, groundcheck.id DESC
           ) AS newest
     WHERE newest.fate IS NOT NULL AND newest.individual_id IS NOT NULL`;
}
