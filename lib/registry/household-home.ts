import { Prisma } from "@/lib/db/generated/client";

/**
 * Where a family is known from best, as a lateral join named `home` beside `household`: the newest
 * release that has it, else the old DTKS, else a recipient list. Its village decides who may see
 * the family. A withdrawn or unpublished release does not count.
 *
 * Columns: `source`, `release_id`, `line_no`, `as_of`, `village_id`, `nomor_kk`, `head_name`, `address`.
 */
export const HOUSEHOLD_HOME: Prisma.Sql = Prisma.sql`
  JOIN LATERAL (
      SELECT *
        FROM (
          (SELECT 1 AS rank,
                  'release' AS source,
                  release.id AS release_id,
                  household_release.line_no,
                  release.as_of,
                  household_release.village_id,
                  household_release.nomor_kk::text AS nomor_kk,
                  household_release.nama_kepala_keluarga AS head_name,
                  household_release.alamat AS address
             FROM household_release
             JOIN release ON release.id = household_release.release_id
            WHERE household_release.household_id = household.id
              AND release.status IN ('published', 'superseded')
         ORDER BY release.as_of DESC, release.id DESC
            LIMIT 1)
        UNION ALL
          (SELECT 2, 'dtks', dtks_list.id, dtks_row.line_no, dtks_list.as_of, dtks_row.village_id,
                  dtks_row.nomor_kk, dtks_row.nama, dtks_row.alamat
             FROM dtks_row
             JOIN dtks_list ON dtks_list.id = dtks_row.list_id
            WHERE dtks_row.household_id = household.id
              AND dtks_list.applied_at IS NOT NULL
         ORDER BY dtks_list.as_of DESC, dtks_row.list_id DESC, dtks_row.line_no
            LIMIT 1)
        UNION ALL
          (SELECT 3, 'recipients', recipient_list.id, recipient_row.line_no, recipient_list.as_of,
                  recipient_row.village_id, recipient_row.nomor_kk, recipient_row.nama,
                  recipient_row.alamat
             FROM participation
             JOIN recipient_row ON recipient_row.participation_id = participation.id
             JOIN recipient_list ON recipient_list.id = recipient_row.list_id
            WHERE participation.household_id = household.id
         ORDER BY recipient_row.list_id DESC, recipient_row.line_no
            LIMIT 1)
        ) AS known
    ORDER BY rank
       LIMIT 1
  ) AS home ON TRUE
`;
