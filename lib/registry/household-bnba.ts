import "server-only";
import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { findCurrentReleaseId, NO_RELEASE } from "./link-lists";

const Member = z.object({
  lineNo: z.number().int(),
  name: z.string(),
  nik: z.string().nullable(),
  nikValid: z.boolean(),
  birthDate: z.date().nullable(),
  relation: z.number().int().nullable(),
  /** Whether the person is still there, in the file's words. */
  presence: z.string().nullable(),
  /** Whether the release in force has the NIK in this family; null where the NIK cannot tell. */
  inRelease: z.boolean().nullable(),
});
const Row = Member.extend({ listName: z.string(), asOf: z.date() });

/** The members of a family in the newest BNBA that has it. NIK are in full: mask them before they leave the server. */
export interface HouseholdBnba {
  readonly listName: string;
  readonly asOf: Date;
  readonly members: readonly z.infer<typeof Member>[];
}

/** What the newest published BNBA says of a family's members; null where none names the family. */
export async function findHouseholdBnba(
  tx: Db,
  householdId: bigint,
): Promise<HouseholdBnba | null> {
  const releaseId = (await findCurrentReleaseId(tx)) ?? NO_RELEASE;
  const found = await tx.$queryRaw`
    WITH newest AS (
      SELECT desil_list.id, desil_list.name, desil_list.as_of
        FROM desil_row
        JOIN desil_list ON desil_list.id = desil_row.list_id
       WHERE desil_row.household_id = ${householdId}
         AND desil_list.applied_at IS NOT NULL
         AND EXISTS (SELECT FROM bnba_row
                      WHERE bnba_row.list_id = desil_row.list_id
                        AND bnba_row.family_line = desil_row.line_no)
    ORDER BY desil_list.as_of DESC, desil_list.id DESC
       LIMIT 1
    )
      SELECT newest.name AS "listName",
             newest.as_of AS "asOf",
             bnba_row.line_no AS "lineNo",
             bnba_row.nama AS name,
             bnba_row.nik,
             bnba_row.nik_valid AS "nikValid",
             bnba_row.tanggal_lahir AS "birthDate",
             bnba_row.hubungan::int AS relation,
             bnba_row.keberadaan AS presence,
             CASE WHEN bnba_row.nik_valid
                  THEN EXISTS (SELECT FROM individual_release
                                WHERE individual_release.release_id = ${releaseId}
                                  AND individual_release.household_id = ${householdId}
                                  AND individual_release.nik = bnba_row.nik)
              END AS "inRelease"
        FROM newest
        JOIN desil_row ON desil_row.list_id = newest.id AND desil_row.household_id = ${householdId}
        JOIN bnba_row
          ON bnba_row.list_id = desil_row.list_id AND bnba_row.family_line = desil_row.line_no
    ORDER BY bnba_row.hubungan NULLS LAST, bnba_row.line_no
  `;
  const rows = z.array(Row).parse(found);
  const [first] = rows;
  return first ? { listName: first.listName, asOf: first.asOf, members: rows } : null;
}
