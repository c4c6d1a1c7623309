import { SlidersHorizontal } from "lucide-react";
import Link from "next/link";
import { Field, SelectField } from "@/components/forms/field";
import { Button } from "@/components/ui/button";
import { FilterPanel } from "@/components/ui/filter-panel";
import { AUDIT_ACTIONS, AUDIT_SUBJECTS } from "@/lib/audit/labels";
import type { AuditParams } from "@/lib/audit/schema";

const ALL = { value: "", text: "Semua" };

/** The filters of the trail, in the address: a filtered trail is a link that can be kept. */
export function FilterForm({
  people,
  chosen,
}: {
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly chosen: AuditParams;
}) {
  const { sebelum: _, ...filters } = chosen;
  const active = Object.values(filters).filter((value) => value !== undefined).length;
  return (
    <FilterPanel active={active}>
      <form action="/audit">
        <SelectField
          name="pelaku"
          label="Pelaku"
          labelClassName="text-small"
          defaultValue={chosen.pelaku ?? ""}
          options={[
            ALL,
            { value: "sistem", text: "Sistem" },
            { value: "baris-perintah", text: "Baris perintah" },
            ...people.map(({ id, name }) => ({ value: id, text: name })),
          ]}
        />
        <SelectField
          name="tindakan"
          label="Tindakan"
          labelClassName="text-small"
          defaultValue={chosen.tindakan ?? ""}
          options={[ALL, ...optionsOf(AUDIT_ACTIONS)]}
        />
        <SelectField
          name="tentang"
          label="Tentang"
          labelClassName="text-small"
          defaultValue={chosen.tentang ?? ""}
          options={[ALL, ...optionsOf(AUDIT_SUBJECTS)]}
        />
        <Field
          name="nomor"
          label="Nomor catatan"
          labelClassName="text-small"
          hint="Nomor keluarga, kasus, atau impor; bukan NIK atau No KK"
          autoComplete="off"
          defaultValue={chosen.nomor}
        />
        <Field
          name="dari"
          type="date"
          label="Dari tanggal"
          labelClassName="text-small"
          defaultValue={chosen.dari}
        />
        <Field
          name="sampai"
          type="date"
          label="Sampai tanggal"
          labelClassName="text-small"
          defaultValue={chosen.sampai}
        />
        <Button type="submit" variant="secondary" className="w-full">
          <SlidersHorizontal aria-hidden />
          Terapkan saringan
        </Button>
        {active > 0 && (
          <Link
            href="/audit"
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

function optionsOf(labels: Readonly<Record<string, string>>) {
  return Object.entries(labels).map(([value, text]) => ({ value, text }));
}
