import "server-only";
import { z } from "zod";
import type { AuditEntry } from "@/lib/audit/record-audit";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { type ParticipationAction, participationWorkflow } from "@/lib/programs/workflow";
import { invariant } from "@/lib/shared/invariant";
import { matchRecipientRows } from "./match-recipient-rows";
import { NEWEST_LIST_FIRST } from "./newest-list-first";

const AUDIT = {
  leave_list: { action: "participation.leave_list", subject: "participation" },
  return_to_list: { action: "participation.return_to_list", subject: "participation" },
} as const satisfies Record<string, AuditEntry>;

/** Of each program the newest list of which a person said that it is complete. */
export const COMPLETE_LISTS = Prisma.sql`
  SELECT DISTINCT ON (recipient_list.program_code)
         recipient_list.program_code, recipient_list.id, recipient_list.name,
         ${listPlace(Prisma.sql`recipient_list`)} AS place
    FROM recipient_list
   WHERE recipient_list.applied_at IS NOT NULL AND recipient_list.is_complete
ORDER BY recipient_list.program_code, ${NEWEST_LIST_FIRST}`;

/** Where a list stands among the others of its program, as `NEWEST_LIST_FIRST` orders them. */
export function listPlace(list: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`ROW(coalesce(${list}.as_of, ${list}.applied_at::date), ${list}.applied_at, ${list}.id)`;
}

/**
 * Ends the aid of those whom the newest complete list of their program leaves out, and gives it back
 * to whom this had ended and a newer list names again. A list of which nobody said that it is
 * complete ends nothing. Aid that a person ended stays ended. Of somebody whom a line of the complete
 * list may mean, though it leads to nobody for certain, nothing is said. Doing it again changes nothing.
 */
export async function endUnlisted(tx: Db): Promise<void> {
  await tx.$executeRaw`
    WITH complete AS MATERIALIZED (${COMPLETE_LISTS}), due AS (
      SELECT participation.id, participation.state, complete.name
        FROM complete
        JOIN participation ON participation.program_code = complete.program_code
        JOIN recipient_list AS named ON named.id = participation.list_id
       WHERE participation.state IN (${statesBefore("leave_list")})
         AND ${listPlace(Prisma.sql`named`)} < complete.place
         AND NOT ${meantByNobodysLine(Prisma.sql`complete.id`)}
    )
    ${moved("leave_list")}
  `;
  await tx.$executeRaw`
    WITH complete AS MATERIALIZED (${COMPLETE_LISTS}), due AS (
      SELECT participation.id, participation.state, named.name
        FROM participation
        JOIN recipient_list AS named ON named.id = participation.list_id
   LEFT JOIN complete ON complete.program_code = participation.program_code
       WHERE participation.state IN (${statesBefore("return_to_list")})
         AND (complete.id IS NULL OR ${listPlace(Prisma.sql`named`)} >= complete.place)
         AND EXISTS (
               SELECT FROM participation_event AS leaving
                WHERE leaving.participation_id = participation.id
                  AND leaving.action = 'leave_list'
                  AND leaving.at = participation.since
             )
    )
    ${moved("return_to_list")}
  `;
}

/** A line of the list that leads to nobody and bears a number which an earlier line of theirs bore. */
function meantByNobodysLine(listId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT FROM recipient_row AS earlier
      JOIN recipient_row AS line
        ON line.list_id = ${listId}
       AND line.participation_id IS NULL
       AND (line.nik = earlier.nik OR line.nomor_kk = earlier.nomor_kk)
     WHERE earlier.participation_id = participation.id
  )`;
}

/** Moves what `due` names, with its event and its audit row: one statement. */
function moved(action: "leave_list" | "return_to_list"): Prisma.Sql {
  const { to } = stepOf(action);
  return Prisma.sql`
    , moved AS (
      UPDATE participation
         SET state = ${to}::participation_state, since = transaction_timestamp(),
             version = participation.version + 1
        FROM due
       WHERE participation.id = due.id AND participation.state = due.state
   RETURNING participation.id, due.state AS from_state, due.name
    ), noted AS (
      INSERT INTO participation_event (participation_id, at, action, from_state, to_state, actor_kind,
                                       reason)
      SELECT id, transaction_timestamp(), ${action}, from_state, ${to}::participation_state, 'system',
             name
        FROM moved
    ORDER BY id
    )
    INSERT INTO audit_event (at, actor_kind, action, subject, subject_id, detail)
    SELECT transaction_timestamp(), 'system', ${AUDIT[action].action}, ${AUDIT[action].subject},
           id::text, jsonb_build_object('from', from_state, 'to', ${to}::text)
      FROM moved
  `;
}

function stepOf(action: ParticipationAction) {
  const step = participationWorkflow.transitions.find((transition) => transition.action === action);
  invariant(step !== undefined, `the participation workflow lost its step ${action}`);
  return step;
}

function statesBefore(action: ParticipationAction): Prisma.Sql {
  return Prisma.join(stepOf(action).from.map((state) => Prisma.sql`${state}::participation_state`));
}

const Count = z.tuple([z.object({ ending: z.number().int(), receiving: z.number().int() })]);

/**
 * How many receive the program's aid now, and of how many a list that is not applied yet would end it
 * if it is complete. Nothing is written.
 */
export async function countEnding(
  db: Db,
  list: {
    readonly id: number;
    readonly programCode: string;
    readonly asOf: Date | null;
    readonly releaseId: number;
  },
): Promise<{ readonly ending: number; readonly receiving: number }> {
  const rows = await db.$queryRaw`
    WITH tied AS MATERIALIZED (
      SELECT tie.household_id, individual.id AS individual_id, tie.nik, tie.line_no,
             tie.matched_by IN ('none', 'ambiguous_nik') AS leads_nowhere
        FROM (${matchRecipientRows(list.releaseId, Prisma.sql`recipient_list.id = ${list.id}`)}) AS tie
   LEFT JOIN individual ON individual.nik = tie.nik::char(16)
    ), recipient AS (
      SELECT participation.id, participation.household_id, participation.individual_id,
             (SELECT max(coalesce(naming.as_of, naming.applied_at::date))
                FROM recipient_row
                JOIN recipient_list AS naming ON naming.id = recipient_row.list_id
               WHERE recipient_row.participation_id = participation.id)
               <= coalesce(${list.asOf}::date, current_date) AS is_earlier
        FROM participation
       WHERE participation.program_code = ${list.programCode}
         AND participation.list_id IS NOT NULL
         AND participation.state IN (${statesBefore("leave_list")})
    ), unnamed AS (
      SELECT recipient.id
        FROM recipient
       WHERE recipient.is_earlier
         AND NOT EXISTS (SELECT FROM tied
                          WHERE tied.household_id = recipient.household_id
                            AND (recipient.individual_id IS NULL OR tied.nik IS NULL))
         AND NOT EXISTS (SELECT FROM tied
                          WHERE tied.household_id IS NOT NULL
                            AND tied.individual_id = recipient.individual_id)
    )
    SELECT (SELECT count(*)
              FROM unnamed
             WHERE NOT EXISTS (
                     SELECT FROM recipient_row AS earlier
                       JOIN recipient_row AS line
                         ON line.list_id = ${list.id}
                        AND (line.nik = earlier.nik OR line.nomor_kk = earlier.nomor_kk)
                       JOIN tied ON tied.line_no = line.line_no AND tied.leads_nowhere
                      WHERE earlier.participation_id = unnamed.id
                   ))::int AS ending,
           (SELECT count(*) FROM recipient)::int AS receiving
  `;
  return Count.parse(rows)[0];
}
