import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { requirePermission } from "@/lib/auth/session";
import { db } from "@/lib/db/client";
import { estimateProgress, isBusy } from "@/lib/import/estimate-progress";
import { findDetectionAfter } from "@/lib/import/find-detection-after";
import { findEarlierImports } from "@/lib/import/find-earlier-imports";
import { IMPORT_STATE_LABELS } from "@/lib/import/labels";
import {
  type PreviewFacts,
  type PreviewWarning,
  previewWarnings,
} from "@/lib/import/preview-warnings";
import { findImportRun, type ImportRunPage } from "@/lib/import/queries";
import { getWarningLimits } from "@/lib/import/warning-limits";
import { getOfficeOfRequest } from "@/lib/office/queries";
import { EarlierImports } from "../earlier-imports";
import { Decision } from "./decision";
import { FollowRun } from "./follow-run";
import { HistoryCard } from "./history-card";
import { OutcomeCard } from "./outcome-card";
import { Preview } from "./preview";
import { RunHeading } from "./run-heading";
import { SourcesCard } from "./sources-card";

export const metadata: Metadata = { title: "Impor" };

/** States in which what was checked is there to be looked at. */
const WITH_PREVIEW: readonly ImportRunPage["state"][] = [
  "ready",
  "publishing",
  "published",
  "withdrawing",
  "withdrawn",
];

/** For browsers without our script the page loads itself anew while the worker is busy. */
const RELOAD_SECONDS = 3;

export default async function ImportPage({
  params,
}: {
  readonly params: Promise<{ runId: string }>;
}) {
  const actor = await requirePermission("import.view");
  const run = await findImportRun(db(), actor, (await params).runId);
  if (!run) notFound();
  // What is only compared with the registry has pages of its own.
  if (run.kind === "matching") redirect(`/pemadanan/${run.id}`);
  const [{ timeZone, release }, outcome, limits, earlier] = await Promise.all([
    getOfficeOfRequest(),
    run.state === "published" ? findDetectionAfter(db(), run.events) : null,
    getWarningLimits(db(), new Date()),
    run.state === "ready" ? findEarlierImports(db(), actor, digestsOf(run), run.id) : [],
  ]);
  const warnings = warningsOf(run, { current: release, limits });

  return (
    <>
      <RunHeading run={run} timeZone={timeZone} />
      <div className="grid items-start gap-x-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0">
          {isBusy(run.state) && <UnderWay run={run} />}
          {run.state === "failed" && <Failure run={run} />}
          {run.state === "discarded" && <Discarded run={run} />}
          {outcome && <OutcomeCard outcome={outcome} />}
          <EarlierImports imports={earlier} timeZone={timeZone} />
          {run.state === "withdrawn" && <Withdrawn run={run} />}
          {WITH_PREVIEW.includes(run.state) && run.summary && (
            <Preview run={run} summary={run.summary} actor={actor} warnings={warnings} />
          )}
          <SourcesCard files={run.files} />
        </div>
        <aside aria-label="Keputusan dan riwayat">
          <Decision run={run} actor={actor} stops={warnings.some(({ stops }) => stops)} />
          <HistoryCard events={run.events} timeZone={timeZone} />
        </aside>
      </div>
    </>
  );
}

function digestsOf({ files }: ImportRunPage): string[] {
  return files.map(({ sha256 }) => sha256);
}

/** What should make the person look twice who decides about a checked import. */
function warningsOf(
  { summary, asOf, files, actions, state }: ImportRunPage,
  known: Pick<PreviewFacts, "current" | "limits">,
): PreviewWarning[] {
  if (summary === null || (state !== "ready" && !actions.includes("publish"))) return [];
  return previewWarnings(summary, {
    ...known,
    asOf,
    rowsRead: files.reduce((sum, { rowsRead }) => sum + rowsRead, 0),
    rowsRejected: files.reduce((sum, { rowsRejected }) => sum + rowsRejected, 0),
  });
}

function UnderWay({ run }: { readonly run: ImportRunPage }) {
  return (
    <Card
      title={run.state === "received" ? "Menunggu diperiksa" : IMPORT_STATE_LABELS[run.state].text}
    >
      <FollowRun
        href={`/api/impor/${run.id}/kemajuan`}
        initial={estimateProgress(run, new Date())}
      />
      <noscript>
        <meta httpEquiv="refresh" content={String(RELOAD_SECONDS)} />
      </noscript>
    </Card>
  );
}

function Failure({ run }: { readonly run: ImportRunPage }) {
  return (
    <Notice
      tone="negative"
      title={run.failure?.step === "publish" ? "Penerbitan berhenti" : "Pemeriksaan berhenti"}
    >
      <p>{run.failure?.sentence}</p>
      {run.failure?.step === "check" && (
        <p>Bila berkasnya yang keliru, batalkan impor ini dan unggah berkas yang benar.</p>
      )}
      {run.actions.includes("repair") && run.files.some(({ rowsRejected }) => rowsRejected > 0) && (
        <p className="mt-2">
          <ButtonLink href={`/impor/${run.id}/perbaiki`}>Perbaiki baris yang ditolak</ButtonLink>
        </p>
      )}
    </Notice>
  );
}

function Discarded({ run }: { readonly run: ImportRunPage }) {
  const reason = run.events.findLast(({ action }) => action === "discard")?.reason;
  return (
    <Notice tone="neutral" title="Impor ini dibatalkan">
      <p>{reason ? `Alasannya: ${reason}` : "Berkasnya tidak menjadi data kantor."}</p>
    </Notice>
  );
}

function Withdrawn({ run }: { readonly run: ImportRunPage }) {
  const reason = run.events.findLast(({ action }) => action === "withdraw")?.reason;
  return (
    <Notice tone="negative" title="Rilis ini ditarik dan tidak berlaku lagi">
      <p>Alasannya: {reason}</p>
      <p>Berkas yang sama atau yang sudah diperbaiki dapat diimpor lagi.</p>
    </Notice>
  );
}
