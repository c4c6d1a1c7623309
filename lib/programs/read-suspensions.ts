import "server-only";
import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { HOUSEHOLD_HOME } from "@/lib/registry/household-home";
import { SuspensionRow } from "./suspension";

/** The columns that a query of suspended aids selects, from `participation` and `ruling` (suspending-case.ts). */
export const HELD_COLUMNS: Prisma.Sql = Prisma.sql`
  participation.id, participation.program_code, participation.household_id,
  participation.individual_id, participation.since, ruling.id AS case_id, ruling.village_id
`;

/**
 * Whom the aids of a page are about, why they are held and who looked: for the few rows that `held`
 * (a SELECT of `HELD_COLUMNS`) finds, in its order of waiting.
 */
export async function readSuspensions(client: Db, held: Prisma.Sql): Promise<SuspensionRow[]> {
  const rows = await client.$queryRaw`
    WITH held AS (${held})
    SELECT held.id,
           held.program_code AS "programCode",
           program.name AS "programName",
           held.since,
           held.household_id AS "householdId",
           home.head_name AS "headName",
           right(home.nomor_kk, 4) AS "nomorKkEnding",
           CASE WHEN held.individual_id IS NOT NULL THEN newest_row.nama END AS "recipientName",
           kelurahan.name AS kelurahan,
           kecamatan.name AS kecamatan,
           held.case_id AS "caseId",
           error_case.state::text AS "caseState",
           error_case.outcome,
           error_case.closed_at AS "closedAt",
           (error_case.evidence ->> 'desil')::int AS desil,
           (error_case.evidence ->> 'limit')::int AS "limit",
           error_case.evidence ->> 'legalBasis' AS "legalBasis",
           error_case.rule_version AS "ruleVersion",
           CASE WHEN error_case.outcome = 'new_data' THEN error_case.closing_evidence END AS closing,
           to_jsonb(visit) AS visit
      FROM held
      JOIN program ON program.code = held.program_code
 LEFT JOIN error_case ON error_case.id = held.case_id
 LEFT JOIN LATERAL (
             SELECT home.head_name, home.nomor_kk
               FROM household
               ${HOUSEHOLD_HOME}
              WHERE household.id = held.household_id
           ) AS home ON TRUE
 LEFT JOIN LATERAL (
             SELECT recipient_row.nama
               FROM recipient_row
              WHERE recipient_row.participation_id = held.id
           ORDER BY recipient_row.list_id DESC, recipient_row.line_no
              LIMIT 1
           ) AS newest_row ON TRUE
 LEFT JOIN LATERAL (
             SELECT groundcheck.id,
                    groundcheck.state,
                    groundcheck.result,
                    companion.name AS "companionName",
                    groundcheck.assigned_at AS "assignedAt",
                    groundcheck.submitted_at AS "submittedAt",
                    groundcheck.verified_at AS "verifiedAt"
               FROM groundcheck_case
               JOIN groundcheck ON groundcheck.id = groundcheck_case.groundcheck_id
               JOIN app_user AS companion ON companion.id = groundcheck.companion_id
              WHERE groundcheck_case.case_id = held.case_id
                AND groundcheck.state <> 'cancelled'
           ORDER BY groundcheck.id DESC
              LIMIT 1
           ) AS visit ON TRUE
 LEFT JOIN area AS kelurahan ON kelurahan.id = held.village_id
 LEFT JOIN area AS kecamatan ON kecamatan.id = kelurahan.parent_id
  ORDER BY held.since, held.id
  `;
  return z.array(SuspensionRow).parse(rows);
}
