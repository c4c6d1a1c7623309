import { SlidersHorizontal } from "lucide-react";
import Link from "next/link";
import { ChoiceField, SelectField } from "@/components/forms/field";
import { Button } from "@/components/ui/button";
import { FilterPanel } from "@/components/ui/filter-panel";
import { PROPOSAL_KIND_LABELS } from "@/lib/proposals/labels";
import { AGE_CHOICES, type ProposalListParams, type ProposalTab } from "@/lib/proposals/schema";
import { PROPOSAL_KINDS } from "@/lib/proposals/workflow";
import type { AreaGroup } from "../keluarga/search-form";
import { proposalListAddress } from "./address";

const SMALL = "text-small";

/** The filters of the list of proposals; the tab above stays as it is. */
export function ProposalFilterForm({
  tab,
  areaGroups,
  chosen,
}: {
  readonly tab: ProposalTab;
  readonly areaGroups: readonly AreaGroup[];
  readonly chosen: ProposalListParams;
}) {
  const { jenis, wilayah, umur, dasar } = chosen;
  const active = [jenis, wilayah, umur, dasar].filter(Boolean).length;
  return (
    <FilterPanel active={active}>
      <form action="/usulan">
        <input type="hidden" name="tab" value={tab} />
        <SelectField
          name="jenis"
          label="Jenis"
          labelClassName={SMALL}
          defaultValue={jenis ?? ""}
          options={[
            { value: "", text: "Semua jenis" },
            ...PROPOSAL_KINDS.map((kind) => ({ value: kind, text: PROPOSAL_KIND_LABELS[kind] })),
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
          label="Di langkah ini sejak"
          labelClassName={SMALL}
          defaultValue={umur ?? ""}
          options={[
            { value: "", text: "Kapan saja" },
            ...AGE_CHOICES.map((days) => ({ value: days, text: `${days} hari lalu atau lebih` })),
          ]}
        />
        <ChoiceField
          type="checkbox"
          name="dasar"
          label={<span className={SMALL}>Dasar usulan</span>}
          chosen={dasar ? [dasar] : []}
          options={[{ value: "tanpa", text: "Hanya yang belum punya dasar" }]}
        />
        <Button type="submit" variant="secondary" className="w-full">
          <SlidersHorizontal aria-hidden />
          Terapkan saringan
        </Button>
        {active > 0 && (
          <Link
            href={proposalListAddress({ tab })}
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
