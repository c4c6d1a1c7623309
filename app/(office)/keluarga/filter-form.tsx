import { SlidersHorizontal } from "lucide-react";
import Link from "next/link";
import { ChoiceField, SelectField } from "@/components/forms/field";
import { DesilTag } from "@/components/households/desil-tag";
import { Button } from "@/components/ui/button";
import { FilterPanel } from "@/components/ui/filter-panel";
import { MOVEMENTS, movementWords } from "@/lib/registry/family-movement";
import { DESIL_CHOICES, type HouseholdListParams } from "@/lib/registry/schema";
import type { ShiftBorders } from "@/lib/registry/shift-borders";
import type { AreaGroup } from "./search-form";

/** The filters of the list, in the address: a filtered list is a link that can be kept and sent. */
export function FilterForm({
  areaGroups,
  chosen,
  borders,
}: {
  readonly areaGroups: readonly AreaGroup[];
  readonly chosen: HouseholdListParams;
  readonly borders: ShiftBorders;
}) {
  const active =
    [chosen.wilayah, chosen.kasus, chosen.perubahan].filter(Boolean).length +
    (chosen.desil.length > 0 ? 1 : 0);
  return (
    <FilterPanel active={active}>
      <form action="/keluarga">
        {areaGroups.length > 0 && (
          <SelectField
            name="wilayah"
            label="Kecamatan atau kelurahan"
            labelClassName="text-small"
            defaultValue={chosen.wilayah ?? ""}
            options={[{ value: "", text: "Semua wilayah tugas" }]}
            groups={areaGroups}
          />
        )}
        <ChoiceField
          type="checkbox"
          name="desil"
          label={<span className="text-small">Desil nasional</span>}
          columns={3}
          chosen={chosen.desil}
          options={DESIL_CHOICES.map((value) => ({
            value,
            text: value,
            node: <DesilTag desil={value === "kosong" ? null : Number(value)} />,
          }))}
        />
        <ChoiceField
          type="checkbox"
          name="kasus"
          label={<span className="text-small">Kasus</span>}
          chosen={chosen.kasus ? [chosen.kasus] : []}
          options={[{ value: "terbuka", text: "Hanya yang punya kasus terbuka" }]}
        />
        <SelectField
          name="perubahan"
          label="Sejak rilis sebelumnya"
          labelClassName="text-small"
          defaultValue={chosen.perubahan ?? ""}
          options={[
            { value: "", text: "Semua keluarga" },
            ...MOVEMENTS.map((value) => ({ value, text: movementWords(value, borders) })),
          ]}
        />
        <Button type="submit" variant="secondary" className="w-full">
          <SlidersHorizontal aria-hidden />
          Terapkan saringan
        </Button>
        {active > 0 && (
          <Link
            href="/keluarga"
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
