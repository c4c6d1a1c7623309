import { SlidersHorizontal } from "lucide-react";
import Link from "next/link";
import { SelectField } from "@/components/forms/field";
import { Button } from "@/components/ui/button";
import { FilterPanel } from "@/components/ui/filter-panel";
import { AGE_CHOICES } from "@/lib/cases/schema";
import type { AssignPageParams } from "@/lib/groundchecks/list-schema";
import type { AreaGroup } from "../../keluarga/search-form";
import { KindField } from "../filter-form";

const SMALL = "text-small";

/** Which families to choose from. */
export function AssignFilterForm({
  areaGroups,
  chosen: { wilayah, jenis, umur },
}: {
  readonly areaGroups: readonly AreaGroup[];
  readonly chosen: AssignPageParams;
}) {
  const active = [wilayah, jenis, umur].filter(Boolean).length;
  return (
    <FilterPanel active={active}>
      <form
        action="/groundcheck/tugaskan"
        className="items-end gap-x-4 lg:grid lg:grid-cols-[repeat(3,minmax(0,1fr))_auto]"
      >
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
        <KindField chosen={jenis} />
        <SelectField
          name="umur"
          label="Menunggu sejak"
          labelClassName={SMALL}
          defaultValue={umur ?? ""}
          options={[
            { value: "", text: "Kapan saja" },
            ...AGE_CHOICES.map((days) => ({ value: days, text: `${days} hari lalu atau lebih` })),
          ]}
        />
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2 lg:mb-4">
          <Button type="submit" variant="secondary" className="max-lg:w-full">
            <SlidersHorizontal aria-hidden />
            Terapkan saringan
          </Button>
          {active > 0 && (
            <Link
              href="/groundcheck/tugaskan"
              prefetch={false}
              className="flex min-h-11 items-center justify-center text-small max-lg:w-full md:min-h-8"
            >
              Hapus semua saringan
            </Link>
          )}
        </div>
      </form>
    </FilterPanel>
  );
}
