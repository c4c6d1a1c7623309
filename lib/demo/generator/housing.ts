import type { FamilyColumnName } from "@/lib/registry/dtsen-dictionary";
import type { Random } from "./random";

export type House = Readonly<
  Record<
    Extract<
      FamilyColumnName,
      | "id_pelanggan_pln"
      | "status_kepemilikan_rumah"
      | "jenis_lantai_terluas"
      | "luas_lantai"
      | "jenis_dinding_terluas"
      | "jenis_atap_terluas"
      | "sumber_air_minum_utama"
      | "sumber_penerangan_utama"
      | "daya_terpasang"
      | "bahan_bakar_utama_memasak"
      | "fasilitas_bab"
      | "jenis_kloset"
      | "pembuangan_akhir_tinja"
      | "kepemilikan_aset"
      | `aset_${string}`
      | `jumlah_ternak_${string}`
    >,
    string
  >
>;

/**
 * Whether a house shows a sign of means (a car, 2.200 W or more, another house): never, as chance
 * has it for a family that lives like its desil, or certainly.
 */
export type SignsOfMeans = "never" | "by_chance" | "certainly";

export type HouseWish = { readonly livesLikeDesil: number; readonly signsOfMeans: SignsOfMeans };

/** A house with its assets, as poor or as comfortable as families of the desil usually have. */
export function drawHouse(random: Random, wish: HouseWish): House {
  const comfort = Math.min(10, Math.max(1, wish.livesLikeDesil + random.integer(-1, 1)));
  const owned = { ...assets(random, comfort), ...means(random, comfort, wish.signsOfMeans) };
  const house = {
    ...building(random, comfort),
    ...utilities(random, comfort),
    ...owned,
    kepemilikan_aset: ownsAnything(owned) ? "Ya" : "Tidak",
  };
  return house.sumber_penerangan_utama === "4" ? { ...house, daya_terpasang: "" } : house;
}

function ownsAnything(owned: Readonly<Record<string, string>>): boolean {
  return Object.entries(owned).some(([column, code]) => column.startsWith("aset_") && code === "1");
}

const yesNo = (yes: boolean) => (yes ? "1" : "2");

function building(random: Random, comfort: number) {
  const poor = comfort <= 3;
  return {
    status_kepemilikan_rumah: random.weighted([
      ["1", 40 + comfort * 5],
      ["2", 12],
      ["3", poor ? 25 : 8],
      ["4", poor ? 0 : 2],
      ["5", 3],
    ]),
    jenis_lantai_terluas: poor
      ? random.weighted([
          ["8", 15],
          ["7", 3],
          ["5", 7],
          ["6", 45],
          ["4", 20],
          ["2", 10],
        ])
      : random.weighted([
          ["2", 65],
          ["4", 20],
          ["1", comfort],
          ["6", 10 - comfort],
          ["3", 2],
        ]),
    luas_lantai: String(Math.round((14 + comfort * 8) * (random.integer(70, 150) / 100))),
    jenis_dinding_terluas: poor
      ? random.weighted([
          ["1", 55],
          ["2", 8],
          ["3", 12],
          ["4", 20],
          ["6", 5],
        ])
      : random.weighted([
          ["1", 95],
          ["3", 4],
          ["2", 1],
        ]),
    jenis_atap_terluas: poor
      ? random.weighted([
          ["2", 60],
          ["4", 22],
          ["3", 15],
          ["7", 3],
        ])
      : random.weighted([
          ["2", 84],
          ["1", comfort],
          ["4", 6],
        ]),
  };
}

