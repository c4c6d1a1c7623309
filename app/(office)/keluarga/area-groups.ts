import { UNRECOGNISED_AREA } from "@/lib/areas/area-choice";
import type { KecamatanInScope } from "@/lib/areas/queries";
import type { AreaGroup } from "./search-form";

/**
 * The areas a person may choose, in one list: a kecamatan and its kelurahan cannot contradict each
 * other when only one of them is chosen. Empty where there is nothing to choose.
 */
export function areaGroupsOf(
  areas: readonly KecamatanInScope[],
  wholeRegency: boolean,
): AreaGroup[] {
  const count = areas.reduce((sum, { kelurahan }) => sum + kelurahan.length, 0);
  if (count <= 1 && !wholeRegency) return [];
  const groups = areas.map((kecamatan) => ({
    text: `Kecamatan ${kecamatan.name}`,
    options: [
      { value: kecamatan.code, text: `Semua di ${kecamatan.name}` },
      ...kecamatan.kelurahan.map(({ code, name }) => ({ value: code, text: name })),
    ],
  }));
  if (!wholeRegency) return groups;
  const rest = { value: UNRECOGNISED_AREA, text: "Wilayah tidak dikenali" };
  return [...groups, { text: "Lainnya", options: [rest] }];
}
