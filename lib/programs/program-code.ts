const CODE_LENGTH_MAX = 40;

/** The code under which a program that an office names is kept: "BLT Dana Desa" is BLT_DANA_DESA. */
export function programCodeOf(name: string): string {
  return name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, "_")
    .slice(0, CODE_LENGTH_MAX)
    .replace(/^_+|_+$/g, "");
}
