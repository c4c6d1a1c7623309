import { getDistricts, getProvinces, getRegencies, getVillages } from "idn-area-data";

/** From the widest to the narrowest; a desa stands at the level of the kelurahan. */
type AreaLevel = "province" | "regency" | "kecamatan" | "kelurahan";

/** An area under the Kemendagri coding, in its dotted form: 35, 35.73, 35.73.01, 35.73.01.1001. */
export type Area = {
  readonly code: string;
  readonly name: string;
  readonly level: AreaLevel;
  readonly parentCode: string | null;
  /** Whether a village is a desa rather than a kelurahan; false for every wider area. */
  readonly isDesa: boolean;
};

/** The regency that an office was to be set up for is in no list of Kemendagri. */
export class UnknownRegencyError extends Error {
  override readonly name = "UnknownRegencyError";

  constructor(readonly regencyCode: string) {
    super(
      `There is no regency or city with the Kemendagri code "${regencyCode}"; write it as 35.73 (Kota Malang).`,
    );
  }
}

/**
 * A regency or city with its province above it and every kecamatan and kelurahan or desa below,
 * parents before children and each level in the order of its codes. Source: npm `idn-area-data`
 * (Kemendagri coding).
 */
export async function loadRegencyAreas(regencyCode: string): Promise<Area[]> {
  const regency = (await getRegencies()).find(({ code }) => code === regencyCode);
  if (!regency) throw new UnknownRegencyError(regencyCode);
  const [provinces, districts, villages] = await Promise.all([
    getProvinces(),
    getDistricts(),
    getVillages(),
  ]);
  const province = provinces.find(({ code }) => code === regency.province_code);
  if (!province) throw new UnknownRegencyError(regencyCode);

  const kecamatan = districts.filter((district) => district.regency_code === regency.code);
  const kecamatanCodes = new Set(kecamatan.map(({ code }) => code));
  const kelurahan = villages.filter((village) => kecamatanCodes.has(village.district_code));
  return [
    area(province, "province", null),
    area(regency, "regency", province.code),
    ...kecamatan.toSorted(byCode).map((district) => area(district, "kecamatan", regency.code)),
    ...kelurahan.toSorted(byCode).map((village) => ({
      ...area(village, "kelurahan", village.district_code),
      isDesa: isDesaCode(village.code),
    })),
  ];
}

type Named = { readonly code: string; readonly name: string };

function area({ code, name }: Named, level: AreaLevel, parentCode: string | null): Area {
  return { code, name: name.trim(), level, parentCode, isDesa: false };
}

/**
 * Permendagri 137/2017: the last four digits of a kelurahan begin with 1 and of a desa with 2;
 * the few that begin with 3 are desa adat.
 */
function isDesaCode(code: string): boolean {
  return !code.slice(code.lastIndexOf(".") + 1).startsWith("1");
}

function byCode(a: Named, b: Named): number {
  return a.code < b.code ? -1 : 1;
}
