import { normalizeAreaName } from "./area-name";

/** A kelurahan or desa as the office keeps it, with the name of its kecamatan. */
export interface KnownVillage {
  readonly id: number;
  readonly name: string;
  readonly kecamatanName: string;
}

/** Finds a kelurahan by the names that a file wrote; null where they lead to none, or to several. */
export type VillageFinder = (kecamatan: string, kelurahan: string) => number | null;

/**
 * Matches areas by name, because BPS and Kemendagri number them differently. A kelurahan is looked
 * for inside the kecamatan that the file names; without one, its name must occur once in the regency.
 */
export function createVillageFinder(villages: readonly KnownVillage[]): VillageFinder {
  const inKecamatan = new Map<string, number | null>();
  const inRegency = new Map<string, number | null>();
  for (const { id, name, kecamatanName } of villages) {
    add(inKecamatan, `${plain(kecamatanName)}/${plain(name)}`, id);
    add(inRegency, plain(name), id);
  }
  // A list writes the same few names hundreds of thousands of times.
  const answers = new Map<string, number | null>();
  return (kecamatan, kelurahan) => {
    const asked = `${kecamatan}/${kelurahan}`;
    const known = answers.get(asked);
    if (known !== undefined) return known;
    const answer =
      (plain(kecamatan) === ""
        ? inRegency.get(plain(kelurahan))
        : inKecamatan.get(`${plain(kecamatan)}/${plain(kelurahan)}`)) ?? null;
    answers.set(asked, answer);
    return answer;
  };
}

function add(map: Map<string, number | null>, name: string, id: number): void {
  map.set(name, map.has(name) ? null : id);
}

/** Files write "KARANGBESUKI" and "KARANG BESUKI" for the same kelurahan. */
function plain(name: string): string {
  return normalizeAreaName(name).replaceAll(" ", "");
}
