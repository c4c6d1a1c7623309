import { ChevronDown } from "lucide-react";
import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { Card } from "@/components/ui/card";
import type { VillageChange } from "@/lib/import/schema";
import { formatNumber } from "@/lib/shared/format";

/** How many kelurahan are shown before the whole list is asked for. */
const LARGEST_SHOWN = 10;

const column = columnsOf<VillageChange>();
type Count = {
  [Key in keyof VillageChange]: VillageChange[Key] extends number ? Key : never;
}[keyof VillageChange];

const PLACE = column.accessor("name", {
  header: "Kelurahan",
  cell: ({ row: { original } }) => (
    <>
      {original.name ?? "Tidak dikenali"}{" "}
      {original.kecamatan && (
        <span className="block font-normal text-caption text-muted">{original.kecamatan}</span>
      )}
    </>
  ),
});

function counted(key: Count, header: string) {
  return column.accessor(key, {
    header,
    cell: ({ getValue }) => formatNumber(getValue()),
    meta: { align: "end" },
  });
}

/** Two counts of one movement in one cell: ten columns are wider than the page. */
function paired(first: Count, second: Count, header: string) {
  return column.display({
    id: `${first}-${second}`,
    header,
    cell: ({ row: { original } }) =>
      `${formatNumber(original[first])} / ${formatNumber(original[second])}`,
    meta: { align: "end" },
  });
}

const ALONE = column.columns([PLACE, counted("households", "Keluarga")]);
const COMPARED = column.columns([
  PLACE,
  paired("before", "households", "Dulu / kini"),
  counted("added", "Baru"),
  counted("gone", "Hilang"),
  paired("movedIn", "movedOut", "Masuk / keluar"),
  counted("numberChanged", "Ganti KK"),
  paired("desilUp", "desilDown", "Desil naik / turun"),
]);

/** Families by kelurahan: those with the largest changes first, and all of them on request. */
export function VillagesCard({
  villages,
  compared,
}: {
  readonly villages: readonly VillageChange[];
  readonly compared: boolean;
}) {
  if (villages.length === 0) return null;
  if (!compared)
    return (
      <Card title="Keluarga per kelurahan" flush>
        <VillagesTable caption="Keluarga per kelurahan" columns={ALONE} villages={villages} />
      </Card>
    );
  const changed = villages.filter((village) => changeShare(village) > 0);
  const largest = changed
    .toSorted((one, other) => changeShare(other) - changeShare(one))
    .slice(0, LARGEST_SHOWN);
  return (
    <Card
      title="Kelurahan dengan perubahan terbesar"
      note={
        largest.length === 0
          ? "Tidak ada kelurahan yang keluarganya bertambah, hilang, atau pindah."
          : `Bagian keluarga yang baru, hilang, atau pindah; ${formatNumber(largest.length)} dari ${formatNumber(villages.length)} kelurahan`
      }
      flush
    >
      {largest.length > 0 && (
        <VillagesTable
          caption="Kelurahan dengan perubahan terbesar"
          columns={COMPARED}
          villages={largest}
        />
      )}
      <details className="group border-t border-line">
        <summary className="flex min-h-11 items-center gap-1 px-4 text-small text-link underline">
          <ChevronDown aria-hidden className="size-4 group-open:rotate-180" />
          Semua kelurahan
        </summary>
        <VillagesTable
          caption="Perubahan keluarga per kelurahan"
          columns={COMPARED}
          villages={villages}
        />
      </details>
    </Card>
  );
}

function VillagesTable({
  caption,
  columns,
  villages,
}: {
  readonly caption: string;
  readonly columns: typeof COMPARED | typeof ALONE;
  readonly villages: readonly VillageChange[];
}) {
  return (
    <DataTable
      caption={caption}
      captionHidden
      columns={columns}
      rows={villages}
      rowKey={({ name, kecamatan }) => `${kecamatan}/${name}`}
    />
  );
}

/** The families that came, went or moved, beside those that were there. */
function changeShare({
  before,
  households,
  added,
  gone,
  movedIn,
  movedOut,
}: VillageChange): number {
  const changed = added + gone + movedIn + movedOut;
  return changed === 0 ? 0 : changed / Math.max(1, before, households);
}
