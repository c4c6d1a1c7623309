import "server-only";
import type { Db } from "@/lib/db/client";
import { getSettingInForce } from "@/lib/programs/queries";
import { StopLimits, type WarningLimits, WarnLimits } from "./schema";

/**
 * The office's limits of today, above which a preview warns and stops.
 *
 * @throws NotExactlyOneInForce
 */
export async function getWarningLimits(db: Db, now: Date): Promise<WarningLimits> {
  const day = now.toISOString().slice(0, 10);
  const { value: warn } = await getSettingInForce(db, "import_warning", WarnLimits, day);
  const { value: stop } = await getSettingInForce(db, "import_stop", StopLimits, day);
  return { warn, stop };
}
