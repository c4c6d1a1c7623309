import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeading } from "@/components/ui/page-heading";
import { denyRecord, requirePermission } from "@/lib/auth/session";
import { getOfficeOfRequest } from "@/lib/office/queries";
import type { ProposalView } from "@/lib/proposals/find-proposal";
import { PROPOSAL_KIND_LABELS } from "@/lib/proposals/labels";
import { personChoices } from "@/lib/proposals/people-form";
import { AddChangeParams, PEOPLE_MAX, ProposalId } from "@/lib/proposals/schema";
import { formatInstant, type TimeZone } from "@/lib/shared/format";
import { VisitText } from "../evidence-card";
import { AdditionForm } from "./addition-form";
import { AmendmentForm } from "./amendment-form";
import { EvidenceUpload } from "./evidence-upload";
import { type DraftView, loadDraft } from "./load-draft";
import { MoreChanges } from "./more-changes";
import { RemovalForm } from "./removal-form";

// The title stands in the browser's history and in its tab: it names no one.
export const metadata: Metadata = { title: "Ubah draf usulan" };

export default async function EditProposalPage({
  params,
  searchParams,
}: PageProps<"/usulan/[proposalId]/ubah">) {
  const actor = await requirePermission("proposal.draft");
  const id = ProposalId.safeParse((await params).proposalId);
  if (!id.success) notFound();
  const [office, draft] = await Promise.all([getOfficeOfRequest(), loadDraft(actor, id.data)]);
  if (!draft) return denyRecord(actor, "proposal.draft", "proposal", id.data);
  const { found } = draft;
  const wanted = AddChangeParams.safeParse(await searchParams);
  const { returned } = found;
  const who = [found.headName ?? "Nama tidak diisi", found.kelurahan].filter(Boolean).join(", ");
  return (
    <>
      <PageHeading
        back={{ href: `/usulan/${found.id}`, text: `Usulan ${found.number}` }}
        title={`Draf ${PROPOSAL_KIND_LABELS[found.kind].toLowerCase()} nomor ${found.number}`}
        caption={who}
      />
      {returned && (
        <Notice tone="warning" title="Dikembalikan untuk diperbaiki">
          <p className="whitespace-pre-line">{returned.reason}</p>
          <p className="text-small text-muted">
            {returned.actorName}, {formatInstant(returned.at, office.timeZone)}
          </p>
        </Notice>
      )}
      {found.newerRelease !== null && (
        <Notice title={`Rilis ${found.newerRelease} sudah berlaku`}>
          Nilai lama di bawah dibaca dari rilis itu. Simpan draf agar usulannya mengikuti.
        </Notice>
      )}
      {found.state === "draft" ? (
        <div className="grid items-start gap-x-5 lg:grid-cols-[minmax(0,1fr)_21rem]">
          <div className="min-w-0">
            <ContentForm draft={draft} />
            {found.kind === "amend" && (
              <MoreChanges draft={draft} wanted={wanted.success ? wanted.data : {}} />
            )}
          </div>
          <div className="min-w-0">
            <VisitCard found={found} timeZone={office.timeZone} />
            <EvidenceUpload
              proposalId={found.id}
              needed={found.groundcheckId === null}
              evidence={found.evidence}
              timeZone={office.timeZone}
            />
          </div>
        </div>
      ) : (
        <EmptyState
          title="Usulan ini tidak dapat diubah lagi"
          action={<ButtonLink href={`/usulan/${found.id}`}>Buka usulan</ButtonLink>}
        >
          Isinya hanya berubah selama masih draf. Verifikator atau kepala dinas dapat
          mengembalikannya untuk diperbaiki.
        </EmptyState>
      )}
    </>
  );
}

/** What the visit found is in the form already; here is the way to look at it in full. */
function VisitCard({
  found,
  timeZone,
}: {
  readonly found: ProposalView;
  readonly timeZone: TimeZone;
}) {
  if (found.groundcheckId === null) return null;
  return (
    <Card title="Kunjungan">
      <VisitText found={found} timeZone={timeZone} />
    </Card>
  );
}

/** Room for somebody who is in no list yet; saving makes room for more. */
const BLANK_ROWS = 2;

function ContentForm({ draft }: { readonly draft: DraftView }) {
  const { found, candidates, people, members, addition, removal } = draft;
  const shared = {
    proposalId: found.id,
    version: found.version,
    justification: found.justification,
  };
  switch (found.kind) {
    case "amend":
      return <AmendmentForm {...shared} groups={candidates} />;
    case "remove":
      return <RemovalForm {...shared} members={members} {...removal} />;
    case "add":
      return (
        <AdditionForm
          {...shared}
          {...addition}
          people={people}
          rows={Math.min(people.length + BLANK_ROWS, PEOPLE_MAX)}
          groups={candidates}
          choices={{
            relations: personChoices("status_hubungan_keluarga"),
            sexes: personChoices("jenis_kelamin"),
          }}
        />
      );
  }
}
