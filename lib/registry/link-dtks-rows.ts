import "server-only";
import type { Db } from "@/lib/db/client";
import { DTKS_FAMILY_KEY } from "./dtks-family-key";

/** Ties each row of the applied DTKS lists to its family. Only rows that change are written. */
export async function linkDtksRows(tx: Db): Promise<number> {
  return tx.$executeRaw`
    UPDATE dtks_row
       SET household_id = dtks_match.household_id
      FROM dtks_match
     WHERE dtks_row.list_id = dtks_match.list_id
       AND dtks_match.family_key = ${DTKS_FAMILY_KEY}
       AND dtks_row.household_id IS DISTINCT FROM dtks_match.household_id
  `;
}
