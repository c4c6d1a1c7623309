import type { Db } from "@/lib/db/client";
import type { DetectionContext } from "./detector";

/**
 * Collects in `unseen_family` the families of the old DTKS and the current recipients that are not
 * in N, with the last release that held them. `linkLists` has tied every list row to its family (of
 * N, by No KK or an old No KK; else known from before; else new), so a family is its identity here;
 * a row without a usable No KK that leads nowhere names no family.
 *
 * SQL because both lists are compared with the whole release; what is left is small, and the later
 * steps work on that.
 */
export async function collectUnseenFamilies(tx: Db, context: DetectionContext): Promise<void> {
  await tx.$executeRaw`
    CREATE TEMP TABLE unseen_family ON COMMIT DROP AS
    WITH dtks_family AS (
      SELECT dtks_row.household_id, min(dtks_row.desil) AS dtks_desil
        FROM dtks_row
       WHERE dtks_row.list_id = ${context.dtksList?.id ?? null}::int
         AND dtks_row.household_id IS NOT NULL
    GROUP BY dtks_row.household_id
    ), recipient_family AS (
      SELECT participation.household_id,
             array_agg(participation.id) AS participation_ids,
             array_agg(DISTINCT participation.program_code) AS programs
        FROM participation
       WHERE participation.state IN ('active', 'suspended')
         AND participation.list_id IS NOT NULL
    GROUP BY participation.household_id
    ), listed_family AS (
      SELECT household_id,
             dtks_family.household_id IS NOT NULL AS in_dtks,
             dtks_family.dtks_desil,
             recipient_family.participation_ids,
             recipient_family.programs
        FROM dtks_family
   FULL JOIN recipient_family USING (household_id)
    ), absent_family AS (
      SELECT listed_family.*
        FROM listed_family
       WHERE NOT EXISTS (
               SELECT FROM household_release
                WHERE household_release.release_id = ${context.release.id}
                  AND household_release.household_id = listed_family.household_id
             )
    )
    SELECT absent_family.*,
           last_seen.release_id AS last_release_id,
           last_seen.name AS last_release_name,
           last_seen.desil_nasional AS last_desil,
           0 AS member_count,
           NULL::text AS found,
           '{}'::bigint[] AS holder_ids
      FROM absent_family
 LEFT JOIN LATERAL (
             SELECT household_release.release_id, household_release.desil_nasional, release.name
               FROM household_release
               JOIN release ON release.id = household_release.release_id
              WHERE household_release.household_id = absent_family.household_id
                AND release.status = 'superseded'
           ORDER BY release.as_of DESC, release.id DESC
              LIMIT 1
           ) AS last_seen ON TRUE
  `;
  await tx.$executeRaw`ANALYZE unseen_family`;
}
