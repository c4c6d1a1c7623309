import type { Metadata } from "next";
import { ExportPanel } from "@/components/export/export-panel";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeading } from "@/components/ui/page-heading";
import { may } from "@/lib/auth/policy";
import { requirePermission } from "@/lib/auth/session";
import { db } from "@/lib/db/client";
import { listBatches } from "@/lib/hand-over/list-batches";
import { countReady, listReady } from "@/lib/hand-over/list-ready";
import { HandOverParams } from "@/lib/hand-over/schema";
import { getOfficeOfRequest } from "@/lib/office/queries";
import { BatchesCard } from "./batches-card";
import { ReadyCard } from "./ready-card";

export const metadata: Metadata = { title: "Serah terima" };

export default async function HandOverPage({ searchParams }: PageProps<"/serah-terima">) {
  const actor = await requirePermission("hand_over.list");
  const wanted = HandOverParams.safeParse(await searchParams);
  if (!wanted.success)
    return (
      <>
        <Heading />
        <EmptyState
          title="Alamat ini tidak dikenal"
          action={<ButtonLink href="/serah-terima">Buka Serah terima dari awal</ButtonLink>}
        >
          Alamat halaman ini memuat saringan yang tidak ada, jadi tidak ada yang ditampilkan.
        </EmptyState>
      </>
    );
  const { siap = null, setelah = null } = wanted.data;
  const [office, counts, ready, batches] = await Promise.all([
    getOfficeOfRequest(),
    countReady(db(), actor),
    listReady(db(), actor, siap),
    listBatches(db(), actor, setelah),
  ]);
  return (
    <>
      <Heading exports={may(actor.role, "list.export")} />
      <ReadyCard
        counts={counts}
        page={ready}
        first={siap === null}
        enters={may(actor.role, "hand_over.enter")}
        timeZone={office.timeZone}
      />
      <BatchesCard page={batches} first={setelah === null} timeZone={office.timeZone} />
    </>
  );
}

function Heading({ exports = false }: { readonly exports?: boolean }) {
  return (
    <PageHeading
      title="Serah terima SIKS-NG"
      caption="Usulan yang sudah disahkan dientri ke SIKS-NG dari daftar, lalu diikuti sampai Kemensos dan BPS menjawab"
      actions={
        exports && (
          <>
            <ExportPanel
              list="siap-serah-terima"
              address="/serah-terima"
              hasNumbers
              label="Unduh usulan yang siap"
            />
            <ExportPanel
              list="serah-terima"
              address="/serah-terima"
              hasNumbers={false}
              label="Unduh daftar serah terima"
            />
          </>
        )
      }
    />
  );
}
