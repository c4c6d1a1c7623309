/**
 * The bands of a change of desil between two releases (desil of now less desil of before), from the
 * families that fell most to those that rose most.
 */
export const SHIFT_BANDS = [
  { code: "turun-ekstrem", name: "Turun ekstrem", steps: "7 tingkat atau lebih", min: -9, max: -7 },
  { code: "turun-signifikan", name: "Turun signifikan", steps: "4–6 tingkat", min: -6, max: -4 },
  { code: "turun", name: "Turun", steps: "1–3 tingkat", min: -3, max: -1 },
  { code: "tetap", name: "Tetap", steps: "", min: 0, max: 0 },
  { code: "naik", name: "Naik", steps: "1–3 tingkat", min: 1, max: 3 },
  { code: "naik-signifikan", name: "Naik signifikan", steps: "4–6 tingkat", min: 4, max: 6 },
  { code: "naik-ekstrem", name: "Naik ekstrem", steps: "7 tingkat atau lebih", min: 7, max: 9 },
] as const;

/** What happened to a family of a release since the one before, as its list can be narrowed. */
export const MOVEMENTS = [
  "baru",
  "pindah",
  "nomor-kk",
  "turun-ekstrem",
  "turun-signifikan",
  "turun",
  "tetap",
  "naik",
  "naik-signifikan",
  "naik-ekstrem",
  "tanpa-desil",
] as const;
export type FamilyMovement = (typeof MOVEMENTS)[number];

export const MOVEMENT_LABELS = {
  baru: "Baru di rilis ini",
  pindah: "Pindah kelurahan",
  "nomor-kk": "No KK berubah",
  "turun-ekstrem": "Desil turun 7 tingkat atau lebih",
  "turun-signifikan": "Desil turun 4–6 tingkat",
  turun: "Desil turun 1–3 tingkat",
  tetap: "Desil tetap",
  naik: "Desil naik 1–3 tingkat",
  "naik-signifikan": "Desil naik 4–6 tingkat",
  "naik-ekstrem": "Desil naik 7 tingkat atau lebih",
  "tanpa-desil": "Tanpa desil di salah satu rilis",
} as const satisfies Record<FamilyMovement, string>;
