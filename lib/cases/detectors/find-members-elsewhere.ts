import type { Db } from "@/lib/db/client";
import type { DetectionContext } from "./detector";

/**
 * Marks the families of `unseen_family` of which somebody stands in N: by NIK, or, where a row of N
 * has an invalid NIK, by equal name, birth date and kelurahan (the row's own or its family's). Such a
 * family is not missing; the families that hold its members are kept in `holder_ids`. Its members
 * are those whom the old DTKS, the recipient lists and the last release that held it name.
 */
export async function findMembersElsewhere(tx: Db, context: DetectionContext): Promise<void> {
  await tx.$executeRaw`
    WITH listed_member AS (
      SELECT unseen_family.household_id AS family_id,
             dtks_row.nik_valid, dtks_row.nik, dtks_row.nama, dtks_row.tanggal_lahir, dtks_row.village_id
        FROM unseen_family
        JOIN dtks_row
          ON dtks_row.household_id = unseen_family.household_id
         AND dtks_row.list_id = ${context.dtksList?.id ?? null}::int
   UNION ALL
      SELECT unseen_family.household_id,
             recipient_row.nik_valid, recipient_row.nik, recipient_row.nama, NULL, recipient_row.village_id
        FROM unseen_family
  CROSS JOIN LATERAL unnest(unseen_family.participation_ids) AS listed_participation
        JOIN recipient_row ON recipient_row.participation_id = listed_participation
   UNION ALL
      SELECT unseen_family.household_id,
             individual_release.nik_valid, individual_release.nik, individual_release.nama,
             individual_release.tanggal_lahir, individual_release.village_id
        FROM unseen_family
        JOIN individual_release
          ON individual_release.household_id = unseen_family.household_id
         AND individual_release.release_id = unseen_family.last_release_id
    ), member AS (
      SELECT DISTINCT
             listed_member.family_id,
             CASE WHEN listed_member.nik_valid THEN listed_member.nik END AS nik,
             upper(listed_member.nama) AS name,
             listed_member.tanggal_lahir,
             listed_member.village_id
        FROM listed_member
    ), row_without_nik AS (
      SELECT individual_release.household_id,
             upper(individual_release.nama) AS name,
             individual_release.tanggal_lahir,
             individual_release.village_id,
             household_release.village_id AS family_village_id
        FROM individual_release
   LEFT JOIN household_release
          ON household_release.household_id = individual_release.household_id
         AND household_release.release_id = ${context.release.id}
       WHERE individual_release.release_id = ${context.release.id}
         AND NOT individual_release.nik_valid
    ), sighting AS (
      SELECT member.family_id, individual_release.household_id, 'members' AS found
        FROM member
        JOIN individual_release
          ON individual_release.nik = member.nik
         AND individual_release.nik_valid
         AND individual_release.release_id = ${context.release.id}
       UNION
      SELECT member.family_id, row_without_nik.household_id, 'person_without_nik' AS found
        FROM member
        JOIN row_without_nik
          ON row_without_nik.name = member.name
         AND row_without_nik.tanggal_lahir = member.tanggal_lahir
         AND member.village_id IN (row_without_nik.village_id, row_without_nik.family_village_id)
    ), sighted AS (
      SELECT sighting.family_id,
             min(sighting.found) AS found,
             coalesce(
               array_agg(DISTINCT sighting.household_id)
                 FILTER (WHERE sighting.household_id IS NOT NULL), '{}'
             ) AS holder_ids
        FROM sighting
    GROUP BY sighting.family_id
    ), headcount AS (
      SELECT member.family_id, count(DISTINCT coalesce(member.nik, member.name))::int AS member_count
        FROM member
    GROUP BY member.family_id
    )
    UPDATE unseen_family
       SET member_count = headcount.member_count,
           found = sighted.found,
           holder_ids = coalesce(sighted.holder_ids, '{}')
      FROM headcount
 LEFT JOIN sighted ON sighted.family_id = headcount.family_id
     WHERE headcount.family_id = unseen_family.household_id
  `;
}
