import { KindTags } from "@/components/cases/kind-tags";
import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { ChoiceField } from "@/components/forms/field";
import { PlaceName } from "@/components/households/place-name";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { formatNumber } from "@/lib/shared/format";
import type { FamilyRow } from "../reckon";

type Row = FamilyRow & { readonly ticked: boolean };

const column = columnsOf<Row>();

// Outside the component: a cell made anew at each tick would forget what was ticked.
const COLUMNS = column.columns([
  column.accessor("headName", {
    header: "Kepala keluarga",
    cell: ({ row: { original } }) => (
      <label className="flex min-h-11 items-center gap-3 md:min-h-6">
        <input
          type="checkbox"
          name="keluarga"
          value={original.id}
          defaultChecked={original.ticked}
          className="size-4.5 shrink-0 accent-brand"
        />
        {original.headName}
      </label>
    ),
  }),
  column.accessor("kinds", {
    header: "Kasus terbuka",
    cell: ({ getValue }) => <KindTags kinds={getValue()} />,
  }),
  column.accessor("kelurahan", {
    header: "Kelurahan",
    cell: ({ row: { original } }) => <PlaceName {...original} />,
  }),
  column.accessor("age", {
    header: "Menunggu",
    cell: ({ row: { original } }) => (
      <time dateTime={original.openedAt} className="whitespace-nowrap">
        {original.age}
      </time>
    ),
  }),
]);

/** The families of the page with a tick each, and the choice of all that the filters find. */
export function FamilyChoice({
  single,
  counted,
  allText,
  where,
  families,
  cakupan,
  ticked,
  tickAll,
  chosen,
}: {
  readonly single: boolean;
  readonly counted: string;
  readonly allText: string;
  readonly where: string | undefined;
  readonly families: readonly FamilyRow[];
  readonly cakupan: string;
  readonly ticked: readonly string[];
  /** Null until the script runs. */
  readonly tickAll: ((all: boolean) => void) | null;
  /** How many are chosen now; null until the script runs. */
  readonly chosen: number | null;
}) {
  const allChosen = families.length > 0 && chosen !== null && chosen >= families.length;
  return (
    <Card
      title="1. Keluarga"
      note={
        single
          ? "Dari halaman kasusnya"
          : `${counted} keluarga menunggu${where ? ` di ${where}` : ""}, yang paling lama di atas`
      }
      aside={
        tickAll &&
        !single && (
          <Button variant="quiet" onClick={() => tickAll(!allChosen)}>
            {allChosen
              ? "Kosongkan centang"
              : `Centang ${formatNumber(families.length)} di halaman ini`}
          </Button>
        )
      }
      flush
    >
      {!single && (
        <p className="px-4 pt-3 text-small lg:hidden">
          <a href="#pilih-pendamping" className="inline-flex min-h-11 items-center">
            Lanjut ke 2. Pendamping
          </a>
        </p>
      )}
      {single ? (
        <input type="hidden" name="cakupan" value="dipilih" />
      ) : (
        <div className="px-4 pt-3">
          <ChoiceField
            type="radio"
            name="cakupan"
            label={<span className="text-small">Yang ditugaskan</span>}
            chosen={[cakupan]}
            options={[
              { value: "dipilih", text: "Keluarga yang dicentang di halaman ini" },
              { value: "semua", text: allText },
            ]}
          />
        </div>
      )}
      <DataTable
        caption="Keluarga yang menunggu kunjungan"
        captionHidden
        columns={COLUMNS}
        rows={families.map((family) => ({ ...family, ticked: ticked.includes(family.id) }))}
        rowKey={({ id }) => id}
      />
    </Card>
  );
}
