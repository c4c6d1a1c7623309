import "server-only";
import { z } from "zod";
import type { UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { VisitDocument } from "@/lib/forms/visit-document";
import { ownTask, TASK_ADDRESS, TASK_HOME } from "./task-home";
import { GROUNDCHECK_RESULTS, GROUNDCHECK_STATES } from "./workflow";

const QuestionReasons = z.array(z.object({ code: z.string(), reason: z.string() }));

const Row = z.object({
  id: z.uuid(),
  householdId: z.bigint(),
  state: z.enum(GROUNDCHECK_STATES),
  version: z.number().int(),
  assignedAt: z.date(),
  headName: z.string().nullable(),
  address: z.string().nullable(),
  kelurahan: z.string().nullable(),
  kecamatan: z.string().nullable(),
  nomorKkEnding: z.string().nullable(),
  draft: VisitDocument.nullable(),
  draftSavedAt: z.date().nullable(),
  /** When work on it began, if it did. */
  startedAt: z.date().nullable(),
  caseIds: z.array(z.bigint()),
});

const Visit = z.object({
  id: z.uuid(),
  questionnaire: z.string(),
  answers: VisitDocument,
  receivedAt: z.date(),
  result: z.enum(GROUNDCHECK_RESULTS),
});

/** Why a visit came back, for the whole and for single questions. */
export interface TaskReturn {
  readonly at: Date;
  readonly reason: string | null;
  readonly questions: z.infer<typeof QuestionReasons>;
}

/** A companion's task with what was filled in so far. The No KK leaves the database with its last four digits only. */
export interface Task extends z.infer<typeof Row> {
  /** The submission that counts. */
  readonly visit: z.infer<typeof Visit> | null;
  /** The last return; null where it was never returned. */
  readonly returned: TaskReturn | null;
  /** Pictures that have arrived. */
  readonly photoIds: readonly string[];
  readonly finishedAt: Date | null;
  readonly cancelReason: string | null;
}

/** The task, or null where it is somebody else's, outside the area, or none at all. */
export async function findTask(
  client: Db,
  actor: UserActor,
  groundcheckId: string,
): Promise<Task | null> {
  const rows = await client.$queryRaw`
    SELECT groundcheck.id,
           groundcheck.household_id AS "householdId",
           groundcheck.state::text,
           groundcheck.version,
           groundcheck.assigned_at AS "assignedAt",
           home.head_name AS "headName",
           ${TASK_ADDRESS} AS address,
           kelurahan.name AS kelurahan,
           kecamatan.name AS kecamatan,
           right(home.nomor_kk, 4) AS "nomorKkEnding",
           groundcheck.draft,
           groundcheck.draft_saved_at AS "draftSavedAt",
           (SELECT max(at) FROM groundcheck_event
             WHERE groundcheck_id = groundcheck.id AND action = 'save_draft') AS "startedAt",
           (SELECT coalesce(array_agg(case_id ORDER BY case_id), '{}')
              FROM groundcheck_case
             WHERE groundcheck_id = groundcheck.id) AS "caseIds"
      FROM groundcheck
      ${TASK_HOME}
     WHERE groundcheck.id = ${groundcheckId}::uuid
       AND ${ownTask(actor)}
  `;
  const row = z.array(Row).max(1).parse(rows)[0];
  return row ? { ...row, ...(await readHistory(client, groundcheckId)) } : null;
}

async function readHistory(
  client: Db,
  groundcheckId: string,
): Promise<Pick<Task, "visit" | "returned" | "photoIds" | "finishedAt" | "cancelReason">> {
  const history = await client.groundcheck.findUniqueOrThrow({
    where: { id: groundcheckId },
    select: {
      verifiedAt: true,
      visit: {
        select: { id: true, questionnaire: true, answers: true, receivedAt: true, result: true },
      },
      events: {
        where: { action: { in: ["return", "cancel"] } },
        orderBy: { id: "desc" },
        select: { action: true, at: true, reason: true, detail: true },
      },
      attachments: { select: { id: true } },
    },
  });
  const last = (action: string) => history.events.find((event) => event.action === action);
  const [returned, cancelled] = [last("return"), last("cancel")];
  return {
    visit: history.visit && Visit.parse(history.visit),
    returned: returned
      ? {
          at: returned.at,
          reason: returned.reason,
          questions:
            z.object({ questions: QuestionReasons }).safeParse(returned.detail).data?.questions ??
            [],
        }
      : null,
    photoIds: history.attachments.map(({ id }) => id),
    finishedAt: history.verifiedAt ?? cancelled?.at ?? null,
    cancelReason: cancelled?.reason ?? null,
  };
}
