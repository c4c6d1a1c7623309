import type { SelectOption } from "@/components/forms/field";
import { COLUMN_LABELS } from "@/lib/import/column-labels";
import type { ImportFileRole } from "@/lib/import/schema";

/** What a column of such a file can be read as. */
export function columnOptions(role: ImportFileRole): SelectOption[] {
  const known = Object.entries(COLUMN_LABELS[role]).map(([value, text]) => ({ value, text }));
  return [{ value: "", text: "Simpan saja, tidak dipakai" }, ...known];
}
