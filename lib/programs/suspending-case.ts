import { Prisma } from "@/lib/db/generated/client";

/**
 * The case above the limit that a suspended aid hangs on, as a lateral join named `ruling` beside
 * `participation`: the latest one of the family and program, else (where the family was found again
 * under another identity) the one that suspended. Its kelurahan decides who may see the aid, as it
 * decides who looks at the family.
 *
 * Columns: those of `error_case`; all empty where there is no such case.
 */
export const SUSPENDING_CASE: Prisma.Sql = Prisma.sql`
  LEFT JOIN LATERAL (
      SELECT error_case.*
        FROM error_case
       WHERE error_case.id = coalesce(
               (
                 SELECT max(latest.id)
                   FROM error_case AS latest
                  WHERE latest.household_id = participation.household_id
                    AND latest.kind = 'over-limit'
                    AND latest.program_code = participation.program_code
               ),
               (
                 SELECT suspension.case_id
                   FROM participation_event AS suspension
                  WHERE suspension.participation_id = participation.id
                    AND suspension.action = 'suspend'
               ORDER BY suspension.id DESC
                  LIMIT 1
               )
             )
  ) AS ruling ON TRUE
`;

/** The case still waits for a visit, so nobody decides about the aid yet. */
export const WAITS_FOR_VISIT: Prisma.Sql = Prisma.sql`
  coalesce(ruling.state IN ('open', 'in_groundcheck'), false)
`;

/**
 * Whom a suspended aid waits for, as one of `SUSPENSION_WAITS`: who gives the visit out, the companion,
 * who verifies the visit, or who decides about the aid.
 */
export const SUSPENSION_WAITS_FOR: Prisma.Sql = Prisma.sql`
  CASE
    WHEN NOT ${WAITS_FOR_VISIT} THEN 'keputusan'
    WHEN ruling.state = 'open' THEN 'penugasan'
    ELSE coalesce((
      SELECT CASE groundcheck.state WHEN 'submitted' THEN 'verifikasi' ELSE 'kunjungan' END
        FROM groundcheck_case
        JOIN groundcheck ON groundcheck.id = groundcheck_case.groundcheck_id
       WHERE groundcheck_case.case_id = ruling.id
         AND groundcheck.state <> 'cancelled'
    ORDER BY groundcheck.id DESC
       LIMIT 1), 'penugasan')
  END
`;
