import type { Metadata } from "next";
import { ButtonLink } from "@/components/ui/button";
import { PageHeading } from "@/components/ui/page-heading";
import { areasInScopeOfRequest } from "@/lib/areas/queries";
import { may } from "@/lib/auth/policy";
import { requirePermission } from "@/lib/auth/session";
import type { UserActor } from "@/lib/auth/types";
import { countWaitingCases } from "@/lib/cases/waiting-cases";
import { db } from "@/lib/db/client";
import { listImportRuns } from "@/lib/import/queries";
import { countWaitingWork } from "@/lib/insights/waiting-work";
import { getOfficeOfRequest } from "@/lib/office/queries";
import { countSuspendedAid } from "@/lib/programs/waiting-participations";
import { releaseNote } from "@/lib/registry/release-note";
import { AdminStart } from "./admin-start";
import { areaGroupsOf } from "./keluarga/area-groups";
import { SearchForm } from "./keluarga/search-form";
import { WaitingCasesCard } from "./waiting-cases-card";
import { WaitingImportsCard } from "./waiting-imports-card";
import { WaitingWorkCard } from "./waiting-work-card";

export const metadata: Metadata = { title: "Beranda" };

/** What waits for this person, and nothing else: every figure leads to its list. */
export default async function StartPage() {
  const actor = await requirePermission("start.view");
  const office = await getOfficeOfRequest();
  const heading = (
    <PageHeading
      title="Yang menunggu"
      caption={office.release ? `Menurut ${releaseNote(office.release)}` : "Belum ada rilis DTSEN"}
      actions={
        may(actor.role, "dashboard.view") && <ButtonLink href="/dasbor">Buka dasbor</ButtonLink>
      }
    />
  );
  if (!may(actor.role, "case.list"))
    return (
      <>
        {heading}
        <AdminStart />
      </>
    );
  const [areas, work, cases, suspended, imports] = await Promise.all([
    areasInScopeOfRequest(actor),
    countWaitingWork(db(), actor),
    countWaitingCases(db(), actor),
    countSuspendedAid(db(), actor),
    listWaitingImports(actor),
  ]);
  const search = (
    <SearchForm
      areaGroups={areaGroupsOf(areas, actor.area.level === "regency")}
      area={undefined}
      words={undefined}
    />
  );
  // Who is on the way to families looks for their own first, on a phone.
  const tasksFirst = may(actor.role, "task.list");
  return (
    <>
      {heading}
      {!tasksFirst && search}
      <WaitingImportsCard runs={imports} actor={actor} timeZone={office.timeZone} />
      <div className="grid items-start gap-x-5 xl:grid-cols-2">
        <WaitingWorkCard work={work} timeZone={office.timeZone} />
        <WaitingCasesCard cases={cases} suspended={suspended} office={office} />
      </div>
      {tasksFirst && search}
    </>
  );
}

/** Imports that stand still until a person does something. */
async function listWaitingImports(actor: UserActor) {
  if (!may(actor.role, "import.list")) return [];
  const { runs } = await listImportRuns(db(), actor, undefined, ["ready", "failed"]);
  return runs;
}
