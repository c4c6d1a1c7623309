import { SlidersHorizontal } from "lucide-react";
import Link from "next/link";
import { ChoiceField, SelectField } from "@/components/forms/field";
import { Button } from "@/components/ui/button";
import { FilterPanel } from "@/components/ui/filter-panel";
import { DETECTED_KINDS, type DetectedKind, kindsOfGroup } from "@/lib/cases/kinds";
import { CASE_STAGE_LABELS, KIND_LABELS } from "@/lib/cases/labels";
import { AGE_CHOICES, CASE_STAGES, type CaseListParams } from "@/lib/cases/schema";
import { programShortName } from "@/lib/programs/labels";
import { formatNumber } from "@/lib/shared/format";
import type { AreaGroup } from "../keluarga/search-form";
import { caseListAddress } from "./address";

const SMALL = "text-small";

/** The filters of the case list; the tab above (the group) stays as it is. */
export function CaseFilterForm({
  areaGroups,
  programs,
  counts,
  chosen,
}: {
  readonly areaGroups: readonly AreaGroup[];
  readonly programs: readonly { readonly code: string }[];
  readonly counts: Readonly<Record<DetectedKind, number>>;
  readonly chosen: CaseListParams;
}) {
  const { tab, kelompok, jenis, tahap, wilayah, program, umur, sejak } = chosen;
  const active =
    [jenis, tahap, wilayah, program, umur, sejak].filter(Boolean).length +
    (tab === "terbuka" ? 0 : 1);
  const kinds = kelompok ? kindsOfGroup(kelompok) : DETECTED_KINDS;
  return (
    <FilterPanel active={active}>
      <form action="/kasus">
        {kelompok && <input type="hidden" name="kelompok" value={kelompok} />}
        <SelectField
          name="jenis"
          label="Jenis"
          labelClassName={SMALL}
          defaultValue={jenis ?? ""}
          options={[
            { value: "", text: "Semua jenis" },
            ...kinds.map((kind) => ({
              value: kind,
              text: `${KIND_LABELS[kind].name} (${formatNumber(counts[kind])})`,
            })),
          ]}
        />
        <SelectField
          name="tahap"
          label="Tahap kasus terbuka"
          labelClassName={SMALL}
          defaultValue={tahap ?? ""}
          options={[
            { value: "", text: "Semua tahap" },
            ...CASE_STAGES.map((stage) => ({ value: stage, text: CASE_STAGE_LABELS[stage] })),
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
          name="program"
          label="Program"
          labelClassName={SMALL}
          defaultValue={program ?? ""}
          options={[
            { value: "", text: "Semua program" },
            ...programs.map(({ code }) => ({ value: code, text: programShortName(code) })),
          ]}
        />
        <SelectField
          name="umur"
          label="Terbuka sejak"
          labelClassName={SMALL}
          defaultValue={umur ?? ""}
          options={[
            { value: "", text: "Kapan saja" },
            ...AGE_CHOICES.map((days) => ({ value: days, text: `${days} hari lalu atau lebih` })),
          ]}
        />
        {sejak && (
          <ChoiceField
            type="checkbox"
            name="sejak"
            label={<span className={SMALL}>Rilis</span>}
            chosen={[sejak]}
            options={[{ value: "rilis", text: "Hanya sejak rilis yang berlaku" }]}
          />
        )}
        <ChoiceField
          type="radio"
          name="tab"
          label={<span className={SMALL}>Keadaan</span>}
          chosen={[tab]}
          options={[
            { value: "terbuka", text: "Masih terbuka" },
            { value: "selesai", text: "Sudah selesai atau ditutup" },
          ]}
        />
        <Button type="submit" variant="secondary" className="w-full">
          <SlidersHorizontal aria-hidden />
          Terapkan saringan
        </Button>
        {active > 0 && (
          <Link
            href={caseListAddress({ tab: "terbuka", kelompok })}
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
