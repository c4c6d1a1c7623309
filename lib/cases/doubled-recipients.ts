import "server-only";
import { z } from "zod";
import type { Db } from "@/lib/db/client";
import type { CaseFacts } from "./evidence";

const Row = z.object({
  name: z.string(),
  /** The last four characters of what stands as NIK; null where nothing does. */
  nikEnding: z.string().nullable(),
  programCode: z.string(),
  period: z.string().nullable(),
  listName: z.string(),
  lineNo: z.number().int(),
});

/** A line of a recipient list that names one of several recipients in a family. */
export type DoubledRecipient = z.infer<typeof Row>;

/**
 * Who receives in a family that receives twice, as the lines of the case's evidence say. Only lines
 * that lead to this family are read, so whoever may see the case may see them: a line that a later
 * matching gave to another family names nobody here.
 */
export async function listDoubledRecipients(
  client: Db,
  { facts, householdId }: { readonly facts: CaseFacts; readonly householdId: bigint | null },
): Promise<DoubledRecipient[]> {
  if (facts.kind !== "double-benefit" || householdId === null) return [];
  const lines = facts.evidence.doublings.flatMap((doubling) => doubling.lines);
  if (lines.length === 0) return [];
  const rows = await client.$queryRaw`
    SELECT recipient_row.nama AS name,
           right(recipient_row.nik, 4) AS "nikEnding",
           recipient_list.program_code AS "programCode",
           recipient_row.period,
           recipient_list.name AS "listName",
           recipient_row.line_no AS "lineNo"
      FROM unnest(
             ${lines.map(({ listId }) => listId)}::int[],
             ${lines.map(({ lineNo }) => lineNo)}::int[]
           ) AS line (list_id, line_no)
      JOIN recipient_row
        ON recipient_row.list_id = line.list_id AND recipient_row.line_no = line.line_no
      JOIN participation
        ON participation.id = recipient_row.participation_id
       AND participation.household_id = ${householdId}
      JOIN recipient_list ON recipient_list.id = recipient_row.list_id
  ORDER BY recipient_list.program_code, recipient_row.period, recipient_row.list_id, recipient_row.line_no
  `;
  return z.array(Row).parse(rows);
}
