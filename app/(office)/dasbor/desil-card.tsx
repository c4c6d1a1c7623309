import { Bars } from "@/components/charts/charts";
import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { DesilTag } from "@/components/households/desil-tag";
import { Card } from "@/components/ui/card";
import type { DesilFigures } from "@/lib/insights/dashboard";
import { desilWords } from "@/lib/registry/labels";
import { formatNumber } from "@/lib/shared/format";
import { householdListAddress } from "../keluarga/address";
import { desilChoice } from "./desil-choices";
import { FigureLink } from "./figure-link";

const column = columnsOf<DesilFigures>();

const COLUMNS = column.columns([
  column.accessor("desil", {
    header: "Desil",
    cell: ({ getValue }) => <DesilTag desil={getValue()} caption />,
  }),
  column.accessor("households", {
    header: "Keluarga",
    meta: { align: "end" },
    cell: ({ getValue, row: { original } }) => (
      <FigureLink
        href={householdListAddress({ desil: desilChoice(original.desil) })}
        value={getValue()}
        what={`keluarga ${desilWords(original.desil)}`}
      />
    ),
  }),
  column.accessor("individuals", {
    header: "Jiwa",
    meta: { align: "end" },
    cell: ({ getValue }) => formatNumber(getValue()),
  }),
]);

/** Families and persons by desil. */
export function DesilCard({
  desil,
  source,
}: {
  readonly desil: readonly DesilFigures[];
  readonly source: string;
}) {
  return (
    <Card title="Keluarga dan jiwa menurut desil" note={source} flush>
      <div className="grid grid-cols-1 lg:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="px-4 py-3">
          <Bars
            height="high"
            series={[{ key: "households", name: "Keluarga", look: "solid" }]}
            rows={desil.map(({ desil: rank, households }) => ({
              label: rank === null ? "–" : String(rank),
              values: { households },
            }))}
            fills={desil.map(({ desil: rank }) =>
              rank === null ? "var(--surface-sunken)" : `var(--desil-${rank})`,
            )}
          />
          <p className="text-caption text-muted">
            Gambar: jumlah keluarga menurut desil nasional; tanda – berarti tanpa desil. Jiwa
            dihitung di desil keluarganya.
          </p>
        </div>
        <div className="relative overflow-x-auto border-line lg:border-l">
          <DataTable
            caption="Keluarga dan jiwa menurut desil"
            captionHidden
            cards={false}
            columns={COLUMNS}
            rows={desil}
            rowKey={({ desil: rank }) => String(rank)}
          />
        </div>
      </div>
    </Card>
  );
}
