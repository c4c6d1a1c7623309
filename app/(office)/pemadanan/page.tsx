import { Upload } from "lucide-react";
import type { Metadata } from "next";
import { z } from "zod";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeading } from "@/components/ui/page-heading";
import { Pagination } from "@/components/ui/pagination";
import { may } from "@/lib/auth/policy";
import { requirePermission } from "@/lib/auth/session";
import { db } from "@/lib/db/client";
import { listMatchings } from "@/lib/matching/list-matchings";
import { getOfficeOfRequest } from "@/lib/office/queries";
import { formatNumber } from "@/lib/shared/format";
import { MatchingTable } from "./matching-table";

export const metadata: Metadata = { title: "Pemadanan" };

const BACK = { href: "/impor", text: "Impor" };

/** A place in the list that is none begins it anew. */
const Query = z.object({ setelah: z.uuid().optional().catch(undefined) });

export default async function MatchingsPage({ searchParams }: PageProps<"/pemadanan">) {
  const actor = await requirePermission("matching.list");
  const { setelah: before } = Query.parse(await searchParams);
  const [office, { rows, next }] = await Promise.all([
    getOfficeOfRequest(),
    listMatchings(db(), actor, before ?? null),
  ]);
  if (actor.area.level !== "regency") return <WholeRegencyOnly />;
  const upload = may(actor.role, "import.create") && (
    <ButtonLink href="/impor/baru" variant="primary">
      <Upload aria-hidden />
      Padankan daftar
    </ButtonLink>
  );
  return (
    <>
      <PageHeading
        title="Pemadanan"
        back={BACK}
        caption="Daftar dari perangkat daerah lain, dibandingkan dengan registri. Isinya tidak pernah masuk ke registri."
        actions={rows.length > 0 && upload}
      />
      {rows.length === 0 ? (
        <EmptyState title="Belum ada daftar yang dipadankan" action={upload}>
          {upload
            ? "Unggah daftar nama dengan NIK, tanggal lahir, atau kelurahan. Tiap baris menjadi Padan, Mirip, atau Tidak padan, dan hasilnya dapat diunduh."
            : "Operator mengunggah daftarnya; yang mirip muncul di sini untuk diputus."}
        </EmptyState>
      ) : (
        <>
          <MatchingTable rows={rows} timeZone={office.timeZone} />
          <Pagination
            label="Halaman daftar pemadanan"
            firstHref={before === undefined ? null : "/pemadanan"}
            nextHref={next === null ? null : `/pemadanan?setelah=${next}`}
            shown={`Menampilkan ${formatNumber(rows.length)} daftar`}
          />
        </>
      )}
    </>
  );
}

function WholeRegencyOnly() {
  return (
    <>
      <PageHeading title="Pemadanan" back={BACK} />
      <EmptyState title="Pemadanan mencakup seluruh kabupaten/kota">
        Wilayah tugas Anda lebih kecil, jadi pemadanan dikerjakan petugas tingkat kabupaten/kota.
      </EmptyState>
    </>
  );
}
