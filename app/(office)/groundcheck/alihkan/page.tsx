import type { Metadata } from "next";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeading } from "@/components/ui/page-heading";
import { describeAreaNames } from "@/lib/areas/describe-area-names";
import { denyRecord, requirePermission } from "@/lib/auth/session";
import { db } from "@/lib/db/client";
import { ReassignPageParams } from "@/lib/groundchecks/assignment-schema";
import { listCompanions } from "@/lib/groundchecks/companion-loads";
import { countTasksByVillage, listCompanionProgress } from "@/lib/groundchecks/companion-progress";
import { formatNumber } from "@/lib/shared/format";
import { ReassignEverythingForm } from "./reassign-everything-form";

export const metadata: Metadata = { title: "Alihkan tugas" };

export default async function ReassignPage({ searchParams }: PageProps<"/groundcheck/alihkan">) {
  const actor = await requirePermission("groundcheck.assign");
  const params = ReassignPageParams.safeParse(await searchParams);
  if (!params.success) return <NobodyChosen />;
  const { pendamping } = params.data;
  const [progress, companions, byVillage] = await Promise.all([
    listCompanionProgress(db(), actor),
    listCompanions(db(), actor),
    countTasksByVillage(db(), actor, pendamping),
  ]);
  const from = progress.find(({ id }) => id === pendamping);
  if (!from) return denyRecord(actor, "groundcheck.assign", "user", pendamping);
  return (
    <>
      <PageHeading
        back={{ href: "/groundcheck?tab=pendamping", text: "Kemajuan pendamping" }}
        title={`Alihkan tugas ${from.name}`}
        caption={`${formatNumber(from.load)} kunjungan belum dikirim di wilayah tugas Anda`}
      />
      <div className="max-w-2xl">
        <ReassignEverythingForm
          from={from.id}
          byVillage={byVillage}
          companions={companions
            .filter(({ id }) => id !== pendamping)
            .map(({ areaNames, ...companion }) => ({
              ...companion,
              place: describeAreaNames(areaNames),
            }))}
        />
      </div>
    </>
  );
}

function NobodyChosen() {
  return (
    <>
      <PageHeading title="Alihkan tugas" />
      <EmptyState
        title="Belum ada pendamping yang dipilih"
        action={<ButtonLink href="/groundcheck?tab=pendamping">Lihat semua pendamping</ButtonLink>}
      >
        Pilih pendamping yang tugasnya akan dialihkan dari daftar pendamping.
      </EmptyState>
    </>
  );
}
