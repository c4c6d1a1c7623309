import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkTabs } from "@/components/ui/link-tabs";
import { Notice } from "@/components/ui/notice";
import { PageHeading } from "@/components/ui/page-heading";
import { Pagination } from "@/components/ui/pagination";
import { recordAudit } from "@/lib/audit/record-audit";
import { requirePermission } from "@/lib/auth/session";
import { db } from "@/lib/db/client";
import { IMPORT_FILE_ROLE_LABELS } from "@/lib/import/labels";
import { findImportRun, type ImportRunPage } from "@/lib/import/queries";
import {
  GRID_ROWS,
  listRejectedRows,
  type RejectedPage,
} from "@/lib/import/repair/list-rejected-rows";
import { findRepairedFileSentence } from "@/lib/import/repair/repair-sentences";
import { formatNumber } from "@/lib/shared/format";
import { RepairByFile } from "./repair-by-file";
import { RepairGrid } from "./repair-grid";

export const metadata: Metadata = { title: "Perbaiki baris yang ditolak" };

/** Strict: another file's rows must not stand under a place that was misread. */
const Query = z.strictObject({
  berkas: z.uuid().optional(),
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
  const { berkas, setelah: after, masalah } = query.data;
  const files = run.files.filter(({ rowsRejected }) => rowsRejected > 0);
  const file = berkas === undefined ? files[0] : files.find(({ id }) => id === berkas);
  const repairable = run.actions.includes("repair");
  const page = repairable && file ? await listRejectedRows(db(), actor, file.id, after) : null;
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
          <RepairByFile
            run={run}
            file={file}
            problem={masalah === undefined ? undefined : findRepairedFileSentence(masalah)}
          />
          <Rows run={run} file={file} page={page} first={after === undefined} />
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
  first,
}: {
  readonly run: ImportRunPage;
  readonly file: RunFile;
  readonly page: RejectedPage;
  readonly first: boolean;
}) {
  const address = `/impor/${run.id}/perbaiki?berkas=${file.id}`;
  return (
    <Card
      title="Perbaiki di sini"
      // What hides its overflow keeps the bar with the button from staying in sight.
      className="overflow-visible!"
      note="Isian diperiksa selagi diketik, dengan aturan yang sama seperti saat berkas dibaca. Panah atas dan bawah berpindah baris."
    >
      {file.rowsRejected > GRID_ROWS && (
        <Notice tone="warning" title={`${formatNumber(file.rowsRejected)} baris ditolak`}>
          <p>
            Di sini paling banyak {formatNumber(GRID_ROWS)} baris sekaligus. Untuk sebanyak ini
            lebih cepat diunduh, diperbaiki di lembar kerja, lalu diunggah lagi di atas.
          </p>
        </Notice>
      )}
      <RepairGrid runId={run.id} version={run.version} fileId={file.id} page={page} />
      <Pagination
        label="Halaman baris yang ditolak"
        firstHref={first ? null : address}
        nextHref={page.next === null ? null : `${address}&setelah=${page.next}`}
        shown={`Menampilkan ${formatNumber(page.rows.length)} dari ${formatNumber(file.rowsRejected)} baris`}
      />
    </Card>
  );
}

function FileTabs({
  files,
  current,
}: {
  readonly files: readonly RunFile[];
  readonly current: RunFile;
}) {
  if (files.length < 2) return null;
  const several = (role: RunFile["role"]) => files.filter((file) => file.role === role).length > 1;
  return (
    <LinkTabs
      label="Berkas"
      tabs={files.map(({ id, runId, role, name, rowsRejected }) => ({
        href: `/impor/${runId}/perbaiki?berkas=${id}`,
        text: several(role) ? name : IMPORT_FILE_ROLE_LABELS[role],
        count: formatNumber(rowsRejected),
        current: id === current.id,
      }))}
    />
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
