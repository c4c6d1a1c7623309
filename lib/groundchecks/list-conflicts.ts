import "server-only";
import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { questionnaireByVersion } from "@/lib/forms/queries";
import {
  type AnswerConflict,
  compareVisits,
  type DescribedVisit,
  describeVisit,
  type VisitBackground,
} from "./describe-visit";
import type { VisitView } from "./list-visits";
import { SubmissionItem } from "./schema";

const Row = z.object({
  id: z.bigint(),
  submissionId: z.uuid(),
  reason: z.enum(["altered", "outdated"]),
  raw: z.string(),
  receivedAt: z.date(),
  submittedBy: z.uuid(),
  submittedByName: z.string().nullable(),
  settledAt: z.date().nullable(),
  settledByName: z.string().nullable(),
  settlementReason: z.string().nullable(),
});

/** A submission that could not be taken in, beside the one that stands. */
export interface ConflictView extends Omit<z.infer<typeof Row>, "raw" | "submissionId"> {
  /** The one that was taken in; null where none was. */
  readonly first: { readonly receivedAt: Date } | null;
  /** Where both differ; null where this one cannot be read with a form that we have. */
  readonly differences: readonly AnswerConflict[] | null;
  readonly finishedAt: Date | null;
}

/** The conflicts of a groundcheck whose reader was let in, open ones first. */
export async function listConflicts(
  client: Db,
  groundcheckId: string,
  known: {
    readonly visits: readonly VisitView[];
    readonly visitId: string | null;
    readonly background: VisitBackground;
  },
): Promise<ConflictView[]> {
  const rows = await client.$queryRaw`
    SELECT submission_conflict.id,
           submission_conflict.submission_id AS "submissionId",
           submission_conflict.reason,
           submission_conflict.raw,
           submission_conflict.received_at AS "receivedAt",
           submission_conflict.submitted_by AS "submittedBy",
           sender.name AS "submittedByName",
           submission_conflict.settled_at AS "settledAt",
           settler.name AS "settledByName",
           submission_conflict.settlement_reason AS "settlementReason"
      FROM submission_conflict
 LEFT JOIN app_user AS sender ON sender.id = submission_conflict.submitted_by
 LEFT JOIN app_user AS settler ON settler.id = submission_conflict.settled_by
     WHERE submission_conflict.groundcheck_id = ${groundcheckId}::uuid
  ORDER BY submission_conflict.settled_at NULLS FIRST, submission_conflict.id
  `;
  return Promise.all(
    z
      .array(Row)
      .parse(rows)
      .map(async ({ raw, submissionId, ...row }): Promise<ConflictView> => {
        const second = await describeRaw(client, raw, known.background);
        // The same id came before, or the groundcheck had moved on to another submission.
        const first =
          known.visits.find(({ id }) => id === submissionId) ??
          known.visits.find(({ id }) => id === known.visitId);
        return {
          ...row,
          first: first ? { receivedAt: first.receivedAt } : null,
          differences: second && compareVisits(first ?? null, second.visit),
          finishedAt: second?.finishedAt ?? null,
        };
      }),
  );
}

async function describeRaw(
  client: Db,
  raw: string,
  background: VisitBackground,
): Promise<{ readonly visit: DescribedVisit; readonly finishedAt: Date } | null> {
  const item = SubmissionItem.safeParse(JSON.parse(raw));
  const form = item.success ? await questionnaireByVersion(client, item.data.questionnaire) : null;
  if (!item.success || !form) return null;
  const finishedAt = new Date(item.data.finishedAt);
  return {
    visit: describeVisit(form, item.data.document, background, finishedAt),
    finishedAt,
  };
}
