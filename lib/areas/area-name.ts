/** Kinds of area that some files write before the name and others leave out. */
const KIND_PREFIXES = /^(?:(?:PROVINSI|PROV|KECAMATAN|KEC|KELURAHAN|KEL|DESA|DS) (?=\S))+/;

/**
 * The form in which names of areas are compared: capitals, no accents, no punctuation, single
 * spaces, and without the kind in front ("Kel. Oro-oro Dowo" and "ORO ORO DOWO" are one). The
 * codes of BPS and Kemendagri differ, so the name is what joins a DTSEN row to an area. Kota and
 * kabupaten stay, because Kota Malang and Kabupaten Malang are two regencies.
 */
export function normalizeAreaName(name: string): string {
  return name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toUpperCase()
    .replace(/['’‘`´]/g, "")
    .replace(/[^A-Z0-9]+/g, " ")
    .trim()
    .replace(KIND_PREFIXES, "")
    .replace(/^KAB (?=\S)/, "KABUPATEN ");
}
