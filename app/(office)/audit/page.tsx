import type { Metadata } from "next";
import { ExportPanel } from "@/components/export/export-panel";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeading } from "@/components/ui/page-heading";
import { Pagination } from "@/components/ui/pagination";
import { listAuditEvents, listAuditedPeople } from "@/lib/audit/queries";
import { AuditParams } from "@/lib/audit/schema";
import { requirePermission } from "@/lib/auth/session";
import { db } from "@/lib/db/client";
import { getOfficeOfRequest } from "@/lib/office/queries";
import { formatNumber } from "@/lib/shared/format";
import { addressOf } from "./audit-address";
import { AuditTable } from "./audit-table";
import { FilterForm } from "./filter-form";

export const metadata: Metadata = { title: "Jejak audit" };

export default async function AuditPage({ searchParams }: PageProps<"/audit">) {
  await requirePermission("audit.list");
  const params = AuditParams.safeParse(await searchParams);
  return (
    <>
      <PageHeading
        title="Jejak audit"
        caption="Siapa melakukan apa dan kapan, terbaru di atas. Tidak dapat diubah atau dihapus."
        actions={
          params.success && (
            <ExportPanel list="audit" address={addressOf(params.data)} hasNumbers={false} />
          )
        }
      />
      {params.success ? <Trail wanted={params.data} /> : <RefusedFilter />}
    </>
  );
}

async function Trail({ wanted }: { readonly wanted: AuditParams }) {
  const office = await getOfficeOfRequest();
  const [people, page] = await Promise.all([
    listAuditedPeople(db()),
    listAuditEvents(db(), wanted, office.timeZone),
  ]);
  return (
    <div className="grid items-start gap-x-5 lg:grid-cols-[15rem_minmax(0,1fr)]">
      <FilterForm people={people} chosen={wanted} />
      {page.rows.length === 0 ? (
        <EmptyState
          title="Tidak ada catatan yang cocok"
          action={<ButtonLink href="/audit">Hapus semua saringan</ButtonLink>}
        >
          Kurangi saringannya, atau pilih rentang tanggal yang lebih panjang.
        </EmptyState>
      ) : (
        <section aria-label="Daftar catatan audit" className="min-w-0">
          <AuditTable rows={page.rows} timeZone={office.timeZone} />
          <Pagination
            label="Halaman jejak audit"
            firstHref={wanted.sebelum ? addressOf({ ...wanted, sebelum: undefined }) : null}
            nextHref={page.next ? addressOf({ ...wanted, sebelum: page.next }) : null}
            shown={`Menampilkan ${formatNumber(page.rows.length)} catatan`}
          />
        </section>
      )}
    </div>
  );
}

/** A filter that was ignored would show everything and look like an answer. */
function RefusedFilter() {
  return (
    <EmptyState
      title="Saringan ini tidak dikenal"
      action={<ButtonLink href="/audit">Buka jejak audit tanpa saringan</ButtonLink>}
    >
      Alamat halaman ini memuat saringan yang tidak ada, jadi tidak ada catatan yang ditampilkan.
    </EmptyState>
  );
}
