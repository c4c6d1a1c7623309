import type { Metadata } from "next";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeading } from "@/components/ui/page-heading";
import { requirePermission } from "@/lib/auth/session";
import { db } from "@/lib/db/client";
import { findCurrentRelease, listReleases } from "@/lib/import/list-releases";
import { getOfficeOfRequest } from "@/lib/office/queries";
import { CurrentReleaseCard } from "./current-release-card";
import { ReleasesCard } from "./releases-card";

export const metadata: Metadata = { title: "Rilis" };

/** The releases of DTSEN in counts, for the admin, who sees no family. */
export default async function ReleasesPage() {
  const actor = await requirePermission("release.list");
  const [{ timeZone }, releases, current] = await Promise.all([
    getOfficeOfRequest(),
    listReleases(db(), actor),
    findCurrentRelease(db(), actor),
  ]);
  return (
    <>
      <PageHeading
        title="Rilis"
        caption="Rilis DTSEN yang berlaku dan yang pernah berlaku, dalam jumlah saja"
      />
      {current && <CurrentReleaseCard release={current} timeZone={timeZone} />}
      {releases.length === 0 ? (
        <EmptyState title="Belum ada rilis DTSEN">
          Operator mengimpor berkasnya, verifikator menerbitkannya; sesudah itu rilisnya tercatat di
          sini.
        </EmptyState>
      ) : (
        <ReleasesCard releases={releases} timeZone={timeZone} />
      )}
    </>
  );
}
