import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeading } from "@/components/ui/page-heading";
import { StatusTag } from "@/components/ui/tag";
import { denyRecord, requirePermission } from "@/lib/auth/session";
import { GROUNDCHECK_STATE_LABELS } from "@/lib/groundchecks/labels";
import { GroundcheckId } from "@/lib/groundchecks/schema";
import { WITH_COMPANION } from "@/lib/groundchecks/workflow";
import { getOfficeOfRequest } from "@/lib/office/queries";
import type { TimeZone } from "@/lib/shared/format";
import type { VisitTask } from "./form/use-visit";
import { loadTask, type TaskView } from "./load-task";
import { Receipt } from "./receipt";
import { ReturnNotice } from "./return-notice";
import { TaskFamily } from "./task-family";
import { TaskReasons } from "./task-reasons";
import { TaskWork } from "./task-work";

// The title stands in the browser's history and in its tab: it names no one.
export const metadata: Metadata = { title: "Tugas" };

export default async function TaskPage({ params }: PageProps<"/tugas/[groundcheckId]">) {
  const actor = await requirePermission("task.view");
  const groundcheckId = GroundcheckId.safeParse((await params).groundcheckId);
  if (!groundcheckId.success) notFound();
  const { timeZone } = await getOfficeOfRequest();
  const view = await loadTask(actor, groundcheckId.data, timeZone);
  if (!view) return denyRecord(actor, "task.view", "groundcheck", groundcheckId.data);
  const { task } = view;
  const mayFill = WITH_COMPANION.some((state) => state === task.state);

  return (
    <>
      <PageHeading
        back={{ href: "/tugas", text: "Tugas saya" }}
        title={task.headName ?? "Nama kepala keluarga tidak diisi"}
        caption={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <StatusTag labels={GROUNDCHECK_STATE_LABELS} value={task.state} />
            <span>
              {task.address ?? "Alamat tidak diisi"}
              {task.kelurahan && `, ${task.kelurahan}`}
            </span>
          </span>
        }
      />
      {task.state === "returned" && task.returned && (
        <ReturnNotice
          returned={task.returned}
          questionnaire={view.questionnaire}
          timeZone={timeZone}
        />
      )}
      <div className="grid items-start gap-x-8 lg:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="lg:col-start-2 lg:row-start-1">
          <TaskReasons cases={view.cases} />
          <TaskFamily task={task} roster={view.roster} timeZone={timeZone} />
        </div>
        <div className="min-w-0 lg:col-start-1 lg:row-start-1">
          <noscript>
            <p className="mb-5 font-semibold">
              Formulir ini memerlukan JavaScript. Aktifkan JavaScript di peramban Anda.
            </p>
          </noscript>
          <TaskWork
            task={mayFill ? visitTask(view, timeZone) : null}
            receipt={<Receipt task={task} timeZone={timeZone} />}
          />
        </div>
      </div>
    </>
  );
}

function visitTask(
  { task, roster, questionnaire, document }: TaskView,
  timeZone: TimeZone,
): VisitTask {
  const isReturned = task.state === "returned";
  return {
    groundcheckId: task.id,
    version: task.version,
    questionnaire,
    roster,
    document,
    savedAt: task.draftSavedAt,
    startedAt: isReturned ? null : task.startedAt,
    returned: Object.fromEntries(
      isReturned ? (task.returned?.questions ?? []).map(({ code, reason }) => [code, reason]) : [],
    ),
    timeZone,
  };
}
