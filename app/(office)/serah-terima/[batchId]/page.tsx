import { Download } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkTabs } from "@/components/ui/link-tabs";
import { PageHeading } from "@/components/ui/page-heading";
import { Pagination } from "@/components/ui/pagination";
import { may } from "@/lib/auth/policy";
import { denyRecord, requirePermission } from "@/lib/auth/session";
import { LINE_TAB_LABELS } from "@/lib/hand-over/labels";
import type { ListedBatch } from "@/lib/hand-over/list-batches";
import { BatchId, LINE_TABS, LineListParams, type LineTab } from "@/lib/hand-over/schema";
import { getOfficeOfRequest } from "@/lib/office/queries";
import { dayOnCalendar, formatInstant, formatNumber } from "@/lib/shared/format";
import { LineList } from "./line-list";
import { loadBatch } from "./load-batch";

export const metadata: Metadata = { title: "Daftar serah terima" };

export default async function BatchPage({
  params,
  searchParams,
}: PageProps<"/serah-terima/[batchId]">) {
  const actor = await requirePermission("hand_over.view");
  const batchId = BatchId.safeParse((await params).batchId);
  if (!batchId.success) notFound();
  const wanted = LineListParams.safeParse(await searchParams);
  const address = `/serah-terima/${batchId.data}`;
  if (!wanted.success) return <RefusedFilter address={address} />;
  const [office, opened] = await Promise.all([
    getOfficeOfRequest(),
    loadBatch(actor, batchId.data, wanted.data),
  ]);
  if (!opened) return denyRecord(actor, "hand_over.view", "hand_over", batchId.data);
  const { batch, lines, next } = opened;
  const { tab } = wanted.data;
  const enters = may(actor.role, "hand_over.enter");

  return (
    <>
      <PageHeading
        back={{ href: "/serah-terima", text: "Serah terima" }}
        title={`Daftar serah terima ${batch.number}`}
        caption={`${formatNumber(batch.lines)} usulan · dibuat ${batch.createdByName ?? "petugas"}, ${formatInstant(batch.createdAt, office.timeZone)}`}
        actions={enters && <WorkbookLink batchId={batch.id} />}
      />
      <LinkTabs
        label="Baris menurut keadaannya"
        tabs={LINE_TABS.map((one) => ({
          href: `${address}?tab=${one}`,
          text: LINE_TAB_LABELS[one],
          count: formatNumber(countOf(batch, one)),
          current: one === tab,
        }))}
      />
      <LineList
        batchId={batch.id}
        tab={tab}
        lines={lines}
        enters={enters}
        today={dayOnCalendar(new Date(), office.timeZone)}
        empty={<NoLines tab={tab} batch={batch} address={address} />}
      />
      {(next !== null || wanted.data.setelah !== undefined) && (
        <Pagination
          label="Halaman baris"
          firstHref={wanted.data.setelah === undefined ? null : `${address}?tab=${tab}`}
          nextHref={next === null ? null : `${address}?tab=${tab}&setelah=${next}`}
          shown={`Menampilkan ${formatNumber(lines.length)} dari ${formatNumber(countOf(batch, tab))} baris`}
        />
      )}
    </>
  );
}

/** Not a link of the router: it would fetch the file a second time, and the trail would say so. */
function WorkbookLink({ batchId }: { readonly batchId: string }) {
  return (
    <a
      href={`/api/serah-terima/${batchId}/berkas`}
      download
      className="inline-flex min-h-11 items-center justify-center gap-2 rounded border border-line-control bg-surface px-4 py-2 text-body font-semibold text-text no-underline hover:bg-sunken hover:text-text md:min-h-10"
    >
      <Download aria-hidden className="size-4" />
      Unduh XLSX
    </a>
  );
}

function countOf(batch: ListedBatch, tab: LineTab): number {
  const { toEnter, atKemensos, approved, atBps, rejected, changed, unchanged, withdrawn } = batch;
  const counts = {
    belum: toEnter,
    menunggu: atKemensos + approved + atBps,
    selesai: rejected + changed + unchanged + withdrawn,
  };
  return counts[tab];
}

function NoLines({
  tab,
  batch,
  address,
}: {
  readonly tab: LineTab;
  readonly batch: ListedBatch;
  readonly address: string;
}) {
  const waiting = countOf(batch, "menunggu");
  if (tab === "belum")
    return (
      <EmptyState
        title="Semua baris sudah dientri"
        action={
          waiting > 0 && (
            <ButtonLink href={`${address}?tab=menunggu`} variant="primary">
              Lihat yang menunggu hasil
            </ButtonLink>
          )
        }
      >
        Catat jawaban Kemensos dan BPS di “Menunggu hasil” begitu terlihat di SIKS-NG.
      </EmptyState>
    );
  return tab === "menunggu" ? (
    <EmptyState title="Tidak ada baris yang menunggu hasil">
      {batch.toEnter > 0
        ? "Baris pindah ke sini setelah dicatat sudah dientri."
        : "Semua baris daftar ini sudah dijawab."}
    </EmptyState>
  ) : (
    <EmptyState title="Belum ada baris yang selesai">
      Baris selesai setelah ditolak, dibatalkan, atau terlihat di rilis DTSEN berikutnya.
    </EmptyState>
  );
}

/** A filter that was ignored would show every line and look like an answer. */
function RefusedFilter({ address }: { readonly address: string }) {
  return (
    <>
      <PageHeading
        back={{ href: "/serah-terima", text: "Serah terima" }}
        title="Daftar serah terima"
      />
      <EmptyState
        title="Saringan ini tidak dikenal"
        action={<ButtonLink href={address}>Buka daftar tanpa saringan</ButtonLink>}
      >
        Alamat halaman ini memuat saringan yang tidak ada, jadi tidak ada baris yang ditampilkan.
      </EmptyState>
    </>
  );
}
