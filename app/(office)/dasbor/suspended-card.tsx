import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { Card } from "@/components/ui/card";
import type { SuspendedCount } from "@/lib/insights/count-suspended";
import { programShortName, SUSPENSION_WAIT_LABELS } from "@/lib/programs/labels";
import { formatAge, formatDay, type TimeZone } from "@/lib/shared/format";
import { suspensionListAddress } from "../penangguhan/address";
import { FigureLink } from "./figure-link";

interface Line extends SuspendedCount {
  readonly since: string;
  readonly age: string;
}

const column = columnsOf<Line>();

const held = (key: "count" | "days30" | "days90", header: string, umur?: "30" | "90") =>
  column.accessor(key, {
    header,
    meta: { align: "end" },
    cell: ({ getValue, row: { original } }) => (
      <FigureLink
        href={addressOf(original, umur)}
        value={getValue()}
        what={`bantuan ${programShortName(original.programCode)} menunggu ${SUSPENSION_WAIT_LABELS[original.waitsFor]}, ${header}`}
      />
    ),
  });

const COLUMNS = column.columns([
  column.accessor("waitsFor", {
    header: "Program dan yang ditunggu",
    cell: ({ row: { original } }) => (
      <>
        {programShortName(original.programCode)}
        <span className="block font-normal">{SUSPENSION_WAIT_LABELS[original.waitsFor]}</span>
      </>
    ),
  }),
  held("count", "Semua"),
  held("days30", "≥ 30 hari", "30"),
  held("days90", "≥ 90 hari", "90"),
  column.accessor("since", {
    header: "Tertua sejak",
    cell: ({ getValue, row: { original } }) => (
      <>
        <span className="whitespace-nowrap">{getValue()}</span>
        <span className="block text-caption text-muted">{original.age}</span>
      </>
    ),
  }),
]);

/** Aids that the system holds: how many, for how long, and who has to act before they can be decided. */
export function SuspendedCard({
  suspended,
  source,
  now,
  timeZone,
}: {
  readonly suspended: readonly SuspendedCount[];
  readonly source: string;
  readonly now: Date;
  readonly timeZone: TimeZone;
}) {
  return (
    <Card title="Bantuan ditangguhkan" note={source} flush>
      {suspended.length === 0 ? (
        <p className="px-4 py-4 text-muted">Tidak ada bantuan yang ditangguhkan.</p>
      ) : (
        <div className="relative overflow-x-auto">
          <DataTable
            caption="Bantuan ditangguhkan menurut program, yang ditunggu, dan lamanya"
            captionHidden
            columns={COLUMNS}
            rows={suspended.map((one) => ({
              ...one,
              since: formatDay(one.oldest, timeZone),
              age: formatAge(one.oldest, now, timeZone),
            }))}
            rowKey={({ programCode, waitsFor }) => `${programCode} ${waitsFor}`}
          />
        </div>
      )}
    </Card>
  );
}

function addressOf({ programCode, waitsFor }: SuspendedCount, umur?: "30" | "90"): string {
  return waitsFor === "keputusan"
    ? suspensionListAddress({ tab: "putuskan", program: programCode, umur })
    : suspensionListAddress({ tab: "menunggu", program: programCode, tunggu: waitsFor, umur });
}
