import type { Metadata } from "next";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeading } from "@/components/ui/page-heading";
import { describeArea } from "@/lib/areas/describe-area";
import { areasInScopeOfRequest } from "@/lib/areas/queries";
import { ROLE_LABELS } from "@/lib/auth/labels";
import { requirePermission } from "@/lib/auth/session";
import { db } from "@/lib/db/client";
import { readDashboard } from "@/lib/insights/dashboard";
import { getOfficeOfRequest } from "@/lib/office/queries";
import { ChangesCard } from "./changes-card";
import { CompanionsCard } from "./companions-card";
import { DesilCard } from "./desil-card";
import { FunnelCard } from "./funnel-card";
import { HeadlineFigures, headlinesOf } from "./headline-figures";
import { PlacesCard } from "./places-card";
import { PrintButton } from "./print-button";
import { PrintSheet } from "./print-sheet";
import { sourcesOf } from "./sources";
import { SuspendedCard } from "./suspended-card";
import { WorkCard } from "./work-card";
import { YearsCard } from "./years-card";

export const metadata: Metadata = { title: "Dasbor" };

/** What the head of office reads in five minutes: first what to sign, then how the office stands. */
export default async function DashboardPage() {
  const actor = await requirePermission("dashboard.view");
  const [office, areas] = await Promise.all([getOfficeOfRequest(), areasInScopeOfRequest(actor)]);
  const { release, timeZone } = office;
  const areaName = describeArea(actor.area, areas, office.regencyName);
  if (!release)
    return (
      <>
        <PageHeading title="Dasbor" caption="Belum ada rilis DTSEN yang diterbitkan" />
        <EmptyState title="Belum ada yang dapat dihitung">
          Angka muncul di sini setelah rilis DTSEN pertama diterbitkan.
        </EmptyState>
      </>
    );
  const inForce = { ...office, release };
  const dashboard = await readDashboard(db(), actor, inForce, areas);
  const sources = sourcesOf(dashboard, inForce);
  const { countedAt: now } = dashboard;
  const headlines = headlinesOf(dashboard, sources);
  return (
    <>
      <div className="no-print">
        <PageHeading
          title="Dasbor"
          caption={`${areaName} · ${sources.release}`}
          actions={<PrintButton />}
        />
        <WorkCard work={dashboard.work} now={now} timeZone={timeZone} />
        <HeadlineFigures headlines={headlines} />
        <FunnelCard funnel={dashboard.funnel} source={sources.cases} />
        <div className="grid items-start gap-x-5 xl:grid-cols-2">
          <SuspendedCard
            suspended={dashboard.suspended}
            source={sources.now}
            now={now}
            timeZone={timeZone}
          />
          <ChangesCard dashboard={dashboard} sources={sources} />
        </div>
        <PlacesCard dashboard={dashboard} sources={sources} timeZone={timeZone} />
        <CompanionsCard
          companions={dashboard.companions}
          source={sources.now}
          now={now}
          timeZone={timeZone}
        />
        <DesilCard desil={dashboard.desil} source={sources.release} />
        <YearsCard
          dashboard={dashboard}
          listSource={sources.list}
          regencyName={office.regencyName}
          wholeRegency={actor.area.level === "regency"}
          timeZone={timeZone}
        />
      </div>
      <PrintSheet
        dashboard={dashboard}
        headlines={headlines}
        sources={sources}
        office={inForce}
        areaName={areaName}
        printedBy={`${actor.name}, ${ROLE_LABELS[actor.role]}`}
      />
    </>
  );
}
