import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { Notice } from "@/components/ui/notice";
import { PageHeading } from "@/components/ui/page-heading";
import { StatusTag } from "@/components/ui/tag";
import { denyRecord, requirePermission } from "@/lib/auth/session";
import { db } from "@/lib/db/client";
import { getOfficeOfRequest } from "@/lib/office/queries";
import { findSuspension } from "@/lib/programs/find-suspension";
import { PARTICIPATION_STATE_LABELS, programShortName } from "@/lib/programs/labels";
import { type Standing, standingOf } from "@/lib/programs/suspension";
import { DECISION_ACTIONS, ParticipationId } from "@/lib/programs/suspension-schema";
import { participationWorkflow } from "@/lib/programs/workflow";
import { formatAge, formatDay } from "@/lib/shared/format";
import { availableActions } from "@/lib/workflow/machine";
import { isWaiting } from "../standing-line";
import { DecisionForm } from "./decision-form";
import { SuspensionFacts } from "./suspension-facts";
import { SuspensionTimeline } from "./suspension-timeline";

// The title stands in the browser's history and in its tab: it names no one.
export const metadata: Metadata = { title: "Penangguhan bantuan" };

export default async function SuspensionPage({
  params,
}: PageProps<"/penangguhan/[participationId]">) {
  const actor = await requirePermission("participation.view");
  const id = ParticipationId.safeParse((await params).participationId);
  if (!id.success) notFound();
  const [{ timeZone }, found] = await Promise.all([
    getOfficeOfRequest(),
    findSuspension(db(), actor, id.data),
  ]);
  if (!found) return denyRecord(actor, "participation.view", "participation", id.data);
  const { state, since, headName, householdId, kelurahan, kecamatan, version } = found;
  const program = programShortName(found.programCode);
  const standing = standingOf(found);
  const held = state === "suspended";
  const offered = availableActions(participationWorkflow, state, actor.role);
  const choices = DECISION_ACTIONS.filter((action) => offered.includes(action));

  return (
    <>
      <PageHeading
        back={{ href: "/penangguhan", text: "Penangguhan" }}
        title={held ? `Bantuan ${program} yang ditangguhkan` : `Bantuan ${program}`}
        caption={
          <>
            <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-text">
              <Link href={`/keluarga/${householdId}`} prefetch={false} className="font-semibold">
                {headName ?? "Nama tidak diisi"}
              </Link>
              {kelurahan !== null && (
                <span>{[kelurahan, kecamatan].filter(Boolean).join(", ")}</span>
              )}
            </p>
            <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-small">
              <StatusTag labels={PARTICIPATION_STATE_LABELS} value={state} />
              <span>
                Sejak {formatDay(since, timeZone)}
                {held && ` (${formatAge(since, new Date(), timeZone)})`}
              </span>
            </p>
          </>
        }
      />
      <div className="grid items-start gap-x-5 lg:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="min-w-0">
          {held && isWaiting(standing) && <NotYet standing={standing} />}
          <SuspensionFacts
            found={found}
            standing={standing}
            role={actor.role}
            timeZone={timeZone}
          />
          <DecisionForm
            participationId={String(found.id)}
            version={version}
            program={program}
            choices={isWaiting(standing) ? [] : choices}
          />
          {held && !isWaiting(standing) && choices.length === 0 && (
            <p className="text-small text-muted">
              Verifikator atau kepala dinas memutuskan apakah bantuan ini dilanjutkan; mengakhirinya
              hanya kepala dinas.
            </p>
          )}
        </div>
        <SuspensionTimeline found={found} timeZone={timeZone} />
      </div>
    </>
  );
}

function NotYet({ standing }: { readonly standing: Standing }) {
  return (
    <Notice tone="info" title="Belum dapat diputus">
      {standing.of === "not_assigned" &&
        "Keadaan keluarga ini belum diperiksa: operator menugaskan pendamping untuk berkunjung."}
      {standing.of === "with_companion" &&
        `${standing.companionName} ditugaskan untuk mengunjungi keluarga ini.`}
      {standing.of === "to_verify" &&
        "Hasil kunjungan sudah dikirim dan menunggu diverifikasi orang lain."}
    </Notice>
  );
}
