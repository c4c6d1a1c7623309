import {
  FAMILY_COLUMNS,
  type FamilyColumnName,
  MEMBER_COLUMNS,
} from "@/lib/registry/dtsen-dictionary";

/** A person who does not exist: province code 10 is nobody's, so the NIK can match no one. */
export interface InventedMember {
  readonly nik: string;
  readonly name: string;
  readonly birthDate: string;
  readonly sex: "1" | "2";
  /** Code of `status_hubungan_keluarga`: 1 head, 2 spouse, 3 child. */
  readonly relation: "1" | "2" | "3";
}

export interface InventedFamily {
  readonly nomorKk: string;
  readonly kecamatan: string;
  readonly kelurahan: string;
  readonly address: string;
  readonly desil: number | "";
  readonly members: readonly [InventedMember, ...InventedMember[]];
  /** What DTSEN says of its house and assets, where a story is about that. */
  readonly house?: Readonly<Partial<Record<FamilyColumnName, string>>>;
}

/** Real kecamatan and kelurahan of Kota Malang, numbered as BPS does: in an order of its own. */
const PLACES = [
  { kecamatan: "KLOJEN", kelurahan: "ORO ORO DOWO", code: "3573030007" },
  { kecamatan: "LOWOKWARU", kelurahan: "DINOYO", code: "3573050004" },
  { kecamatan: "SUKUN", kelurahan: "BANDULAN", code: "3573020009" },
  { kecamatan: "KEDUNGKANDANG", kelurahan: "MERGOSONO", code: "3573010006" },
  { kecamatan: "BLIMBING", kelurahan: "POLOWIJEN", code: "3573040005" },
] as const;

const HEAD_NAMES = ["SUPARMI", "WIBOWO SANTOSO", "NGATINAH", "AGUS PRAYITNO", "RUKMINI"] as const;

/**
 * One invented family of a widow or widower and a child at school, alike for the same number:
 * the second release of a story is made by changing what the story is about.
 */
export function inventedFamily(number: number, desil: number): InventedFamily {
  const place = PLACES[number % PLACES.length] ?? PLACES[0];
  const serial = String(number).padStart(4, "0");
  const headName = `${HEAD_NAMES[number % HEAD_NAMES.length]} ${romanLetter(number)}`;
  return {
    nomorKk: `103573150119${serial}`,
    kecamatan: place.kecamatan,
    kelurahan: place.kelurahan,
    address: `JL KENANGA NO ${number} RT 003 RW 005`,
    desil,
    members: [
      {
        nik: `103573520380${serial}`,
        name: headName,
        birthDate: "1980-03-12",
        sex: "2",
        relation: "1",
      },
      {
        nik: `103573050915${serial}`,
        name: `BAGAS ${romanLetter(number)}`,
        birthDate: "2015-09-05",
        sex: "1",
        relation: "3",
      },
    ],
  };
}

/** Names of a made-up person must tell each other apart on a page, without digits in them. */
function romanLetter(number: number): string {
  return String.fromCharCode(65 + (number % 26)).repeat(1 + Math.floor(number / 26));
}

export function familyFile(families: readonly InventedFamily[]): Buffer {
  return pipeFile(
    FAMILY_COLUMNS.map(({ column }) => column),
    families.map((family) => ({
      ...areaValues(family),
      alamat: family.address,
      nomor_kartu_keluarga: family.nomorKk,
      jumlah_anggota_keluarga: String(family.members.length),
      nama_kepala_keluarga: family.members[0].name,
      desil_nasional: String(family.desil),
      pbi_nas: "Tidak",
      pbi_pemda: "Tidak",
      status_kepemilikan_rumah: "2",
      luas_lantai: "36",
      aset_bergerak_mobil: "2",
      ...family.house,
    })),
  );
}

