import type { AreaScope } from "@/lib/auth/types";
import type { KecamatanInScope } from "./queries";

/** An actor's area in words: "Kota Malang", "Kelurahan Dinoyo", "12 kelurahan di Kecamatan Lowokwaru". */
export function describeArea(
  area: AreaScope,
  areas: readonly KecamatanInScope[],
  regencyName: string,
): string {
  if (area.level === "regency") return regencyName;
  const [first] = areas;
  if (!first) return "tanpa wilayah";
  const count = areas.reduce((sum, { kelurahan }) => sum + kelurahan.length, 0);
  if (count === 1) return `Kelurahan ${first.kelurahan[0]?.name ?? ""}`;
  return areas.length === 1
    ? `${count} kelurahan di Kecamatan ${first.name}`
    : `${count} kelurahan di ${areas.length} kecamatan`;
}
