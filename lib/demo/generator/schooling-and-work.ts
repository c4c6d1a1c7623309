import type { MemberColumnName } from "@/lib/registry/dtsen-dictionary";
import type { Random } from "./random";

type Columns<Name extends MemberColumnName> = Readonly<Record<Name, string>>;

export type Schooling = Columns<
  | "partisipasi_sekolah"
  | "jenjang_tertinggi_yang_diduduki"
  | "kelas_tertinggi_yang_diduduki"
  | "ijazah_tertinggi_yang_dimiliki"
  | "pendidikan_akhir_ktp"
>;

export type Work = Columns<
  | "status_bekerja"
  | "lapangan_usaha_dari_pekerjaan_utama"
  | "status_dalam_pekerjaan_utama"
  | "kepemilikan_usaha"
  | "jumlah_usaha"
  | "lapangan_usaha_dari_usaha_utama"
  | "jumlah_pekerja_yang_dibayar_dari_usaha_utama"
  | "jumlah_pekerja_yang_tidak_dibayar_dari_usaha_utama"
  | "omzet_usaha_utama"
  | "pekerjaan_ktp"
>;

/** The school years of Indonesia: the first age of a stage, its code, and the certificate before it. */
const STAGES = [
  {
    fromAge: 7,
    toAge: 12,
    jenjang: [
      ["3", 8],
      ["4", 2],
    ],
    ijazah: "23",
    ktp: "BELUM TAMAT SD/SEDERAJAT",
  },
  {
    fromAge: 13,
    toAge: 15,
    jenjang: [
      ["8", 8],
      ["9", 2],
    ],
    ijazah: "3",
    ktp: "TAMAT SD/SEDERAJAT",
  },
  {
    fromAge: 16,
    toAge: 18,
    jenjang: [
      ["13", 5],
      ["15", 4],
      ["14", 1],
    ],
    ijazah: "8",
    ktp: "SLTP/SEDERAJAT",
  },
] as const;

/** The highest stage of an adult, with the words that a KTP has for it. */
const ATTAINMENTS = [
  { jenjang: "3", ijazah: "3", ktp: "TAMAT SD/SEDERAJAT", poor: 40, rich: 8 },
  { jenjang: "8", ijazah: "8", ktp: "SLTP/SEDERAJAT", poor: 28, rich: 12 },
  { jenjang: "13", ijazah: "13", ktp: "SLTA/SEDERAJAT", poor: 18, rich: 30 },
  { jenjang: "15", ijazah: "15", ktp: "SLTA/SEDERAJAT", poor: 12, rich: 18 },
  { jenjang: "18", ijazah: "18", ktp: "AKADEMI/DIPLOMA III/SARJANA MUDA", poor: 1, rich: 10 },
  { jenjang: "19", ijazah: "19", ktp: "DIPLOMA IV/STRATA I", poor: 1, rich: 22 },
] as const;

const FINISHED = "8";

/**
 * School by age. From 7 to 18 everyone is at school, which makes a PKH component; a student of 19
 * or more attends a university, which does not.
 */
export function drawSchooling(random: Random, age: number, livesLikeDesil: number): Schooling {
  if (age < 7) return schooling("1", "", "", "23", "TIDAK/BELUM SEKOLAH");
  const stage = STAGES.find(({ fromAge, toAge }) => age >= fromAge && age <= toAge);
  if (stage) {
    const grade = String(age - stage.fromAge + 1);
    return schooling("2", random.weighted<string>(stage.jenjang), grade, stage.ijazah, stage.ktp);
  }
  if (age <= 22 && livesLikeDesil >= 5 && random.chance(0.4)) {
    return schooling("2", "19", String(Math.min(4, age - 18)), "13", "SLTA/SEDERAJAT");
  }
  const attained = random.weighted(
    ATTAINMENTS.map((row) => [row, livesLikeDesil <= 4 ? row.poor : row.rich] as const),
  );
  return schooling("3", attained.jenjang, FINISHED, attained.ijazah, attained.ktp);
}

