import type { HouseholdListParams } from "@/lib/registry/schema";

/** The address of the list with these filters, at its beginning or after a place in it. */
export function householdListAddress(
  wanted: Pick<HouseholdListParams, "wilayah" | "desil" | "kasus" | "perubahan">,
  after: string | null = null,
): string {
  const query = new URLSearchParams();
  if (wanted.wilayah) query.set("wilayah", wanted.wilayah);
  for (const desil of wanted.desil) query.append("desil", desil);
  if (wanted.kasus) query.set("kasus", wanted.kasus);
  if (wanted.perubahan) query.set("perubahan", wanted.perubahan);
  if (after) query.set("setelah", after);
  const text = query.toString();
  return text === "" ? "/keluarga" : `/keluarga?${text}`;
}
