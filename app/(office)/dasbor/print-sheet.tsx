import type { ReactNode } from "react";
import { KIND_GROUP_LABELS } from "@/lib/cases/labels";
import type { Dashboard } from "@/lib/insights/dashboard";
import { FUNNEL_LABELS, FUNNEL_STAGES } from "@/lib/insights/funnel";
import { INDICATORS } from "@/lib/insights/indicators";
import { WORK_LABELS } from "@/lib/insights/works";
import type { Office } from "@/lib/office/queries";
import { programShortName, SUSPENSION_WAIT_LABELS } from "@/lib/programs/labels";
import { formatDay, formatInstant, formatNumber } from "@/lib/shared/format";
import { familyLines, shiftLines, workLines } from "./changes-card";
import type { Headline } from "./headline-figures";
import { PrintPlaces } from "./print-places";
import { PrintTable } from "./print-table";
import type { Sources } from "./sources";
import { sourcesOf } from "./years-card";

const STAGES = [...FUNNEL_STAGES, "selesai"] as const;

/** The dashboard on one sheet of A4, without colours that carry meaning; shown by the printer only. */
export function PrintSheet({
  dashboard,
  headlines,
  sources,
  office,
  areaName,
  printedBy,
}: {
  readonly dashboard: Dashboard;
  readonly headlines: readonly Headline[];
  readonly sources: Sources;
  readonly office: Office;
  readonly areaName: string;
  /** Name and role. */
  readonly printedBy: string;
}) {
  const { work, countedAt, movement, years } = dashboard;
  const { timeZone } = office;
  const poor = years.flatMap((one) => one.poor ?? []);
  return (
    <div className="print-sheet">
      <header className="mb-[2mm] flex justify-between border-b-2 border-text pb-[1mm]">
        <div>
          <p className="text-[11pt] font-bold">{office.name}</p>
          <p>
            Dasbor {areaName} · {formatInstant(countedAt, timeZone)}
            {office.kind === "demo" && <strong> · DATA CONTOH</strong>}
          </p>
        </div>
        <p className="text-right">
          Dicetak oleh {printedBy}
          <br />
          {sources.release}
        </p>
      </header>
      <ul className="mb-[2mm] grid grid-cols-4 gap-[2mm]">
        {headlines.map(({ name, value, remark }) => (
          <li key={name} className="border border-line-control px-[2mm] py-[1mm]">
            {name}
            <strong className="tabular block text-[13pt] leading-tight">
              {formatNumber(value)}
            </strong>
            {remark}
          </li>
        ))}
      </ul>
      <p className="mb-[2mm]">
        <strong>Menunggu Anda: </strong>
        {work.length === 0
          ? "tidak ada."
          : work
              .map(({ work: name, count }) => `${formatNumber(count)} ${WORK_LABELS[name].name}`)
              .join("; ")}
      </p>
      <div className="grid grid-cols-2 gap-x-[4mm]">
        <div>
          <PrintDesil dashboard={dashboard} />
          {movement && (
            <Part title={`Sejak rilis ${movement.previous.name}`}>
              <PrintTable
                head={["Keluarga menurut perubahan", "Jumlah"]}
                rows={[...shiftLines(movement, dashboard.borders), ...familyLines(movement)].map(
                  ({ name, remark, value }) => [remark ? `${name}, ${remark}` : name, value],
                )}
              />
            </Part>
          )}
        </div>
        <div>
          <Part title="Kasus menurut kelompok dan tahap">
            <PrintTable
              head={["", ...STAGES.map((stage) => FUNNEL_LABELS[stage])]}
              rows={dashboard.funnel.map(({ group, stages }) => [
                KIND_GROUP_LABELS[group],
                ...STAGES.map((stage) => stages[stage]),
              ])}
            />
          </Part>
          <Part title="Kasus dan bantuan sejak rilis ini">
            <PrintTable
              head={["", "Jumlah"]}
              rows={workLines(dashboard).map(({ name, remark, value }) => [
                remark ? `${name}, ${remark}` : name,
                value,
              ])}
            />
          </Part>
          <Part title="Bantuan ditangguhkan">
            <PrintTable
              head={["Menunggu", "Semua", "≥ 30 hari", "≥ 90 hari", "Tertua"]}
              rows={dashboard.suspended.map(
                ({ programCode, waitsFor, count, days30, days90, oldest }) => [
                  `${programShortName(programCode)}: ${SUSPENSION_WAIT_LABELS[waitsFor].toLowerCase()}`,
                  count,
                  days30,
                  days90,
                  formatDay(oldest, timeZone),
                ],
              )}
            />
          </Part>
          <Part title="Per tahun">
            <PrintTable
              head={[
                "",
                `Miskin BPS (${INDICATORS.poor_people.unit})`,
                "PKH (keluarga)",
                `Desil 1–${dashboard.desilLimit} (keluarga)`,
                "Kasus terbuka",
              ]}
              rows={years.map((one) => [
                String(one.year),
                one.poor?.value ?? null,
                one.recipients,
                one.withinLimit,
                one.openCases,
              ])}
            />
          </Part>
        </div>
      </div>
      <PrintPlaces dashboard={dashboard} />
      <p className="mt-[1mm] text-[6.5pt]">
        {sources.cases}. Penerima PKH: {sources.list}.
        {poor.length > 0 && ` Angka BPS: ${sourcesOf(poor, timeZone)}.`} Desil adalah peringkat BPS.
      </p>
    </div>
  );
}

/** Printers leave backgrounds out, so the bars are drawn. */
function PrintDesil({ dashboard: { desil } }: { readonly dashboard: Dashboard }) {
  const most = Math.max(1, ...desil.map(({ households }) => households));
  return (
    <Part title="Keluarga dan jiwa menurut desil">
      <PrintTable
        head={["Desil", "", "Keluarga", "Jiwa"]}
        rows={desil.map(({ desil: rank, households, individuals }) => [
          rank === null ? "Tanpa" : String(rank),
          <svg key="bar" aria-hidden="true" className="h-[2mm] w-[26mm]">
            <rect width={`${(households / most) * 100}%`} height="100%" />
          </svg>,
          households,
          individuals,
        ])}
      />
    </Part>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="mb-[2mm]">
      <h2 className="font-bold">{title}</h2>
      {children}
    </section>
  );
}
