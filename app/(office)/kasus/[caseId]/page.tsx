import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Journey } from "@/components/journey/journey";
import { PageHeading } from "@/components/ui/page-heading";
import { denyRecord, requirePermission } from "@/lib/auth/session";
import { caseName } from "@/lib/cases/case-name";
import { readJourney } from "@/lib/cases/journey";
import { ERROR_KINDS } from "@/lib/cases/kinds";
import { findCase } from "@/lib/cases/queries";
import { listRelatedGroundchecks, listRelatedProposals } from "@/lib/cases/related-records";
import { CaseId } from "@/lib/cases/schema";
import { caseWorkflow } from "@/lib/cases/workflow";
import { db } from "@/lib/db/client";
import { getOfficeOfRequest } from "@/lib/office/queries";
import { availableActions } from "@/lib/workflow/machine";
import { CaseCaption } from "./case-caption";
import { CaseReasons } from "./case-reasons";
import { CaseSubject } from "./case-subject";
import { CaseTimeline } from "./case-timeline";
import { CloseForm } from "./close-form";
import { DoubledRecipients } from "./doubled-recipients";
import { NextStep, RelatedWork } from "./next-step";
import { ValuesTable } from "./values-table";

// The title stands in the browser's history and in its tab: it names no one.
export const metadata: Metadata = { title: "Kasus" };

export default async function CasePage({ params }: PageProps<"/kasus/[caseId]">) {
  const actor = await requirePermission("case.view");
  const caseId = CaseId.safeParse((await params).caseId);
  if (!caseId.success) notFound();
  const [office, found] = await Promise.all([
    getOfficeOfRequest(),
    findCase(db(), actor, caseId.data),
  ]);
  if (!found) return denyRecord(actor, "case.view", "case", caseId.data);
  const { facts, state, programCode, version } = found;
  const of = { caseId: found.id };
  const [journey, groundchecks, proposals] = await Promise.all([
    readJourney(db(), actor, of),
    listRelatedGroundchecks(db(), actor, of),
    listRelatedProposals(db(), actor, of),
  ]);
  const about = { actor, found, groundchecks, proposals };
  const actions = availableActions(caseWorkflow, state, actor.role);

  return (
    <>
      <PageHeading
        back={{ href: "/kasus", text: "Kasus" }}
        title={caseName(facts.kind, programCode)}
        caption={<CaseCaption found={found} timeZone={office.timeZone} />}
      />
      <Journey steps={journey} timeZone={office.timeZone} />
      <NextStep {...about} />
      <div className="grid items-start gap-x-5 lg:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="min-w-0">
          <CaseReasons
            subject={ERROR_KINDS[facts.kind].subject}
            sentences={found.sentences}
            over={found.closedAt !== null}
          />
          <DoubledRecipients recipients={found.recipients} />
          <RelatedWork {...about} />
          <ValuesTable facts={facts} />
          <CloseForm
            way="dismiss"
            caseId={String(found.id)}
            version={version}
            available={actions.includes("dismiss")}
          />
          <CloseForm
            way="confirm"
            caseId={String(found.id)}
            version={version}
            available={actions.includes("confirm_data")}
          />
        </div>
        <div className="min-w-0">
          <CaseSubject found={found} />
          <CaseTimeline found={found} role={actor.role} timeZone={office.timeZone} />
        </div>
      </div>
    </>
  );
}
