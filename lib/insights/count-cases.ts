import "server-only";
import { z } from "zod";
import { scope } from "@/lib/auth/scope";
import type { Actor } from "@/lib/auth/types";
import { stageCondition } from "@/lib/cases/list-cases";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { FUNNEL_STAGES } from "./funnel";
import { type Breakdown, placeCode } from "./place";

const StageRow = z.object({
  kind: z.string(),
  stage: z.enum([...FUNNEL_STAGES, "selesai"]),
  count: z.number().int(),
});

/** Cases of one kind at one stage. */
export type CaseStageCount = z.infer<typeof StageRow>;

/** Every case of the actor's area by kind and by what it waits for, as the list of cases filters them. */
export async function countCaseStages(client: Db, actor: Actor): Promise<CaseStageCount[]> {
  const stages = FUNNEL_STAGES.map(
    (stage) => Prisma.sql`WHEN ${stageCondition(stage)} THEN ${stage}`,
  );
  const rows = await client.$queryRaw`
    SELECT error_case.kind,
           CASE ${Prisma.join(stages, " ")} ELSE 'selesai' END AS stage,
           count(*)::int AS count
      FROM error_case
     WHERE ${scope(actor, Prisma.sql`error_case.village_id`)}
  GROUP BY 1, 2
  `;
  return z.array(StageRow).parse(rows);
}

const PlaceRow = z.object({ place: z.string(), count: z.number().int() });

/** The open cases of the actor's area by place. */
export async function countOpenCasesByPlace(
  client: Db,
  actor: Actor,
  breakdown: Breakdown,
): Promise<ReadonlyMap<string, number>> {
  const rows = await client.$queryRaw`
    SELECT ${placeCode(breakdown, Prisma.sql`counted.village_id`)} AS place,
           sum(counted.count)::int AS count
      FROM (SELECT error_case.village_id, count(*) AS count
              FROM error_case
             WHERE error_case.state NOT IN ('resolved', 'dismissed')
               AND ${scope(actor, Prisma.sql`error_case.village_id`)}
          GROUP BY error_case.village_id) AS counted
  GROUP BY 1
  `;
  return new Map(
    z
      .array(PlaceRow)
      .parse(rows)
      .map(({ place, count }) => [place, count]),
  );
}

const ChangeRow = z.object({ opened: z.number().int(), closed: z.number().int() });

/** Cases that were opened since a moment and still are, and cases that ended since. */
export type CaseChanges = z.infer<typeof ChangeRow>;

export async function countCaseChanges(
  client: Db,
  actor: Actor,
  since: Date,
): Promise<CaseChanges> {
  const rows = await client.$queryRaw`
    SELECT (count(*) FILTER (WHERE error_case.closed_at IS NULL
                               AND error_case.opened_at >= ${since}::timestamptz))::int AS opened,
           (count(*) FILTER (WHERE error_case.closed_at >= ${since}::timestamptz))::int AS closed
      FROM error_case
     WHERE ${scope(actor, Prisma.sql`error_case.village_id`)}
  `;
  return z.tuple([ChangeRow]).parse(rows)[0];
}

const YearRow = z.object({ year: z.number().int(), open: z.number().int() });

/** How many cases of the actor's area were open at the end of each of these years (of this one: now); a year before the first case is not known. */
export async function countOpenCasesByYear(
  client: Db,
  actor: Actor,
  years: readonly number[],
  timeZone: string,
): Promise<ReadonlyMap<number, number>> {
  const rows = await client.$queryRaw`
    WITH span AS (
      SELECT extract(year FROM error_case.opened_at AT TIME ZONE ${timeZone})::int AS opened,
             extract(year FROM error_case.closed_at AT TIME ZONE ${timeZone})::int AS closed,
             count(*) AS count
        FROM error_case
       WHERE ${scope(actor, Prisma.sql`error_case.village_id`)}
    GROUP BY 1, 2
    )
    SELECT wanted.year, coalesce(sum(span.count), 0)::int AS open
      FROM unnest(${[...years]}::int[]) AS wanted (year)
 LEFT JOIN span
        ON span.opened <= wanted.year
       AND (span.closed IS NULL OR span.closed > wanted.year)
     WHERE wanted.year >= (SELECT min(span.opened) FROM span)
  GROUP BY wanted.year
  `;
  return new Map(
    z
      .array(YearRow)
      .parse(rows)
      .map(({ year, open }) => [year, open]),
  );
}
