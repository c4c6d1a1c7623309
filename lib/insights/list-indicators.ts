import "server-only";
import { z } from "zod";
import type { Db } from "@/lib/db/client";
import type { IndicatorCode } from "./indicators";

const Entry = z.object({
  year: z.number().int(),
  /** Empty: the year was taken back. */
  value: z.number().nullable(),
  unit: z.string(),
  source: z.string(),
  enteredAt: z.date(),
  /** Empty: by the system. */
  enteredBy: z.string().nullable(),
  /** Whether it is its year's value: not corrected, not taken back. */
  holds: z.boolean(),
});

/** What was entered for a year, by whom and when. */
export type IndicatorEntry = z.infer<typeof Entry>;
export type IndicatorYear = IndicatorEntry & { readonly value: number };

/** Every entry of the regency's series, by year, the one that holds first: corrections stay readable. */
export async function listIndicatorEntries(
  client: Db,
  code: IndicatorCode,
): Promise<IndicatorEntry[]> {
  const rows = await client.$queryRaw`
    SELECT indicator.year,
           indicator.value::float8 AS value,
           indicator.unit,
           indicator.source,
           indicator.entered_at AS "enteredAt",
           app_user.name AS "enteredBy",
           indicator.value IS NOT NULL
             AND indicator.id = max(indicator.id) OVER (PARTITION BY indicator.year) AS holds
      FROM indicator
      JOIN area ON area.id = indicator.area_id
      JOIN office ON office.regency_code = area.code
 LEFT JOIN app_user ON app_user.id = indicator.entered_by
     WHERE indicator.code = ${code}
  ORDER BY indicator.year DESC, indicator.id DESC
  `;
  return z.array(Entry).parse(rows);
}

/** The values that hold, the oldest year first. */
export function yearsInForce(entries: readonly IndicatorEntry[]): IndicatorYear[] {
  return entries
    .flatMap(({ value, ...entry }) => (entry.holds && value !== null ? [{ ...entry, value }] : []))
    .toSorted((one, other) => one.year - other.year);
}
