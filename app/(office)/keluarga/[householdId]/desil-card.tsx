import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { DesilChart } from "@/components/households/desil-chart";
import { DesilTag } from "@/components/households/desil-tag";
import { Card } from "@/components/ui/card";
import { Nothing } from "@/components/ui/nothing";
import type { HouseholdDesil } from "@/lib/registry/household-history";
import { shiftWords } from "@/lib/registry/labels";
import { formatDate } from "@/lib/shared/format";

interface Row {
  readonly key: string;
  readonly name: string;
  readonly asOf: Date;
  readonly nasional: number | null;
  readonly provinsi: number | null;
  readonly kabupatenKota: number | null;
  readonly shift: string | null;
}

const column = columnsOf<Row>();

const COLUMNS = column.columns([
  column.accessor("name", { header: "Daftar" }),
  column.accessor("asOf", { header: "Keadaan", cell: ({ getValue }) => formatDate(getValue()) }),
  column.accessor("nasional", {
    header: "Nasional",
    cell: ({ getValue }) => <DesilTag desil={getValue()} caption />,
  }),
  column.accessor("shift", {
    header: "Perubahan",
    cell: ({ getValue }) => getValue() ?? <Nothing />,
  }),
  column.accessor("provinsi", {
    header: "Provinsi",
    meta: { align: "end" },
    cell: ({ getValue }) => getValue() ?? <Nothing />,
  }),
  column.accessor("kabupatenKota", {
    header: "Kab/kota",
    meta: { align: "end" },
    cell: ({ getValue }) => getValue() ?? <Nothing />,
  }),
]);

/** What a list beside the releases is called where there is no room for its name. */
const OTHER_LISTS = { dtks: "DTKS lama", list: "Daftar lain" } as const;

/** The desil between two releases moved by so much; the other lists are no measure for it. */
function rowsOf(entries: readonly HouseholdDesil[]): Row[] {
  const rows: Row[] = [];
  let before: number | null = null;
  for (const { key, source, name, asOf, nasional, provinsi, kabupatenKota } of entries) {
    const comparable = source === "release" && before !== null && nasional !== null;
    rows.push({
      key,
      name: source === "release" ? `DTSEN ${name}` : name,
      asOf,
      nasional,
      provinsi,
      kabupatenKota,
      shift:
        comparable && before !== null && nasional !== null ? shiftWords(before, nasional) : null,
    });
    if (source === "release") before = nasional;
  }
  return rows;
}

export function DesilCard({ entries }: { readonly entries: readonly HouseholdDesil[] }) {
  const rows = rowsOf(entries);
  const ranked = entries.filter(({ nasional }) => nasional !== null);
  return (
    <Card title="Perjalanan desil" note="Desil ditetapkan BPS, bukan dinas sosial" flush>
      {rows.length === 0 ? (
        <p className="px-4 py-4 text-muted">Keluarga ini belum pernah diberi desil.</p>
      ) : (
        <>
          {ranked.length > 1 && (
            <div className="px-4 pt-4 pb-3">
              <DesilChart
                points={entries.map(({ key, source, name, asOf, nasional }) => ({
                  key,
                  label: source === "release" ? `DTSEN ${name}` : OTHER_LISTS[source],
                  asOf,
                  desil: nasional,
                  reference: source !== "release",
                  beside: source === "list",
                }))}
              />
            </div>
          )}
          <div className="overflow-x-auto">
            <DataTable
              caption="Desil di setiap daftar, yang terlama di atas"
              captionHidden
              columns={COLUMNS}
              rows={rows}
              rowKey={({ key }) => key}
            />
          </div>
        </>
      )}
    </Card>
  );
}
