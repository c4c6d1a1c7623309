import "server-only";
import type { Db } from "@/lib/db/client";

/**
 * Completes a NIK whose sixteenth digit a number cell has lost, where exactly one person of the
 * release before agrees in the other fifteen and has the same No KK, or the same name and birth
 * date: the row is then that person's. In any other case the digit stays unknown.
 *
 * SQL because it looks at the whole release. Running it again changes nothing.
 */
export async function settleDamagedNiks(
  db: Db,
  releaseId: number,
  previousId: number,
): Promise<number> {
  return db.$executeRaw`
    WITH damaged AS (
      SELECT line_no, left(nik, 15) AS known_digits, upper(nama) AS nama, nomor_kk, tanggal_lahir
        FROM individual_release
       WHERE release_id = ${releaseId} AND NOT nik_valid AND nik ~ '^[0-9]{15}[?]$'
    ), owner AS (
      SELECT damaged.line_no, min(person.nik) AS nik, min(person.individual_id) AS individual_id
        FROM damaged
        JOIN individual_release AS person
          ON person.release_id = ${previousId}
         AND person.nik_valid
         AND person.nik BETWEEN damaged.known_digits || '0' AND damaged.known_digits || '9'
       WHERE person.nomor_kk = damaged.nomor_kk
          OR (upper(person.nama) = damaged.nama
              AND coalesce(damaged.tanggal_lahir = person.tanggal_lahir, TRUE))
    GROUP BY damaged.line_no
      HAVING count(DISTINCT person.nik) = 1
    ), settled AS (
      SELECT DISTINCT ON (nik) owner.*
        FROM owner
       WHERE NOT EXISTS (
               SELECT FROM individual_release AS holder
                WHERE holder.release_id = ${releaseId}
                  AND holder.nik = owner.nik
                  AND holder.nik_valid
             )
    ORDER BY nik, line_no
    )
    UPDATE individual_release AS member
       SET nik = settled.nik, nik_valid = TRUE, individual_id = settled.individual_id
      FROM settled
     WHERE member.release_id = ${releaseId} AND member.line_no = settled.line_no
  `;
}
