import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { Journey, JourneyLine } from "@/components/journey/journey";
import { PageHeading } from "@/components/ui/page-heading";
import { StatusTag } from "@/components/ui/tag";
import { recordAudit } from "@/lib/audit/record-audit";
import { denyRecord, requirePermission } from "@/lib/auth/session";
import type { UserActor } from "@/lib/auth/types";
import { readJourney } from "@/lib/cases/journey";
import { db } from "@/lib/db/client";
import { getOfficeOfRequest } from "@/lib/office/queries";
import { findProposal, type ProposalView, readApprovalFacts } from "@/lib/proposals/find-proposal";
import { PROPOSAL_KIND_LABELS, PROPOSAL_STATE_LABELS } from "@/lib/proposals/labels";
import { ProposalId } from "@/lib/proposals/schema";
import { dayOnCalendar, formatAge, formatDay, type TimeZone } from "@/lib/shared/format";
import { BasisCard } from "./basis-card";
import { ChangesCard } from "./changes-card";
import { EvidenceCard } from "./evidence-card";
import { NextStep } from "./next-step";
import { ProposalTimeline } from "./proposal-timeline";
import { SubjectCard } from "./subject-card";

// The title stands in the browser's history and in its tab: it names no one.
export const metadata: Metadata = { title: "Usulan" };

export default async function ProposalPage({ params }: PageProps<"/usulan/[proposalId]">) {
  const actor = await requirePermission("proposal.view");
  const id = ProposalId.safeParse((await params).proposalId);
  if (!id.success) notFound();
  const [office, found] = await Promise.all([getOfficeOfRequest(), openProposal(actor, id.data)]);
  if (!found) return denyRecord(actor, "proposal.view", "proposal", id.data);
  const [steps, facts] = await Promise.all([
    readJourney(db(), actor, { proposalId: found.id }),
    readApprovalFacts(db(), actor, found),
  ]);
  const { timeZone } = office;
  const today = dayOnCalendar(new Date(), timeZone);
  return (
    <>
      <PageHeading
        back={{ href: "/usulan", text: "Usulan" }}
        title={`${PROPOSAL_KIND_LABELS[found.kind]} nomor ${found.number}`}
        caption={<Caption found={found} timeZone={timeZone} />}
      />
      {/* On a phone one line of it, so that what is to be done is in sight; the whole follows below. */}
      <div className="mb-5 lg:hidden">
        <JourneyLine steps={steps} />
      </div>
      <div className="max-lg:hidden">
        <Journey steps={steps} timeZone={timeZone} />
      </div>
      <div className="grid items-start gap-x-5 lg:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="min-w-0">
          <NextStep
            actor={actor}
            found={found}
            notOwn={facts.not_own}
            today={today}
            timeZone={timeZone}
          />
          <ChangesCard found={found} />
          <EvidenceCard found={found} timeZone={timeZone} />
        </div>
        <div className="min-w-0">
          <div className="lg:hidden">
            <Journey steps={steps} timeZone={timeZone} />
          </div>
          <SubjectCard found={found} role={actor.role} />
          <BasisCard found={found} role={actor.role} today={today} />
          <ProposalTimeline timeline={found.timeline} timeZone={timeZone} />
        </div>
      </div>
    </>
  );
}

/** That it was opened is written down before anything of it is shown. */
async function openProposal(actor: UserActor, id: string): Promise<ProposalView | null> {
  return db().$transaction(async (tx) => {
    const found = await findProposal(tx, actor, id);
    if (found)
      await recordAudit(tx, actor, {
        action: "proposal.view",
        subject: "proposal",
        subjectId: id,
        detail: { householdId: String(found.householdId) },
      });
    return found;
  });
}

function Caption({
  found: { householdId, headName, kelurahan, kecamatan, state, since },
  timeZone,
}: {
  readonly found: ProposalView;
  readonly timeZone: TimeZone;
}) {
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-text">
        <Link href={`/keluarga/${householdId}`} prefetch={false} className="font-semibold">
          {headName ?? "Nama tidak diisi"}
        </Link>
        {kelurahan !== null && <span>{[kelurahan, kecamatan].filter(Boolean).join(", ")}</span>}
      </p>
      <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-small">
        <StatusTag labels={PROPOSAL_STATE_LABELS} value={state} />
        <span>
          Sejak {formatDay(since, timeZone)} ({formatAge(since, new Date(), timeZone)})
        </span>
      </p>
    </>
  );
}
