import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeading } from "@/components/ui/page-heading";
import { SummaryList } from "@/components/ui/summary-list";
import { may } from "@/lib/auth/policy";
import { denyRecord, requirePermission } from "@/lib/auth/session";
import type { Role } from "@/lib/auth/types";
import { caseNameInFamily } from "@/lib/cases/case-name";
import { CaseId } from "@/lib/cases/schema";
import { db } from "@/lib/db/client";
import { GROUNDCHECK_RESULT_LABELS } from "@/lib/groundchecks/labels";
import { getOfficeOfRequest } from "@/lib/office/queries";
import {
  type CaseOption,
  type DraftOptions,
  readDraftOptions,
} from "@/lib/proposals/draft-options";
import {
  OBSTACLE_SENTENCES,
  PROPOSAL_KIND_HINTS,
  PROPOSAL_KIND_LABELS,
} from "@/lib/proposals/labels";
import { formatDay, type TimeZone } from "@/lib/shared/format";
import { DraftForm } from "./draft-form";

// The title stands in the browser's history and in its tab: it names no one.
export const metadata: Metadata = { title: "Buat usulan" };

export default async function NewProposalPage({ params }: PageProps<"/kasus/[caseId]/usulan">) {
  const actor = await requirePermission("proposal.draft");
  const caseId = CaseId.safeParse((await params).caseId);
  if (!caseId.success) notFound();
  const [office, options] = await Promise.all([
    getOfficeOfRequest(),
    readDraftOptions(db(), actor, caseId.data),
  ]);
  if (!options) return denyRecord(actor, "proposal.draft", "case", caseId.data);
  const [own, ...others] = options.cases;
  return (
    <>
      <PageHeading
        back={{ href: `/kasus/${caseId.data}`, text: "Kasus" }}
        title="Buat usulan"
        caption={own && `Untuk kasus ${caseOf(own)}`}
      />
      {options.obstacle === null ? (
        <div className="grid items-start gap-x-5 lg:grid-cols-[minmax(0,1fr)_21rem]">
          <Card title="Apa yang diusulkan">
            <DraftForm
              caseId={String(caseId.data)}
              others={others.map((other) => ({ value: String(other.id), text: caseOf(other) }))}
              kinds={options.kinds.map((kind) => ({
                value: kind,
                text: PROPOSAL_KIND_LABELS[kind],
                hint: PROPOSAL_KIND_HINTS[kind],
              }))}
              kind={options.kind}
            />
          </Card>
          <FamilyCard options={options} timeZone={office.timeZone} />
        </div>
      ) : (
        <Obstacle options={options} obstacle={options.obstacle} role={actor.role} />
      )}
    </>
  );
}

function caseOf({ kind, programCode, personName }: CaseOption): string {
  return caseNameInFamily(kind, programCode, personName);
}

/** Whom the proposal will be about, and what it can rest on. */
function FamilyCard({
  options: { householdId, headName, nomorKk, place, releaseName, inRelease, groundcheck },
  timeZone,
}: {
  readonly options: DraftOptions;
  readonly timeZone: TimeZone;
}) {
  return (
    <Card title="Keluarga">
      <SummaryList
        rows={[
          {
            term: "Kepala keluarga",
            value: (
              <Link href={`/keluarga/${householdId}`} prefetch={false} className="font-semibold">
                {headName ?? "Nama tidak diisi"}
              </Link>
            ),
          },
          { term: "No KK", value: nomorKk },
          { term: "Kelurahan", value: place },
          {
            term: `DTSEN ${releaseName ?? ""}`,
            value: inRelease ? "Ada di rilis ini" : "Tidak ada di rilis ini",
          },
          {
            term: "Groundcheck",
            value:
              groundcheck === null ? (
                "Tidak perlu; lampirkan foto bukti"
              ) : (
                <Link href={`/groundcheck/${groundcheck.id}`} prefetch={false}>
                  {groundcheck.result === null
                    ? "Terverifikasi"
                    : GROUNDCHECK_RESULT_LABELS[groundcheck.result]}
                  {groundcheck.verifiedAt &&
                    `, diverifikasi ${formatDay(groundcheck.verifiedAt, timeZone)}`}
                </Link>
              ),
          },
        ]}
      />
    </Card>
  );
}

/** Why not now, and where to go on. */
function Obstacle({
  options: { caseId, householdId, proposal },
  obstacle,
  role,
}: {
  readonly options: DraftOptions;
  readonly obstacle: NonNullable<DraftOptions["obstacle"]>;
  readonly role: Role;
}) {
  const { title, text } = OBSTACLE_SENTENCES[obstacle];
  return (
    <EmptyState
      title={title}
      action={
        <>
          {obstacle === "in_proposal" && proposal && (
            <ButtonLink href={`/usulan/${proposal.id}`} variant="primary">
              Buka usulan {proposal.number}
            </ButtonLink>
          )}
          {obstacle === "needs_visit" &&
            householdId !== null &&
            may(role, "groundcheck.assign") && (
              <ButtonLink href={`/groundcheck/tugaskan?keluarga=${householdId}`} variant="primary">
                Tugaskan groundcheck
              </ButtonLink>
            )}
          <ButtonLink href={`/kasus/${caseId}`}>Kembali ke kasus</ButtonLink>
        </>
      }
    >
      {text}
    </EmptyState>
  );
}
