import "server-only";
import { z } from "zod";
import { scope } from "@/lib/auth/scope";
import type { Actor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import type { TimeZone } from "@/lib/shared/format";
import { countOpenCasesByYear } from "./count-cases";
import type { ListedRecipients } from "./count-recipients";
import type { IndicatorYear } from "./list-indicators";

/** A year of the office beside the same year of the published series; null: nothing is known of it. */
export interface YearOfFigures {
  readonly year: number;
  readonly poor: IndicatorYear | null;
  /** Of the year's last list. */
  readonly recipients: number | null;
  /** Families up to the limit, of the year's last release. */
  readonly withinLimit: number | null;
  /** Open at the end of the year; of this year: now. */
  readonly openCases: number | null;
}

/** How many years a reader takes in at a glance. */
const YEARS_SHOWN = 6;

/** The last years of which anything is known, the oldest first. */
export async function readYears(
  client: Db,
  actor: Actor,
  known: {
    readonly poor: readonly IndicatorYear[];
    /** Newest first. */
    readonly lists: readonly ListedRecipients[];
    readonly desilLimit: number;
    readonly timeZone: TimeZone;
  },
): Promise<YearOfFigures[]> {
  const families = await countFamiliesByYear(client, actor, known.desilLimit);
  const lists = new Map<number, number>();
  for (const { asOf, recipients } of known.lists) {
    const year = asOf.getUTCFullYear();
    if (!lists.has(year)) lists.set(year, recipients);
  }
  const years = [
    ...new Set([...known.poor.map(({ year }) => year), ...families.keys(), ...lists.keys()]),
  ]
    .toSorted((one, other) => one - other)
    .slice(-YEARS_SHOWN);
  const cases = await countOpenCasesByYear(client, actor, years, known.timeZone);
  return years.map((year) => ({
    year,
    poor: known.poor.find((one) => one.year === year) ?? null,
    recipients: lists.get(year) ?? null,
    withinLimit: families.get(year) ?? null,
    openCases: cases.get(year) ?? null,
  }));
}

const Row = z.object({ year: z.number().int(), households: z.number().int() });

/** Families up to a desil in the last release of each year. */
async function countFamiliesByYear(
  client: Db,
  actor: Actor,
  desilLimit: number,
): Promise<ReadonlyMap<number, number>> {
  const rows = await client.$queryRaw`
    WITH last_release AS (
      SELECT DISTINCT ON (extract(year FROM as_of)) id, extract(year FROM as_of)::int AS year
        FROM release
       WHERE status IN ('published', 'superseded')
    ORDER BY extract(year FROM as_of), as_of DESC, id DESC
    )
    SELECT last_release.year, coalesce(sum(rollup_desil.households), 0)::int AS households
      FROM last_release
 LEFT JOIN rollup_desil
        ON rollup_desil.release_id = last_release.id
       AND rollup_desil.desil <= ${desilLimit}
       AND ${scope(actor, Prisma.sql`rollup_desil.village_id`)}
  GROUP BY last_release.year
  `;
  return new Map(
    z
      .array(Row)
      .parse(rows)
      .map(({ year, households }) => [year, households]),
  );
}
