import type { OfficeUnderTest } from "../../support/e2e-office";

/** A record to fill each variable segment with; a segment that is not here makes a page that only one person has. */
const RECORDS: Readonly<Record<string, string>> = {
  householdId: `SELECT household_id::text AS id FROM error_case WHERE state = 'open' AND household_id IS NOT NULL LIMIT 1`,
  caseId: `SELECT id::text FROM error_case WHERE state = 'open' LIMIT 1`,
  groundcheckId:
    "SELECT id FROM groundcheck WHERE visit_id IS NOT NULL ORDER BY assigned_at LIMIT 1",
  batchId: `SELECT id FROM hand_over_batch ORDER BY number LIMIT 1`,
  proposalId: `SELECT id FROM proposal ORDER BY number LIMIT 1`,
  userId: "SELECT id FROM app_user ORDER BY created_at, id LIMIT 1",
  runId: `SELECT run_id AS id FROM release WHERE status = 'published'`,
};

/** The address of a page with a record of the office in it, or null where no record can be. */
export async function findPage(office: OfficeUnderTest, pattern: string): Promise<string | null> {
  let address = pattern.replace("[token]", "bukan-tautan");
  for (const [segment, name = ""] of pattern.matchAll(/\[(\w+)\]/g)) {
    const query = RECORDS[name];
    if (!query) continue;
    const { rows } = await office.pool.query<{ id: string }>(query);
    if (rows[0]) address = address.replace(segment, rows[0].id);
  }
  return address.includes("[") ? null : address;
}
