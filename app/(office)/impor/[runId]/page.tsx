import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { requirePermission } from "@/lib/auth/session";
import { db } from "@/lib/db/client";
import { estimateProgress, isBusy } from "@/lib/import/estimate-progress";
import { findDetectionAfter } from "@/lib/import/find-detection-after";
import { findImportRun, type ImportRunPage } from "@/lib/import/queries";
import { getOfficeOfRequest } from "@/lib/office/queries";
import { Decision } from "./decision";
import { FollowRun } from "./follow-run";
import { HistoryCard } from "./history-card";
import { OutcomeCard } from "./outcome-card";
import { Preview } from "./preview";
import { RunHeading } from "./run-heading";

export const metadata: Metadata = { title: "Impor" };

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
  const [{ timeZone, release }, outcome] = await Promise.all([
    getOfficeOfRequest(),
    run.state === "published" ? findDetectionAfter(db(), run.events) : null,
  ]);
  const checked = run.state === "ready" || run.state === "publishing" || run.state === "published";

  return (
    <>
      <RunHeading run={run} timeZone={timeZone} />
      <div className="grid items-start gap-x-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0">
          {isBusy(run.state) && <UnderWay run={run} />}
          {run.state === "failed" && <Failure run={run} />}
          {run.state === "discarded" && <Discarded run={run} />}
          {outcome && <OutcomeCard outcome={outcome} />}
          {checked && run.summary && (
            <Preview run={run} summary={run.summary} actor={actor} current={release} />
          )}
        </div>
        <aside aria-label="Keputusan dan riwayat">
          <Decision run={run} actor={actor} />
          <HistoryCard events={run.events} timeZone={timeZone} />
        </aside>
      </div>
    </>
  );
}

function UnderWay({ run }: { readonly run: ImportRunPage }) {
  return (
    <Card title={run.state === "publishing" ? "Sedang diterbitkan" : "Sedang diperiksa"}>
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
