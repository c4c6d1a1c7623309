import "server-only";
import type { Db } from "@/lib/db/client";
import { findOffice } from "@/lib/office/queries";
import { dayOnCalendar, type TimeZone } from "@/lib/shared/format";
import { invariant } from "@/lib/shared/invariant";

/** The office's clock and its day of today, by which a day that somebody typed is judged. */
export async function officeDay(
  tx: Db,
): Promise<{ readonly timeZone: TimeZone; readonly today: string }> {
  const office = await findOffice(tx);
  invariant(office !== null, "a proposal is handed over in an office that is set up");
  return { timeZone: office.timeZone, today: dayOnCalendar(new Date(), office.timeZone) };
}