function schooling(
  participation: string,
  jenjang: string,
  grade: string,
  ijazah: string,
  ktp: string,
): Schooling {
  return {
    partisipasi_sekolah: participation,
    jenjang_tertinggi_yang_diduduki: jenjang,
    kelas_tertinggi_yang_diduduki: grade,
    ijazah_tertinggi_yang_dimiliki: ijazah,
    pendidikan_akhir_ktp: ktp,
  };
}

const CIVIL_SERVANT = {
  status: "5",
  field: ["20", "21"],
  ktp: "PEGAWAI NEGERI SIPIL (PNS)",
} as const;

/** Kinds of work: `status_dalam_pekerjaan_utama`, fields it occurs in, and the word on the KTP. */
const OCCUPATIONS = [
  { status: "7", field: ["11", "13", "24"], ktp: "BURUH HARIAN LEPAS", poor: 35, rich: 5 },
  { status: "1", field: ["12", "14"], ktp: "PEDAGANG", poor: 25, rich: 15 },
  { status: "2", field: ["12", "14", "8"], ktp: "WIRASWASTA", poor: 10, rich: 15 },
  { status: "3", field: ["12", "8", "14"], ktp: "WIRASWASTA", poor: 1, rich: 12 },
  {
    status: "4",
    field: ["8", "12", "13", "15", "16", "22"],
    ktp: "KARYAWAN SWASTA",
    poor: 20,
    rich: 50,
  },
  { status: "6", field: ["1", "2"], ktp: "BURUH TANI/PERKEBUNAN", poor: 8, rich: 1 },
  { status: "8", field: ["12", "14"], ktp: "BELUM/TIDAK BEKERJA", poor: 3, rich: 3 },
] as const;

/** Work that a family as poor or as well off as this one would have. */
export function drawWork(random: Random, livesLikeDesil: number): Work {
  const occupation = random.weighted(
    OCCUPATIONS.map((row) => [row, livesLikeDesil <= 4 ? row.poor : row.rich] as const),
  );
  const field = random.pick<string>(occupation.field);
  const ownsBusiness = ["1", "2", "3"].includes(occupation.status);
  if (!ownsBusiness) return employment(occupation.status, field, occupation.ktp);
  return {
    ...employment(occupation.status, field, occupation.ktp),
    kepemilikan_usaha: "1",
    jumlah_usaha: "1",
    lapangan_usaha_dari_usaha_utama: field,
    jumlah_pekerja_yang_dibayar_dari_usaha_utama:
      occupation.status === "3" ? String(random.integer(1, 6)) : "0",
    jumlah_pekerja_yang_tidak_dibayar_dari_usaha_utama:
      occupation.status === "2" ? String(random.integer(1, 2)) : "0",
    omzet_usaha_utama: livesLikeDesil <= 4 ? "1" : random.pick(["1", "2", "3", "4"]),
  };
}

/** A PNS, TNI, Polri, BUMN or BUMD employee: `status_dalam_pekerjaan_utama` 5. */
export function drawCivilService(random: Random): Work {
  return employment(
    CIVIL_SERVANT.status,
    random.pick<string>(CIVIL_SERVANT.field),
    CIVIL_SERVANT.ktp,
  );
}

export function noWork(ktp: string): Work {
  return { ...employment("", "", ktp), status_bekerja: "2" };
}

function employment(status: string, field: string, ktp: string): Work {
  return {
    status_bekerja: "1",
    lapangan_usaha_dari_pekerjaan_utama: field,
    status_dalam_pekerjaan_utama: status,
    kepemilikan_usaha: "2",
    jumlah_usaha: "",
    lapangan_usaha_dari_usaha_utama: "",
    jumlah_pekerja_yang_dibayar_dari_usaha_utama: "",
    jumlah_pekerja_yang_tidak_dibayar_dari_usaha_utama: "",
    omzet_usaha_utama: "",
    pekerjaan_ktp: ktp,
  };
}
