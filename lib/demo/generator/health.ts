import type { MemberColumnName } from "@/lib/registry/dtsen-dictionary";
import type { Random } from "./random";

/** The nine items in which severe difficulty (code 1 or 2) makes a PKH component. */
const FUNCTIONAL_ITEMS = [
  "penglihatan",
  "pendengaran",
  "berjalan_atau_naik_tangga",
  "menggunakan_tangan_jari",
  "belajar_kemampuan_intelektual",
  "pengendalian_perilaku",
  "berbicara_komunikasi",
  "mengurus_diri",
  "mengingat_berkonsentrasi",
] as const satisfies readonly MemberColumnName[];

type FunctionalItem = (typeof FUNCTIONAL_ITEMS)[number];

export type Health = Readonly<
  Record<FunctionalItem | "kondisi_gizi" | "kesedihan_depresi" | "penyakit_kronis", string>
>;

const NO_DIFFICULTY = "4";
const LITTLE_DIFFICULTY = "3";

/**
 * Health by age. Severe difficulty only where it is asked for; little difficulty and frequent
 * sadness, which are no component, may be anyone's.
 */
export function drawHealth(random: Random, age: number, severeDifficulty: boolean): Health {
  const difficulties: Record<FunctionalItem, string> = {
    penglihatan: NO_DIFFICULTY,
    pendengaran: NO_DIFFICULTY,
    berjalan_atau_naik_tangga: NO_DIFFICULTY,
    menggunakan_tangan_jari: NO_DIFFICULTY,
    belajar_kemampuan_intelektual: NO_DIFFICULTY,
    pengendalian_perilaku: NO_DIFFICULTY,
    berbicara_komunikasi: NO_DIFFICULTY,
    mengurus_diri: NO_DIFFICULTY,
    mengingat_berkonsentrasi: NO_DIFFICULTY,
  };
  if (random.chance(age >= 50 ? 0.3 : 0.03)) {
    difficulties[random.pick(FUNCTIONAL_ITEMS)] = LITTLE_DIFFICULTY;
  }
  if (severeDifficulty) difficulties[random.pick(FUNCTIONAL_ITEMS)] = random.pick(["1", "2"]);
  return {
    ...difficulties,
    kondisi_gizi:
      age < 5
        ? random.weighted([
            ["3", 90],
            ["2", 6],
            ["1", 2],
            ["8", 2],
          ])
        : "",
    kesedihan_depresi: random.weighted([
      ["4", 90],
      ["3", 8],
      ["2", 1],
      ["1", 1],
    ]),
    penyakit_kronis: age >= 40 && random.chance(0.25) ? String(random.integer(2, 8)) : "1",
  };
}
