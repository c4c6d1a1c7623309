import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ButtonLink } from "@/components/ui/button";
import { PageHeading } from "@/components/ui/page-heading";
import { denyRecord, requirePermission } from "@/lib/auth/session";
import { db } from "@/lib/db/client";
import { listCompanions } from "@/lib/groundchecks/companion-loads";
import { worksIn } from "@/lib/groundchecks/distribute";
import { GroundcheckId } from "@/lib/groundchecks/schema";
import { groundcheckWorkflow } from "@/lib/groundchecks/workflow";
import { getOfficeOfRequest } from "@/lib/office/queries";
import { availableActions } from "@/lib/workflow/machine";
import { AttentionNotices } from "./attention-notices";
import { CancelForm } from "./cancel-form";
import { ConflictCard } from "./conflict-card";
import { EarlierVisits } from "./earlier-visits";
import { GroundcheckCaption } from "./groundcheck-caption";
import { loadGroundcheck } from "./load-groundcheck";
import { PositionCard } from "./position-card";
import { ReassignForm } from "./reassign-form";
import { ReturnForm } from "./return-form";
import { StepsCard } from "./steps-card";
import { TaskCard } from "./task-card";
import { VerifyForm } from "./verify-form";
import { VisitCards } from "./visit-cards";
import { WaitingVisit } from "./waiting-visit";

// The title stands in the browser's history and in its tab: it names no one.
export const metadata: Metadata = { title: "Groundcheck" };

export default async function GroundcheckRecordPage({
  params,
}: PageProps<"/groundcheck/[groundcheckId]">) {
  const actor = await requirePermission("groundcheck.view");
  const id = GroundcheckId.safeParse((await params).groundcheckId);
  if (!id.success) notFound();
  const [office, view] = await Promise.all([getOfficeOfRequest(), loadGroundcheck(actor, id.data)]);
  if (!view) return denyRecord(actor, "groundcheck.view", "groundcheck", id.data);
  const actions = availableActions(groundcheckWorkflow, view.state, actor.role);
  const { timeZone } = office;
  const { visit, version } = view;
  const task = { groundcheckId: view.id, version };
  const receivers = actions.includes("reassign") ? await listCompanions(db(), actor) : [];

  return (
    <>
      <PageHeading
        back={{ href: "/groundcheck", text: "Groundcheck" }}
        title={view.headName ?? "Nama kepala keluarga tidak diisi"}
        caption={<GroundcheckCaption view={view} timeZone={timeZone} />}
        actions={
          actions.includes("verify") && <ButtonLink href="#verifikasi">Ke keputusan</ButtonLink>
        }
      />
      <div className="grid items-start gap-x-5 lg:grid-cols-[minmax(0,1fr)_23rem]">
        <div className="min-w-0">
          <AttentionNotices view={view} />
          {view.conflicts.map((conflict) => (
            <ConflictCard
              key={String(conflict.id)}
              conflict={conflict}
              timeZone={timeZone}
              maySettle={actor.role === "verifier" && conflict.submittedBy !== actor.id}
            />
          ))}
          {visit ? (
            <VisitCards visit={visit} releaseName={view.releaseName} timeZone={timeZone} />
          ) : (
            <WaitingVisit view={view} timeZone={timeZone} />
          )}
          <VerifyForm {...task} available={actions.includes("verify")} />
          <ReturnForm
            {...task}
            available={actions.includes("return")}
            questions={visit?.questions ?? []}
          />
          <ReassignForm
            {...task}
            available={actions.includes("reassign")}
            hasDraft={view.draftSavedAt !== null}
            companions={receivers
              .filter(
                ({ id: one, area }) => one !== view.companionId && worksIn(area, view.villageId),
              )
              .map(({ id: one, name, load }) => ({ id: one, name, load }))}
          />
          <CancelForm {...task} available={actions.includes("cancel")} />
          <EarlierVisits
            visits={view.earlierVisits}
            releaseName={view.releaseName}
            timeZone={timeZone}
          />
        </div>
        <div className="min-w-0">
          <TaskCard view={view} timeZone={timeZone} />
          {visit && <PositionCard visit={visit} timeZone={timeZone} />}
          <StepsCard view={view} timeZone={timeZone} />
        </div>
      </div>
    </>
  );
}
