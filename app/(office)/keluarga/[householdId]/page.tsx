import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeading } from "@/components/ui/page-heading";
import { denyRecord, requirePermission } from "@/lib/auth/session";
import { getOfficeOfRequest } from "@/lib/office/queries";
import { HouseholdId } from "@/lib/registry/schema";
import { BnbaCard } from "./bnba-card";
import { ChecksCard } from "./checks-card";
import { DesilCard } from "./desil-card";
import { DwellingCards } from "./dwelling-cards";
import { OpenCases, PastCases } from "./family-cases";
import { FamilyHeader } from "./family-header";
import { loadFamily } from "./load-family";
import { MembersCard } from "./members-card";
import { NumbersForm } from "./numbers-form";
import { ProgramsCard } from "./programs-card";
import { TimelineCard } from "./timeline-card";

// The title stands in the browser's history and in its tab: it names no one.
export const metadata: Metadata = { title: "Keluarga" };

export default async function HouseholdPage({ params }: PageProps<"/keluarga/[householdId]">) {
  const actor = await requirePermission("household.view");
  const householdId = HouseholdId.safeParse((await params).householdId);
  if (!householdId.success) notFound();
  const [office, family] = await Promise.all([
    getOfficeOfRequest(),
    loadFamily(actor, householdId.data),
  ]);
  if (!family) return denyRecord(actor, "household.view", "household", householdId.data);
  const { file, revealed } = family;

  return (
    <>
      <PageHeading
        back={{ href: "/keluarga", text: "Registri" }}
        title={file.headName ?? "Nama kepala keluarga tidak diisi"}
        actions={<NumbersForm householdId={file.id} revealed={revealed} />}
      />
      <FamilyHeader family={family} office={office} />
      <OpenCases
        cases={family.cases}
        journeys={family.journeys}
        now={new Date()}
        timeZone={office.timeZone}
      />
      {/* On a phone the aid and the story come before the house: they are what one came for. */}
      <div className="grid items-start gap-x-5 lg:grid-cols-[minmax(0,1fr)_21rem] lg:grid-rows-[auto_1fr]">
        <div className="min-w-0">
          <MembersCard family={family} />
          <BnbaCard family={family} />
          <DesilCard entries={family.desil} />
        </div>
        <div className="min-w-0 lg:col-start-2 lg:row-span-2 lg:row-start-1">
          <ProgramsCard
            programs={family.programs}
            steps={family.steps}
            timeZone={office.timeZone}
          />
          <ChecksCard family={family} role={actor.role} timeZone={office.timeZone} />
          <PastCases cases={family.cases} timeZone={office.timeZone} />
          <TimelineCard family={family} role={actor.role} timeZone={office.timeZone} />
        </div>
        <div className="min-w-0">
          <DwellingCards family={family} />
        </div>
      </div>
    </>
  );
}