export function memberFile(families: readonly InventedFamily[]): Buffer {
  return pipeFile(
    MEMBER_COLUMNS.map(({ column }) => column),
    families.flatMap((family) =>
      family.members.map((member) => ({
        nomor_induk_kependudukan: member.nik,
        nomor_kartu_keluarga: family.nomorKk,
        nama: member.name,
        tanggal_lahir: member.birthDate,
        jenis_kelamin: member.sex,
        status_hubungan_keluarga: member.relation,
        pbi_nas: "Tidak",
        pbi_pemda: "Tidak",
        partisipasi_sekolah: member.relation === "3" ? "2" : "3",
        jenjang_tertinggi_yang_diduduki: member.relation === "3" ? "3" : "",
      })),
    ),
  );
}

/** A PKH list as the channelling bank's sheet has it: the first member of each family is paid. */
export function pkhFile(families: readonly InventedFamily[]): Buffer {
  const header = "NIK,NO KK,NAMA PENERIMA,ALAMAT,RT,RW,KEL/DESA,KECAMATAN,PERIODE,PENYALUR,NOMINAL";
  const rows = families.map((family) =>
    [
      family.members[0].nik,
      family.nomorKk,
      family.members[0].name,
      family.address,
      "003",
      "005",
      family.kelurahan,
      family.kecamatan,
      "TAHAP 4 2026",
      "BRI",
      "1125000",
    ].join(","),
  );
  return Buffer.from([header, ...rows, ""].join("\r\n"));
}

/** An edition of the old DTKS: one line a person, without a word about who is whose child. */
export function dtksFile(families: readonly InventedFamily[]): Buffer {
  const header =
    "No,ID_DTKS,NOKK,NIK,NAMA,TGL_LAHIR,JK,ALAMAT,RT,RW,KELURAHAN,KECAMATAN,DESIL,PKH,BPNT,PBI";
  const rows = families.flatMap((family) =>
    family.members.map((member) =>
      [
        `BDT${family.nomorKk.slice(-6)}`,
        family.nomorKk,
        member.nik,
        member.name,
        member.birthDate,
        member.sex === "1" ? "L" : "P",
        family.address,
        "003",
        "005",
        family.kelurahan,
        family.kecamatan,
        String(family.desil),
        "TIDAK",
        "YA",
        "TIDAK",
      ].join(","),
    ),
  );
  return Buffer.from([header, ...rows.map((row, index) => `${index + 1},${row}`), ""].join("\r\n"));
}

/** A matching result of the population office: everybody fits, and the NIK in `died` are of the dead. */
export function dukcapilFile(families: readonly InventedFamily[], died: readonly string[]): Buffer {
  const rows = families
    .flatMap(({ members }) => members)
    .map(({ nik, name }) =>
      [nik, name, ...(died.includes(nik) ? ["TIDAK AKTIF", "MENINGGAL"] : ["PADAN", ""])].join("|"),
    );
  return Buffer.from(["NIK|NAMA|STATUS|KETERANGAN", ...rows, ""].join("\n"));
}

function areaValues({ kelurahan }: InventedFamily): Record<string, string> {
  const place = PLACES.find((candidate) => candidate.kelurahan === kelurahan) ?? PLACES[0];
  return {
    kode_provinsi: "35",
    provinsi: "JAWA TIMUR",
    kode_kabupaten_kota: "3573",
    kabupaten_kota: "KOTA MALANG",
    kode_kecamatan: place.code.slice(0, 7),
    kecamatan: place.kecamatan,
    kode_kelurahan_desa: place.code,
    kelurahan_desa: place.kelurahan,
  };
}

function pipeFile(
  columns: readonly string[],
  rows: readonly Readonly<Record<string, string>>[],
): Buffer {
  const line = (fields: readonly string[]) => fields.map((field) => `"${field}"`).join("|");
  const lines = rows.map((row) => line(columns.map((column) => row[column] ?? "")));
  return Buffer.from([line(columns), ...lines, ""].join("\n"));
}
