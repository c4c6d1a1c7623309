import { type Area, loadRegencyAreas } from "@/lib/areas/area-data";
import { normalizeAreaName } from "@/lib/areas/area-name";
import type { Random } from "./random";

const DEMO_REGENCY = "35.73";

/** A kelurahan as the DTSEN files name it, in BPS codes, with the made-up size of its RW and RT. */
export type Kelurahan = {
  readonly bpsCode: string;
  readonly name: string;
  readonly kecamatanBpsCode: string;
  readonly kecamatanName: string;
  /** The two digits that a NIK or No KK issued here has for its kecamatan. */
  readonly kecamatanDigits: string;
  readonly rwCount: number;
  readonly weight: number;
};

/** Where a family lives, or where its KTP says it does. */
export type Home = {
  readonly kelurahan: Kelurahan;
  readonly street: string;
  readonly rt: string;
  readonly rw: string;
};

export type Places = {
  readonly provinceCode: string;
  readonly provinceName: string;
  readonly regencyCode: string;
  readonly regencyName: string;
  readonly kelurahan: readonly Kelurahan[];
};

const STREETS = [
  "JL CEMPAKA",
  "JL FLAMBOYAN",
  "JL TERATAI",
  "JL ANGGREK",
  "JL SEROJA",
  "JL BOUGENVILLE",
  "JL RAYA PASAR",
  "JL MASJID",
  "JL LAPANGAN",
  "JL KALI",
  "JL MERAK",
  "JL KUTILANG",
  "JL CENDRAWASIH",
  "JL PANDAWA",
  "JL ARJUNA",
  "JL TANJUNG",
  "GG MAWAR",
  "GG MUSHOLA",
  "GG BUNTU",
  "GG SUMUR",
] as const;

/**
 * The kelurahan of the demonstration city. BPS numbers areas in an order of its own; here it is
 * the order of names, so that a code compared with Kemendagri's finds the wrong area and only the
 * name finds the right one.
 */
export async function loadPlaces(random: Random): Promise<Places> {
  const areas = await loadRegencyAreas(DEMO_REGENCY);
  const [province, regency] = areas;
  if (!province || !regency) throw new RangeError("The demonstration city has no areas.");
  const regencyCode = regency.code.replace(".", "");
  const kecamatan = childrenByName(areas, regency.code);
  return {
    provinceCode: province.code,
    provinceName: normalizeAreaName(province.name),
    regencyCode,
    regencyName: normalizeAreaName(regency.name),
    kelurahan: kecamatan.flatMap((district, index) => {
      const kecamatanBpsCode = `${regencyCode}${String((index + 1) * 10).padStart(3, "0")}`;
      return childrenByName(areas, district.code).map((village, position) => ({
        bpsCode: `${kecamatanBpsCode}${String(position + 1).padStart(3, "0")}`,
        name: village.name.toUpperCase(),
        kecamatanBpsCode,
        kecamatanName: district.name.toUpperCase(),
        kecamatanDigits: district.code.slice(-2),
        rwCount: random.integer(5, 16),
        weight: random.integer(2, 9),
      }));
    }),
  };
}

export function drawHome(random: Random, places: Places): Home {
  return drawHomeIn(
    random,
    random.weighted(places.kelurahan.map((kelurahan) => [kelurahan, kelurahan.weight])),
  );
}

/** A home in any kelurahan but the given one. */
export function drawHomeElsewhere(random: Random, places: Places, kelurahan: Kelurahan): Home {
  return drawHomeIn(
    random,
    random.pick(places.kelurahan.filter(({ bpsCode }) => bpsCode !== kelurahan.bpsCode)),
  );
}

function drawHomeIn(random: Random, kelurahan: Kelurahan): Home {
  return {
    kelurahan,
    street: `${random.pick(STREETS)} NO ${random.integer(1, 180)}`,
    rt: String(random.integer(1, 9)).padStart(3, "0"),
    rw: String(random.integer(1, kelurahan.rwCount)).padStart(3, "0"),
  };
}

function childrenByName(areas: readonly Area[], parentCode: string): Area[] {
  return areas
    .filter((area) => area.parentCode === parentCode)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
