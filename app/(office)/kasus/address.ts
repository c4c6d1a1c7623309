import { type CaseCursor, type CaseListParams, writeCaseCursor } from "@/lib/cases/schema";

/** The address of the list with these filters, at its beginning or after a case. */
export function caseListAddress(
  { tab, kelompok, jenis, tahap, wilayah, program, umur, sejak }: Omit<CaseListParams, "setelah">,
  after: CaseCursor | null = null,
): string {
  const query = new URLSearchParams();
  const chosen = { kelompok, jenis, tahap, wilayah, program, umur, sejak };
  for (const [name, value] of Object.entries(chosen)) if (value) query.set(name, value);
  if (tab !== "terbuka") query.set("tab", tab);
  if (after) query.set("setelah", writeCaseCursor(after));
  const text = query.toString();
  return text === "" ? "/kasus" : `/kasus?${text}`;
}
