import {
  type HouseholdCursor,
  type HouseholdListParams,
  writeHouseholdCursor,
} from "@/lib/registry/schema";

/** The address of the list with these filters, at its beginning or after a family. */
export function householdListAddress(
  {
    wilayah,
    desil = [],
    kasus,
    perubahan,
  }: Partial<Pick<HouseholdListParams, "wilayah" | "desil" | "kasus" | "perubahan">>,
  after: HouseholdCursor | null = null,
): string {
  const query = new URLSearchParams();
  if (wilayah) query.set("wilayah", wilayah);
  for (const one of desil) query.append("desil", one);
  if (kasus) query.set("kasus", kasus);
  if (perubahan) query.set("perubahan", perubahan);
  if (after) query.set("setelah", writeHouseholdCursor(after));
  const text = query.toString();
  return text === "" ? "/keluarga" : `/keluarga?${text}`;
}
