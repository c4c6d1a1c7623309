import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeading } from "@/components/ui/page-heading";
import { Pagination } from "@/components/ui/pagination";
import { recordAudit } from "@/lib/audit/record-audit";
import { requirePermission } from "@/lib/auth/session";
import { db } from "@/lib/db/client";
import { findImportRun, type ImportRunPage } from "@/lib/import/queries";
import {
  countRepairedRows,
  GRID_ROWS,
  listRejectedRows,
  listRepairedRows,
  type RejectedPage,
} from "@/lib/import/repair/list-rejected-rows";
import { findRepairedFileSentence } from "@/lib/import/repair/repair-sentences";
import { formatNumber } from "@/lib/shared/format";
import { RepairByFile } from "./repair-by-file";
import { RepairGrid } from "./repair-grid";
import { FileTabs, StateTabs } from "./repair-tabs";

export const metadata: Metadata = { title: "Perbaiki baris yang ditolak" };

/** Strict: another file's rows must not stand under a place that was misread. */
const Query = z.strictObject({
  berkas: z.uuid().optional(),
  /** The rows that were put right, instead of those that are rejected. */
  diperbaiki: z.literal("ya").optional(),
  setelah: z.coerce.number().int().positive().optional(),
  masalah: z.string().max(40).optional(),
});

type RunFile = ImportRunPage["files"][number];

/** The rejected rows of an import, to be put right here or in a file, and to go on with the import. */
export default async function RepairPage({
  params,
  searchParams,
}: PageProps<"/impor/[runId]/perbaiki">) {
  const actor = await requirePermission("import.create");
  const run = await findImportRun(db(), actor, (await params).runId);
  const query = Query.safeParse(await searchParams);
  if (!run || !query.success) notFound();
  const { berkas, diperbaiki, setelah: after, masalah } = query.data;
  const fileIds = run.files.map(({ id }) => id);
  const repairedOf = await countRepairedRows(db(), fileIds);
  const files = run.files.filter(({ id, rowsRejected }) => rowsRejected > 0 || repairedOf.has(id));
  const begin = diperbaiki ? files.find(({ id }) => repairedOf.has(id)) : files[0];
  const file = berkas === undefined ? begin : files.find(({ id }) => id === berkas);
  const repairable = run.actions.includes("repair");
  const repaired = (file && repairedOf.get(file.id)) ?? 0;
  const again = repaired > 0 && (diperbaiki === "ya" || file?.rowsRejected === 0);
  const list = again ? listRepairedRows : listRejectedRows;
  const page = repairable && file ? await list(db(), actor, file.id, after) : null;
  if (page && file)
    await recordAudit(db(), actor, {
      action: "import.view_rejected",
      subject: "import",
      subjectId: run.id,
      detail: { fileId: file.id, rows: page.rows.length },
    });
  return (
    <>
      <PageHeading
        title="Perbaiki baris yang ditolak"
        caption={run.name}
        back={{ href: `/impor/${run.id}`, text: "Kembali ke impor" }}
      />
      {page && file ? (
        <>
          <FileTabs files={files} current={file} />
          <StateTabs file={file} repaired={repaired} again={again} />
          {!again && (
            <RepairByFile
              run={run}
              file={file}
              problem={masalah === undefined ? undefined : findRepairedFileSentence(masalah)}
            />
          )}
          <Rows
            {...{ run, file, page, again }}
            first={after === undefined}
            count={again ? repaired : file.rowsRejected}
          />
        </>
      ) : (
        <NothingToRepair run={run} repairable={repairable} />
      )}
    </>
  );
}

function Rows({
  run,
  file,
  page,
  again,
  first,
  count,
}: {
  readonly run: ImportRunPage;
  readonly file: RunFile;
  readonly page: RejectedPage;
  /** The rows were put right before. */
  readonly again: boolean;
  readonly first: boolean;
  readonly count: number;
}) {
  const address = `/impor/${run.id}/perbaiki?berkas=${file.id}${again ? "&diperbaiki=ya" : ""}`;
  return (
    <Card
      title={again ? "Ubah lagi baris yang sudah diperbaiki" : "Perbaiki di sini"}
      // What hides its overflow keeps the bar with the button from staying in sight.
      className="overflow-visible!"
      note="Isian diperiksa selagi diketik, dengan aturan yang sama seperti saat berkas dibaca. Panah atas dan bawah berpindah baris."
    >
      {!again && count > GRID_ROWS && (
        <Notice tone="warning" title={`${formatNumber(count)} baris ditolak`}>
          <p>
            Di sini paling banyak {formatNumber(GRID_ROWS)} baris sekaligus. Untuk sebanyak ini
            lebih cepat diunduh, diperbaiki di lembar kerja, lalu diunggah lagi di atas.
          </p>
        </Notice>
      )}
      <RepairGrid
        // Fields keep what is typed by themselves: other rows are another grid.
        key={`${again} ${file.id} ${page.rows[0]?.lineNo}`}
        runId={run.id}
        version={run.version}
        fileId={file.id}
        page={page}
        again={again}
      />
      <Pagination
        label={again ? "Halaman baris yang diperbaiki" : "Halaman baris yang ditolak"}
        firstHref={first ? null : address}
        nextHref={page.next === null ? null : `${address}&setelah=${page.next}`}
        shown={`Menampilkan ${formatNumber(page.rows.length)} dari ${formatNumber(count)} baris`}
      />
    </Card>
  );
}

function NothingToRepair({
  run,
  repairable,
}: {
  readonly run: ImportRunPage;
  readonly repairable: boolean;
}) {
  return (
    <EmptyState
      title={
        repairable ? "Tidak ada baris yang ditolak" : "Barisnya tidak dapat diperbaiki sekarang"
      }
      action={<ButtonLink href={`/impor/${run.id}`}>Buka impornya</ButtonLink>}
    >
      {repairable
        ? "Semua baris berkas ini diterima."
        : "Baris yang ditolak dapat diperbaiki setelah pemeriksaan selesai dan sebelum impornya terbit."}
    </EmptyState>
  );
}
