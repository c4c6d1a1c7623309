import { Upload } from "lucide-react";
import type { Metadata } from "next";
import { z } from "zod";
import { ExportPanel } from "@/components/export/export-panel";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeading } from "@/components/ui/page-heading";
import { Pagination } from "@/components/ui/pagination";
import { may } from "@/lib/auth/policy";
import { requirePermission } from "@/lib/auth/session";
import { db } from "@/lib/db/client";
import { listImportRuns } from "@/lib/import/queries";
import { getOfficeOfRequest } from "@/lib/office/queries";
import { formatNumber } from "@/lib/shared/format";
import { AcceptedFiles } from "./accepted-files";
import { RunsTable } from "./runs-table";

export const metadata: Metadata = { title: "Impor" };

/** A place in the list that is none begins it anew. */
const Query = z.object({ setelah: z.uuid().optional().catch(undefined) });

export default async function ImportsPage({
  searchParams,
}: {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const actor = await requirePermission("import.list");
  const { setelah: before } = Query.parse(await searchParams);
  const publishes = may(actor.role, "import.publish") && before === undefined;
  const [office, { runs, next }, waiting] = await Promise.all([
    getOfficeOfRequest(),
    listImportRuns(db(), actor, before),
    publishes ? listImportRuns(db(), actor, undefined, ["ready"]) : { runs: [] },
  ]);
  if (actor.area.level !== "regency") return <WholeRegencyOnly />;
  const creates = may(actor.role, "import.create");

  return (
    <>
      <PageHeading
        title="Impor"
        caption="Rilis DTSEN dan semua daftar yang masuk ke kantor ini"
        actions={
          <>
            {runs.length > 0 && may(actor.role, "list.export") && (
              <ExportPanel list="impor" address="/impor" hasNumbers={false} />
            )}
            {may(actor.role, "matching.list") && (
              <ButtonLink href="/pemadanan">Pemadanan</ButtonLink>
            )}
            {runs.length > 0 && creates && (
              <>
                <ButtonLink href="/impor/profil">Profil kolom</ButtonLink>
                <NewImport />
              </>
            )}
          </>
        }
      />
      {waiting.runs.length > 0 && (
        <RunsTable
          caption="Menunggu penerbitan Anda"
          runs={waiting.runs}
          timeZone={office.timeZone}
        />
      )}
      {runs.length === 0 ? (
        <NoImports creates={creates} />
      ) : (
        <>
          <RunsTable
            caption="Semua impor, terbaru di atas"
            runs={runs}
            timeZone={office.timeZone}
          />
          <Pagination
            label="Halaman daftar impor"
            firstHref={before === undefined ? null : "/impor"}
            nextHref={next === null ? null : `/impor?setelah=${next}`}
            shown={`Menampilkan ${formatNumber(runs.length)} impor`}
          />
        </>
      )}
    </>
  );
}

function NewImport() {
  return (
    <ButtonLink href="/impor/baru" variant="primary">
      <Upload aria-hidden />
      Impor baru
    </ButtonLink>
  );
}

function NoImports({ creates }: { readonly creates: boolean }) {
  return (
    <>
      <EmptyState title="Belum ada impor" action={creates && <NewImport />}>
        {creates
          ? "Mulailah dengan rilis DTSEN: registri dan kasus terisi setelah verifikator menerbitkannya."
          : "Operator menyiapkan impor; yang siap ditinjau muncul di sini untuk Anda terbitkan."}
      </EmptyState>
      {creates && (
        <Card title="Berkas yang diperlukan" className="mt-5">
          <AcceptedFiles />
        </Card>
      )}
    </>
  );
}

function WholeRegencyOnly() {
  return (
    <>
      <PageHeading title="Impor" />
      <EmptyState title="Impor mencakup seluruh kabupaten/kota">
        Wilayah tugas Anda lebih kecil, jadi impor dikerjakan petugas tingkat kabupaten/kota.
      </EmptyState>
    </>
  );
}
