import type { Metadata } from "next";
import { ExportPanel } from "@/components/export/export-panel";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeading } from "@/components/ui/page-heading";
import { findAreaChoice } from "@/lib/areas/area-choice";
import { areasInScopeOfRequest } from "@/lib/areas/queries";
import { may } from "@/lib/auth/policy";
import { requirePermission } from "@/lib/auth/session";
import { getOfficeOfRequest } from "@/lib/office/queries";
import { releaseNote } from "@/lib/registry/release-note";
import { HouseholdListParams } from "@/lib/registry/schema";
import { householdListAddress } from "./address";
import { areaGroupsOf } from "./area-groups";
import { HouseholdList } from "./household-list";
import { recallSearch } from "./remembered-search";
import { SearchForm } from "./search-form";
import { SearchResults } from "./search-results";

export const metadata: Metadata = { title: "Registri" };

export default async function RegistryPage({
  searchParams,
}: {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const actor = await requirePermission("household.list");
  const [office, areas] = await Promise.all([getOfficeOfRequest(), areasInScopeOfRequest(actor)]);
  const params = HouseholdListParams.safeParse(await searchParams);
  const wholeRegency = actor.area.level === "regency";
  const areaGroups = areaGroupsOf(areas, wholeRegency);
  const wanted = params.success ? params.data : null;
  const area = wanted?.wilayah && findAreaChoice(areas, wanted.wilayah, wholeRegency);
  const search = wanted?.cari ? await recallSearch(actor) : null;

  return (
    <>
      <PageHeading
        title="Registri"
        caption={
          office.release
            ? `Keluarga menurut ${releaseNote(office.release)}`
            : "Belum ada rilis DTSEN yang diterbitkan"
        }
        actions={
          office.release &&
          wanted &&
          !wanted.cari &&
          may(actor.role, "list.export") && (
            <ExportPanel list="keluarga" address={householdListAddress(wanted)} hasNumbers />
          )
        }
      />
      <SearchForm
        areaGroups={areaGroups}
        area={search?.kind === "name" ? search.area : wanted?.wilayah}
        words={search?.kind === "name" ? search.words.join(" ") : undefined}
      />
      {!wanted || (wanted.wilayah && !area) ? (
        <RefusedFilter />
      ) : wanted.cari ? (
        <SearchResults actor={actor} office={office} areas={areas} search={search} />
      ) : (
        <HouseholdList
          actor={actor}
          office={office}
          areaGroups={areaGroups}
          wanted={wanted}
          area={area || undefined}
        />
      )}
    </>
  );
}

/** A filter that was ignored would show everything and look like an answer. */
function RefusedFilter() {
  return (
    <EmptyState
      title="Saringan ini tidak dikenal"
      action={<ButtonLink href="/keluarga">Buka Registri tanpa saringan</ButtonLink>}
    >
      Alamat halaman ini memuat saringan yang tidak ada atau wilayah di luar wilayah tugas Anda,
      jadi tidak ada keluarga yang ditampilkan.
    </EmptyState>
  );
}
