import "server-only";
import { z } from "zod";
import type { UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { ownTask, TASK_ADDRESS, TASK_HOME } from "./task-home";
import { STATES_OF_TASK_TAB, TASK_TABS, type TaskTab } from "./task-schema";
import { GROUNDCHECK_RESULTS, GROUNDCHECK_STATES } from "./workflow";

export const PAGE_SIZE = 50;

const Row = z.object({
  id: z.uuid(),
  state: z.enum(GROUNDCHECK_STATES),
  result: z.enum(GROUNDCHECK_RESULTS).nullable(),
  assignedAt: z.date(),
  submittedAt: z.date().nullable(),
  headName: z.string().nullable(),
  address: z.string().nullable(),
  kelurahan: z.string().nullable(),
  kecamatan: z.string().nullable(),
  kinds: z.array(z.string()),
  /** Why it came back, where it did. */
  returnReason: z.string().nullable(),
});

/** A companion's task as a line of the list. */
export type TaskListRow = z.infer<typeof Row>;

export interface TaskPage {
  readonly rows: readonly TaskListRow[];
  /** Id of the last row, where more follow. */
  readonly next: string | null;
}

/**
 * One page of a companion's tasks. What has to be visited is ordered by kelurahan and address, so
 * that neighbours stand together; what was sent, by the day it was sent, the last one first.
 */
export async function listTasks(
  client: Db,
  actor: UserActor,
  tab: TaskTab,
  after: string | null,
): Promise<TaskPage> {
  const order = ORDER[tab];
  const rows = await client.$queryRaw`
    WITH page AS (
      SELECT groundcheck.id,
             groundcheck.state,
             groundcheck.result,
             groundcheck.assigned_at,
             groundcheck.submitted_at,
             home.head_name,
             ${TASK_ADDRESS} AS address,
             kelurahan.name AS kelurahan,
             kecamatan.name AS kecamatan,
             row_number() OVER (ORDER BY ${order.by}) AS place
        FROM groundcheck
        ${TASK_HOME}
       WHERE ${ownTask(actor)}
         AND groundcheck.state IN (${statesOf(tab)})
         AND ${after === null ? Prisma.sql`TRUE` : placeAfter(actor, order, after)}
    ORDER BY place
       LIMIT ${PAGE_SIZE + 1}
    )
    SELECT page.id,
           page.state::text,
           page.result::text,
           page.assigned_at AS "assignedAt",
           page.submitted_at AS "submittedAt",
           page.head_name AS "headName",
           page.address,
           page.kelurahan,
           page.kecamatan,
           (SELECT coalesce(array_agg(DISTINCT error_case.kind ORDER BY error_case.kind), '{}')
              FROM groundcheck_case
              JOIN error_case ON error_case.id = groundcheck_case.case_id
             WHERE groundcheck_case.groundcheck_id = page.id) AS kinds,
           CASE WHEN page.state = 'returned'
                THEN (SELECT groundcheck_event.reason
                        FROM groundcheck_event
                       WHERE groundcheck_event.groundcheck_id = page.id
                         AND groundcheck_event.action = 'return'
                    ORDER BY groundcheck_event.id DESC
                       LIMIT 1)
            END AS "returnReason"
      FROM page
  ORDER BY page.place
  `;
  const found = z.array(Row).parse(rows);
  const shown = found.slice(0, PAGE_SIZE);
  return { rows: shown, next: found.length > PAGE_SIZE ? (shown.at(-1)?.id ?? null) : null };
}

interface Order {
  readonly columns: Prisma.Sql;
  readonly by: Prisma.Sql;
  readonly beyond: Prisma.Sql;
}

const NEAR_COLUMNS = Prisma.sql`coalesce(kelurahan.name, ''), coalesce(${TASK_ADDRESS}, ''), groundcheck.id`;
const NEAR: Order = { columns: NEAR_COLUMNS, by: NEAR_COLUMNS, beyond: Prisma.sql`>` };
const LAST_SENT: Order = {
  columns: Prisma.sql`coalesce(groundcheck.submitted_at, groundcheck.assigned_at), groundcheck.id`,
  by: Prisma.sql`coalesce(groundcheck.submitted_at, groundcheck.assigned_at) DESC, groundcheck.id DESC`,
  beyond: Prisma.sql`<`,
};
const ORDER: Readonly<Record<TaskTab, Order>> = {
  dikunjungi: NEAR,
  dikembalikan: NEAR,
  terkirim: LAST_SENT,
  selesai: LAST_SENT,
};

/** After the task with this id, wherever it has moved since. One that is not theirs has no place: nothing follows it. */
function placeAfter(actor: UserActor, { columns, beyond }: Order, after: string): Prisma.Sql {
  return Prisma.sql`(${columns}) ${beyond} (
    SELECT ${columns}
      FROM groundcheck
      ${TASK_HOME}
     WHERE groundcheck.id = ${after}::uuid
       AND ${ownTask(actor)})`;
}

function statesOf(tab: TaskTab): Prisma.Sql {
  return Prisma.join(
    STATES_OF_TASK_TAB[tab].map((state) => Prisma.sql`${state}::groundcheck_state`),
  );
}

const Count = z.object({ state: z.enum(GROUNDCHECK_STATES), count: z.number().int() });

/** How many tasks each tab holds. */
export async function countTasks(
  client: Db,
  actor: UserActor,
): Promise<Readonly<Record<TaskTab, number>>> {
  const rows = await client.$queryRaw`
    SELECT groundcheck.state::text, count(*)::int AS count
      FROM groundcheck
     WHERE ${ownTask(actor)}
  GROUP BY groundcheck.state
  `;
  const counts = { dikunjungi: 0, dikembalikan: 0, terkirim: 0, selesai: 0 };
  for (const { state, count } of z.array(Count).parse(rows))
    for (const tab of TASK_TABS)
      if (STATES_OF_TASK_TAB[tab].some((one) => one === state)) counts[tab] += count;
  return counts;
}
