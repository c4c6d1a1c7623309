import { SlidersHorizontal } from "lucide-react";
import Link from "next/link";
import { SelectField } from "@/components/forms/field";
import { Button } from "@/components/ui/button";
import { FilterPanel } from "@/components/ui/filter-panel";
import { KIND_LABELS } from "@/lib/cases/labels";
import {
  type GroundcheckListParams,
  isVisitTab,
  VISITED_DETECTED_KINDS,
} from "@/lib/groundchecks/list-schema";
import type { AreaGroup } from "../keluarga/search-form";
import { groundcheckListAddress } from "./address";

const SMALL = "text-small";

/** The filters of the list; the tab above stays as it is. */
export function GroundcheckFilterForm({
  areaGroups,
  companions,
  chosen,
}: {
  readonly areaGroups: readonly AreaGroup[];
  readonly companions: readonly { readonly id: string; readonly name: string }[];
  readonly chosen: GroundcheckListParams;
}) {
  const { tab, wilayah, pendamping, jenis } = chosen;
  const active = [wilayah, pendamping, jenis].filter(Boolean).length;
  return (
    <FilterPanel active={active}>
      <form action="/groundcheck">
        <input type="hidden" name="tab" value={tab} />
        {areaGroups.length > 0 && (
          <SelectField
            name="wilayah"
            label="Kecamatan atau kelurahan"
            labelClassName={SMALL}
            defaultValue={wilayah ?? ""}
            options={[{ value: "", text: "Semua wilayah tugas" }]}
            groups={areaGroups}
          />
        )}
        {isVisitTab(tab) && (
          <SelectField
            name="pendamping"
            label="Pendamping"
            labelClassName={SMALL}
            defaultValue={pendamping ?? ""}
            options={[
              { value: "", text: "Semua pendamping" },
              ...companions.map(({ id, name }) => ({ value: id, text: name })),
            ]}
          />
        )}
        <KindField chosen={jenis} />
        <Button type="submit" variant="secondary" className="w-full">
          <SlidersHorizontal aria-hidden />
          Terapkan saringan
        </Button>
        {active > 0 && (
          <Link
            href={groundcheckListAddress({ tab })}
            prefetch={false}
            className="mt-2 flex min-h-11 items-center justify-center text-small md:min-h-8"
          >
            Hapus semua saringan
          </Link>
        )}
      </form>
    </FilterPanel>
  );
}

/** The kinds of case that somebody has to visit. */
export function KindField({ chosen }: { readonly chosen: string | undefined }) {
  return (
    <SelectField
      name="jenis"
      label="Jenis kasus"
      labelClassName={SMALL}
      defaultValue={chosen ?? ""}
      options={[
        { value: "", text: "Semua jenis" },
        ...VISITED_DETECTED_KINDS.map((kind) => ({ value: kind, text: KIND_LABELS[kind].name })),
      ]}
    />
  );
}