function utilities(random: Random, comfort: number) {
  const poor = comfort <= 3;
  const lighting = poor
    ? random.weighted([
        ["1", 84],
        ["2", 13],
        ["4", 3],
      ])
    : random.weighted([
        ["1", 98],
        ["2", 2],
      ]);
  const toilet = poor
    ? random.weighted([
        ["1", 58],
        ["2", 18],
        ["3", 10],
        ["4", 8],
        ["6", 6],
      ])
    : random.weighted([
        ["1", 97],
        ["2", 3],
      ]);
  const hasToilet = toilet === "1" || toilet === "2" || toilet === "3";
  return {
    // The first digits are those of no PLN region, as with the NIK.
    id_pelanggan_pln:
      lighting === "1" ? `10${String(random.integer(0, 9_999_999_999)).padStart(10, "0")}` : "",
    sumber_air_minum_utama: poor
      ? random.weighted([
          ["3", 35],
          ["4", 25],
          ["5", 20],
          ["6", 10],
          ["2", 10],
        ])
      : random.weighted([
          ["3", 45],
          ["2", 30],
          ["4", 15],
          ["1", 10],
        ]),
    sumber_penerangan_utama: lighting,
    bahan_bakar_utama_memasak: poor
      ? random.weighted([
          ["4", 82],
          ["10", 12],
          ["7", 2],
          ["0", 4],
        ])
      : random.weighted([
          ["4", 60],
          ["2", comfort * 3],
          ["3", comfort],
          ["1", 3],
          ["5", 3],
        ]),
    fasilitas_bab: toilet,
    jenis_kloset: hasToilet
      ? random.weighted([
          ["1", 80 + comfort],
          ["3", poor ? 8 : 0],
          ["4", poor ? 8 : 1],
        ])
      : "",
    pembuangan_akhir_tinja: poor
      ? random.weighted([
          ["1", 60],
          ["4", 20],
          ["3", 20],
        ])
      : random.weighted([
          ["1", 90],
          ["2", 8],
          ["3", 2],
        ]),
  };
}

function assets(random: Random, comfort: number) {
  const owns = (base: number, perDesil: number) =>
    yesNo(random.chance(Math.min(0.98, base + perDesil * comfort)));
  return {
    aset_bergerak_tabung_gas: owns(0, 0.06),
    aset_bergerak_lemari_es: owns(0.25, 0.09),
    aset_bergerak_ac: owns(-0.3, 0.08),
    aset_bergerak_pemanas_air: owns(-0.3, 0.05),
    aset_bergerak_telepon_rumah: owns(-0.1, 0.02),
    aset_bergerak_tv_datar: owns(0.2, 0.08),
    aset_bergerak_emas_perhiasan: owns(-0.05, 0.07),
    aset_bergerak_komputer_laptop_tablet: owns(-0.15, 0.09),
    aset_bergerak_sepeda_motor: owns(0.4, 0.07),
    aset_bergerak_sepeda: owns(0.15, 0.02),
    aset_bergerak_perahu: "2",
    aset_bergerak_kapal_perahu_motor: "2",
    aset_bergerak_smartphone: owns(0.5, 0.06),
    aset_tidak_bergerak_lahan_lainnya: owns(-0.05, 0.03),
    jumlah_ternak_sapi: random.chance(0.01) ? String(random.integer(1, 3)) : "0",
    jumlah_ternak_kerbau: "0",
    jumlah_ternak_kuda: "0",
    jumlah_ternak_babi: "0",
    jumlah_ternak_kambing_domba: random.chance(0.03) ? String(random.integer(1, 5)) : "0",
  };
}

function means(random: Random, comfort: number, signs: SignsOfMeans) {
  const modestPower =
    comfort <= 2
      ? "1"
      : random.weighted([
          ["1", 6 - Math.min(5, comfort)],
          ["2", 6],
          ["3", comfort - 2],
        ]);
  const none = {
    daya_terpasang: modestPower,
    aset_bergerak_mobil: "2",
    aset_tidak_bergerak_rumah_lainnya: "2",
  };
  if (signs === "never") return none;
  if (signs === "certainly") {
    return random.pick([
      { ...none, aset_bergerak_mobil: "1" },
      { ...none, daya_terpasang: "4" },
      { ...none, daya_terpasang: "5", aset_bergerak_mobil: "1" },
      { ...none, aset_tidak_bergerak_rumah_lainnya: "1" },
    ]);
  }
  const chancePerDesil = Math.max(0, comfort - 5);
  return {
    daya_terpasang: random.chance(0.07 * chancePerDesil) ? random.pick(["4", "5"]) : modestPower,
    aset_bergerak_mobil: yesNo(random.chance(0.12 * chancePerDesil)),
    aset_tidak_bergerak_rumah_lainnya: yesNo(random.chance(0.05 * chancePerDesil)),
  };
}
