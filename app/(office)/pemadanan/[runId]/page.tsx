import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Decision } from "@/app/(office)/impor/[runId]/decision";
import { FollowRun } from "@/app/(office)/impor/[runId]/follow-run";
import { HistoryCard } from "@/app/(office)/impor/[runId]/history-card";
import { Preview } from "@/app/(office)/impor/[runId]/preview";
import { ExportPanel } from "@/components/export/export-panel";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkTabs } from "@/components/ui/link-tabs";
import { Notice } from "@/components/ui/notice";
import { PageHeading } from "@/components/ui/page-heading";
import { Pagination } from "@/components/ui/pagination";
import { may } from "@/lib/auth/policy";
import { requirePermission } from "@/lib/auth/session";
import type { UserActor } from "@/lib/auth/types";
import { db } from "@/lib/db/client";
import { estimateProgress, isBusy } from "@/lib/import/estimate-progress";
import { findImportRun } from "@/lib/import/queries";
import { MATCHING_TAB_LABELS } from "@/lib/matching/labels";
import { listMatchingRows } from "@/lib/matching/list-matching-rows";
import { findMatching, type Matching } from "@/lib/matching/list-matchings";
import {
  isCompared,
  MATCHING_TABS,
  MatchingPageParams,
  type MatchingTab,
  RESULT_OF_TAB,
} from "@/lib/matching/schema";
import { getOfficeOfRequest } from "@/lib/office/queries";
import { formatDate, formatInstant, formatNumber } from "@/lib/shared/format";
import { matchingAddress, matchingRowAddress } from "../address";
import { Standing } from "../matching-table";
import { LineTable } from "./line-table";

export const metadata: Metadata = { title: "Pemadanan" };

/** For browsers without our script the page loads itself anew while the worker is busy. */
const RELOAD_SECONDS = 3;

export default async function MatchingPage({
  params,
  searchParams,
}: PageProps<"/pemadanan/[runId]">) {
  const actor = await requirePermission("matching.view");
  const { runId } = await params;
  const query = MatchingPageParams.safeParse(await searchParams);
  const [office, matching, run] = await Promise.all([
    getOfficeOfRequest(),
    findMatching(db(), actor, runId),
    findImportRun(db(), actor, runId),
  ]);
  if (!matching || !run || !query.success) notFound();
  const { tab, setelah } = query.data;
  return (
    <>
      <PageHeading
        back={backOf(matching)}
        title={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="break-words">{matching.name}</span>
            <Standing matching={matching} />
          </span>
        }
        caption={captionOf(matching, formatInstant(matching.createdAt, office.timeZone))}
        actions={
          isCompared(matching.state) &&
          may(actor.role, "list.export") && (
            <ExportPanel
              list="pemadanan"
              address={`/pemadanan?daftar=${runId}`}
              hasNumbers
              label="Unduh hasil"
            />
          )
        }
      />
      {isBusy(matching.state) && <UnderWay matching={matching} />}
      {matching.state === "failed" && (
        <Notice tone="negative" title="Pemadanan berhenti">
          {matching.failure?.sentence}
        </Notice>
      )}
      {matching.state === "discarded" && (
        <Notice tone="neutral" title="Daftar ini sudah dibatalkan">
          Baris dan hasilnya sudah dihapus.
        </Notice>
      )}
      {matching.kind === "deaths" && matching.state === "published" && matching.similar > 0 && (
        <Notice tone="info">
          Yang Anda putuskan sekarang dihitung saat kasus dicari lagi, yaitu ketika impor berikutnya
          terbit.
        </Notice>
      )}
      {isCompared(matching.state) && (
        <Results actor={actor} matching={matching} tab={tab} after={setelah} />
      )}
      {/* The import page of a list of deaths has the rest. */}
      {matching.kind === "matching" && (
        <div className="mt-6 grid items-start gap-x-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
          <div className="min-w-0">
            {run.summary && isCompared(matching.state) && (
              <Preview run={run} summary={run.summary} actor={actor} warnings={[]} />
            )}
          </div>
          <aside aria-label="Keputusan dan riwayat">
            <Decision run={run} actor={actor} stops={false} />
            <HistoryCard events={run.events} timeZone={office.timeZone} />
          </aside>
        </div>
      )}
    </>
  );
}

function backOf({ kind, id }: Matching) {
  return kind === "matching"
    ? { href: "/pemadanan", text: "Semua pemadanan" }
    : { href: `/impor/${id}`, text: "Kembali ke impor" };
}

/** The rows of one tab, and the way to the first that waits. */
async function Results({
  actor,
  matching,
  tab,
  after,
}: {
  readonly actor: UserActor;
  readonly matching: Matching;
  readonly tab: MatchingTab;
  readonly after: number | undefined;
}) {
  const { id, listId } = matching;
  if (listId === null) return null;
  const { rows, next } = await listMatchingRows(db(), actor, listId, RESULT_OF_TAB[tab], after);
  const count = matching[RESULT_OF_TAB[tab]];
  const [first] = rows;
  return (
    <>
      <LinkTabs
        label="Hasil pemadanan"
        tabs={MATCHING_TABS.map((one) => ({
          href: matchingAddress(id, one),
          text: MATCHING_TAB_LABELS[one],
          count: formatNumber(matching[RESULT_OF_TAB[one]]),
          current: one === tab,
        }))}
      />
      {first === undefined ? (
        <EmptyState title={EMPTY[tab]} />
      ) : (
        <>
          {tab === "mirip" && may(actor.role, "matching.decide") && (
            <p className="mb-4">
              <ButtonLink variant="primary" href={matchingRowAddress(id, first.lineNo)}>
                Putuskan satu per satu
              </ButtonLink>
            </p>
          )}
          <LineTable runId={id} tab={tab} rows={rows} />
          <Pagination
            label="Halaman baris"
            firstHref={after === undefined ? null : matchingAddress(id, tab)}
            nextHref={next === null ? null : matchingAddress(id, tab, next)}
            shown={`Menampilkan ${formatNumber(rows.length)} dari ${formatNumber(count)} baris`}
          />
        </>
      )}
    </>
  );
}

const EMPTY = {
  mirip: "Tidak ada baris yang menunggu keputusan",
  padan: "Tidak ada baris yang padan",
  "tidak-padan": "Semua baris padan atau mirip dengan seseorang",
} as const satisfies Record<MatchingTab, string>;

function UnderWay({ matching }: { readonly matching: Matching }) {
  return (
    <Card title="Sedang dipadankan">
      <FollowRun
        href={`/api/impor/${matching.id}/kemajuan`}
        initial={estimateProgress(matching, new Date())}
      />
      <noscript>
        <meta httpEquiv="refresh" content={String(RELOAD_SECONDS)} />
      </noscript>
    </Card>
  );
}

function captionOf(
  { createdByName, releaseName, releaseAsOf }: Matching,
  createdAt: string,
): string {
  const release =
    releaseName && releaseAsOf
      ? `dibandingkan dengan DTSEN ${releaseName}, keadaan ${formatDate(releaseAsOf)}`
      : null;
  return [`Disiapkan ${createdByName ?? "baris perintah"}, ${createdAt}`, release]
    .filter(Boolean)
    .join(" · ");
}
