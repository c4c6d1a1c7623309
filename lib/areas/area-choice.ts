import type { KecamatanInScope } from "./queries";

/** What a person may narrow a list to: a kecamatan, a kelurahan, or the records of no recognised area. */
export interface AreaChoice {
  readonly value: string;
  readonly text: string;
  /** Null: records whose area was not recognised. */
  readonly villageIds: readonly number[] | null;
}

/** The value that stands for records without a recognised kelurahan; only regency scope has them. */
export const UNRECOGNISED_AREA = "tidak-dikenali";

/**
 * The choice that a code in an address stands for; undefined for one outside the actor's area,
 * exactly as for one that does not exist.
 */
export function findAreaChoice(
  areas: readonly KecamatanInScope[],
  value: string,
  wholeRegency: boolean,
): AreaChoice | undefined {
  if (value === UNRECOGNISED_AREA)
    return wholeRegency ? { value, text: "Wilayah tidak dikenali", villageIds: null } : undefined;
  for (const kecamatan of areas) {
    if (kecamatan.code === value)
      return {
        value,
        text: `Kecamatan ${kecamatan.name}`,
        villageIds: kecamatan.kelurahan.map(({ id }) => id),
      };
    const kelurahan = kecamatan.kelurahan.find(({ code }) => code === value);
    if (kelurahan)
      return {
        value,
        text: `${kelurahan.name}, Kecamatan ${kecamatan.name}`,
        villageIds: [kelurahan.id],
      };
  }
  return undefined;
}
