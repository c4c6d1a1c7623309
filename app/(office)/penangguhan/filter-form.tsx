import { SlidersHorizontal } from "lucide-react";
import Link from "next/link";
import { ChoiceField, SelectField } from "@/components/forms/field";
import { Button } from "@/components/ui/button";
import { FilterPanel } from "@/components/ui/filter-panel";
import { programShortName, SUSPENSION_WAIT_LABELS } from "@/lib/programs/labels";
import {
  SUSPENSION_AGES,
  SUSPENSION_WAITS,
  type SuspensionListParams,
} from "@/lib/programs/suspension-schema";
import type { AreaGroup } from "../keluarga/search-form";
import { suspensionListAddress } from "./address";

const SMALL = "text-small";

/** The filters of the list of suspended aids; the tab above stays as it is. */
export function SuspensionFilterForm({
  areaGroups,
  programs,
  chosen,
}: {
  readonly areaGroups: readonly AreaGroup[];
  readonly programs: readonly { readonly code: string }[];
  readonly chosen: SuspensionListParams;
}) {
  const { tab, wilayah, program, umur, tunggu, sejak } = chosen;
  const active = [wilayah, program, umur, tunggu, sejak].filter(Boolean).length;
  return (
    <FilterPanel active={active}>
      <form action="/penangguhan">
        <input type="hidden" name="tab" value={tab} />
        <SelectField
          name="program"
          label="Program"
          labelClassName={SMALL}
          defaultValue={program ?? ""}
          options={[
            { value: "", text: "Semua program" },
            ...programs.map(({ code }) => ({ value: code, text: programShortName(code) })),
          ]}
        />
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
        <SelectField
          name="umur"
          label="Ditangguhkan sejak"
          labelClassName={SMALL}
          defaultValue={umur ?? ""}
          options={[
            { value: "", text: "Kapan saja" },
            ...SUSPENSION_AGES.map((days) => ({
              value: days,
              text: `${days} hari lalu atau lebih`,
            })),
          ]}
        />
        {tab === "menunggu" && (
          <SelectField
            name="tunggu"
            label="Menunggu"
            labelClassName={SMALL}
            defaultValue={tunggu ?? ""}
            options={[
              { value: "", text: "Siapa saja" },
              ...SUSPENSION_WAITS.filter((wait) => wait !== "keputusan").map((wait) => ({
                value: wait,
                text: SUSPENSION_WAIT_LABELS[wait],
              })),
            ]}
          />
        )}
        {sejak && (
          <ChoiceField
            type="checkbox"
            name="sejak"
            label={<span className={SMALL}>Rilis</span>}
            chosen={[sejak]}
            options={[{ value: "rilis", text: "Hanya sejak rilis yang berlaku" }]}
          />
        )}
        <Button type="submit" variant="secondary" className="w-full">
          <SlidersHorizontal aria-hidden />
          Terapkan saringan
        </Button>
        {active > 0 && (
          <Link
            href={suspensionListAddress({ tab })}
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
