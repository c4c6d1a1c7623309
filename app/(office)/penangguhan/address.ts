import {
  type SuspensionCursor,
  type SuspensionListParams,
  writeSuspensionCursor,
} from "@/lib/programs/suspension-schema";

/** The address of the list with these filters, at its beginning or after an aid. */
export function suspensionListAddress(
  { tab, wilayah, program, umur, tunggu, sejak }: Omit<SuspensionListParams, "setelah">,
  after: SuspensionCursor | null = null,
): string {
  const query = new URLSearchParams();
  const chosen = { wilayah, program, umur, tunggu, sejak };
  for (const [name, value] of Object.entries(chosen)) if (value) query.set(name, value);
  if (tab !== "putuskan") query.set("tab", tab);
  if (after) query.set("setelah", writeSuspensionCursor(after));
  const text = query.toString();
  return text === "" ? "/penangguhan" : `/penangguhan?${text}`;
}
