import { SlidersHorizontal } from "lucide-react";
import Link from "next/link";
import { SelectField } from "@/components/forms/field";
import { Button } from "@/components/ui/button";
import { FilterPanel } from "@/components/ui/filter-panel";
import { ROLE_LABELS } from "@/lib/auth/labels";
import { ROLES } from "@/lib/auth/types";
import { USER_STATE_LABELS } from "@/lib/users/labels";
import { USER_STATES } from "@/lib/users/rules";
import type { UserListParams } from "@/lib/users/schema";
import { userListAddress } from "./address";

/** The filters of the list, in the address; a search goes on under them. */
export function UserFilterForm({ chosen }: { readonly chosen: UserListParams }) {
  const active = [chosen.peran, chosen.keadaan].filter(Boolean).length;
  return (
    <FilterPanel active={active}>
      <form action="/pengguna">
        {chosen.cari && <input type="hidden" name="cari" value={chosen.cari} />}
        <SelectField
          name="peran"
          label="Peran"
          labelClassName="text-small"
          defaultValue={chosen.peran ?? ""}
          options={[
            { value: "", text: "Semua peran" },
            ...ROLES.map((role) => ({ value: role, text: ROLE_LABELS[role] })),
          ]}
        />
        <SelectField
          name="keadaan"
          label="Keadaan"
          labelClassName="text-small"
          defaultValue={chosen.keadaan ?? ""}
          options={[
            { value: "", text: "Semua keadaan" },
            ...USER_STATES.map((state) => ({ value: state, text: USER_STATE_LABELS[state].text })),
          ]}
        />
        <Button type="submit" variant="secondary" className="w-full">
          <SlidersHorizontal aria-hidden />
          Terapkan saringan
        </Button>
        {active > 0 && (
          <Link
            href={userListAddress({ cari: chosen.cari })}
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
