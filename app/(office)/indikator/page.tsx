import type { Metadata } from "next";
import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { ExportPanel } from "@/components/export/export-panel";
import { Card } from "@/components/ui/card";
import { PageHeading } from "@/components/ui/page-heading";
import { Tag } from "@/components/ui/tag";
import { isAllowed, may } from "@/lib/auth/policy";
import { requirePermission } from "@/lib/auth/session";
import { db } from "@/lib/db/client";
import { INDICATORS } from "@/lib/insights/indicators";
import {
  type IndicatorEntry,
  listIndicatorEntries,
  yearsInForce,
} from "@/lib/insights/list-indicators";
import { getOfficeOfRequest } from "@/lib/office/queries";
import { formatInstant, formatNumber } from "@/lib/shared/format";
import { EnterForm } from "./enter-form";
import { ImportForm } from "./import-form";
import { WithdrawForm } from "./withdraw-form";

export const metadata: Metadata = { title: "Indikator" };

const { name, unit } = INDICATORS.poor_people;

interface Line extends IndicatorEntry {
  readonly key: string;
  readonly when: string;
}

const column = columnsOf<Line>();

const COLUMNS = column.columns([
  column.accessor("year", {
    header: "Tahun",
    cell: ({ getValue, row: { original } }) => (
      <span className="inline-flex flex-wrap items-center gap-2">
        {getValue()}
        {!original.holds && <Tag tone="neutral">tidak berlaku lagi</Tag>}
      </span>
    ),
  }),
  column.accessor("value", {
    header: `Nilai (${unit})`,
    meta: { align: "end" },
    cell: ({ getValue }) => {
      const value = getValue();
      return value === null ? "ditarik" : formatNumber(value);
    },
  }),
  column.accessor("source", { header: "Sumber" }),
  column.accessor("when", {
    header: "Dicatat",
    cell: ({ getValue, row: { original } }) =>
      `${getValue()} oleh ${original.enteredBy ?? "sistem"}`,
  }),
]);

const WITHDRAW_COLUMN = column.display({
  id: "withdraw",
  header: "Tindakan",
  cell: ({ row: { original } }) => (original.holds ? <WithdrawForm year={original.year} /> : null),
});

/** The published series that stands beside the office's figures: what holds, what held, and from where. */
export default async function IndicatorPage() {
  const actor = await requirePermission("indicator.list");
  const [office, entries] = await Promise.all([
    getOfficeOfRequest(),
    listIndicatorEntries(db(), "poor_people"),
  ]);
  const mayEnter = isAllowed(actor, "indicator.enter");
  const inForce = yearsInForce(entries);
  const lines = entries.map(
    (entry, place): Line => ({
      ...entry,
      key: `${entry.year}-${place}`,
      when: formatInstant(entry.enteredAt, office.timeZone),
    }),
  );
  return (
    <>
      <PageHeading
        title="Indikator"
        caption={`${name}, ${office.regencyName}: angka yang berdampingan dengan hitungan kantor di dasbor`}
        actions={
          may(actor.role, "list.export") && (
            <ExportPanel list="indikator" address="/indikator" hasNumbers={false} />
          )
        }
      />
      <Card
        title={`${name} (${unit})`}
        note={`${formatNumber(inForce.length)} tahun berlaku; angka yang diganti atau ditarik tetap terbaca`}
        flush
      >
        {lines.length === 0 ? (
          <p className="px-4 py-4 text-muted">
            {mayEnter
              ? "Belum ada angka. Catat satu tahun atau tempel seluruh deret di bawah ini."
              : "Belum ada angka. Admin kantor mencatatnya dari terbitan BPS."}
          </p>
        ) : (
          <div className="overflow-x-auto">
            <DataTable
              caption={`${name} menurut tahun, dengan riwayatnya`}
              captionHidden
              columns={mayEnter ? column.columns([...COLUMNS, WITHDRAW_COLUMN]) : COLUMNS}
              rows={lines}
              rowKey={({ key }) => key}
            />
          </div>
        )}
      </Card>
      {mayEnter && (
        <div className="grid items-start gap-x-5 lg:grid-cols-2">
          <EnterForm unit={unit} />
          <ImportForm unit={unit} />
        </div>
      )}
    </>
  );
}
