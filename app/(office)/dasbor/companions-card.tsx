import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { Card } from "@/components/ui/card";
import { Nothing } from "@/components/ui/nothing";
import type { CompanionVisits } from "@/lib/insights/count-groundchecks";
import { formatAge, type TimeZone } from "@/lib/shared/format";
import { groundcheckListAddress } from "../groundcheck/address";
import { FigureLink } from "./figure-link";

interface Line extends CompanionVisits {
  readonly age: string | null;
}

const column = columnsOf<Line>();

const visits = (key: "berjalan" | "verifikasi" | "dikembalikan" | "selesai", header: string) =>
  column.accessor(key, {
    header,
    meta: { align: "end" },
    cell: ({ getValue, row: { original } }) => (
      <FigureLink
        href={groundcheckListAddress({ tab: key, pendamping: original.id })}
        value={getValue()}
        what={`kunjungan ${original.name}: ${header}`}
      />
    ),
  });

const COLUMNS = column.columns([
  column.accessor("name", { header: "Pendamping" }),
  visits("berjalan", "Berjalan"),
  visits("dikembalikan", "Dikembalikan"),
  visits("verifikasi", "Menunggu verifikasi"),
  visits("selesai", "Selesai"),
  column.accessor("age", {
    header: "Tugas tertua",
    cell: ({ getValue }) => getValue() ?? <Nothing />,
  }),
]);

/** More companions than this are read in the list of visits. */
const SHOWN_MAX = 10;

/** How far each companion is; whoever keeps a family waiting longest comes first. */
export function CompanionsCard({
  companions,
  source,
  now,
  timeZone,
}: {
  readonly companions: readonly CompanionVisits[];
  readonly source: string;
  readonly now: Date;
  readonly timeZone: TimeZone;
}) {
  return (
    <Card title="Kunjungan per pendamping" note={source} flush>
      {companions.length === 0 ? (
        <p className="px-4 py-4 text-muted">Belum ada kunjungan yang ditugaskan.</p>
      ) : (
        <DataTable
          caption={
            companions.length > SHOWN_MAX
              ? `${SHOWN_MAX} dari ${companions.length} pendamping, yang tugasnya paling lama menunggu`
              : "Yang tugasnya paling lama menunggu di atas; selesai berarti terverifikasi atau dibatalkan"
          }
          columns={COLUMNS}
          rows={companions.slice(0, SHOWN_MAX).map((one) => ({
            ...one,
            age: one.oldest && formatAge(one.oldest, now, timeZone),
          }))}
          rowKey={({ id }) => id}
        />
      )}
    </Card>
  );
}
