import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import type { UserActor } from "@/lib/auth/types";
import { type HouseholdCase, listHouseholdCases } from "@/lib/cases/household-cases";
import { db } from "@/lib/db/client";
import type { Questionnaire } from "@/lib/forms/definition";
import { questionnaireInForce } from "@/lib/forms/queries";
import type { RosterMember } from "@/lib/forms/types";
import type { VisitDocument } from "@/lib/forms/visit-document";
import { findTask, type Task } from "@/lib/groundchecks/find-task";
import { readRoster } from "@/lib/groundchecks/roster";
import { dayOnCalendar, type TimeZone } from "@/lib/shared/format";
import { invariant } from "@/lib/shared/invariant";

/** Everything the page of a task shows. */
export interface TaskView {
  readonly task: Task;
  readonly roster: readonly RosterMember[];
  readonly questionnaire: Questionnaire;
  /** The cases that the visit settles. */
  readonly cases: readonly HouseholdCase[];
  /** What the form begins with. */
  readonly document: VisitDocument;
}

/**
 * Opens a task. That the family's file was opened is written down before anything of it is shown, as
 * the family's own page does.
 */
export async function loadTask(
  actor: UserActor,
  groundcheckId: string,
  timeZone: TimeZone,
): Promise<TaskView | null> {
  const task = await db().$transaction(async (tx) => {
    const found = await findTask(tx, actor, groundcheckId);
    if (found)
      await recordAudit(tx, actor, {
        action: "household.view",
        subject: "household",
        subjectId: found.householdId,
      });
    return found;
  });
  if (!task) return null;
  const today = new Date(dayOnCalendar(new Date(), timeZone));
  const [roster, questionnaire, cases] = await Promise.all([
    readRoster(db(), task.householdId),
    questionnaireInForce(db(), today),
    listHouseholdCases(db(), actor, task.householdId),
  ]);
  invariant(questionnaire, "the migrations bring a form that is in force");
  return {
    task,
    roster,
    questionnaire,
    cases: cases.filter(({ id }) => task.caseIds.includes(id)),
    document: startOf(task),
  };
}

const NOTHING_ANSWERED: VisitDocument = {
  presence: "",
  answers: {},
  members: [],
  photos: {},
  position: null,
};

/** The draft, else what was sent before it came back. Pictures that never arrived are taken anew. */
function startOf({ draft, visit, photoIds }: Task): VisitDocument {
  const document = draft ?? visit?.answers ?? NOTHING_ANSWERED;
  const arrived = new Set(photoIds);
  const photos = Object.entries(document.photos).filter(([, id]) => arrived.has(id.toLowerCase()));
  return { ...document, photos: Object.fromEntries(photos) };
}
