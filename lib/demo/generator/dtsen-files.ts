import {
  FAMILY_COLUMNS,
  type FamilyColumnName,
  MEMBER_COLUMNS,
  type MemberColumnName,
} from "@/lib/registry/dtsen-dictionary";
import type { ReleaseEntry } from "./family-history";
import type { Person } from "./person";
import type { Places } from "./places";
import type { TextFile } from "./text-file";
import type { ReleaseCounts } from "./truth";

export type DtsenFiles = {
  readonly counts: ReleaseCounts;
  readonly brokenLines: readonly number[];
  append(entry: ReleaseEntry): void;
};

const YES = "Ya";
const NO = "Tidak";

/**
 * The family and the member file of one release: `|` between quoted fields, one line a row. Before
 * every so many families stands a line that a transfer cut off inside a quoted field: a parser that
 * waits for the closing quote swallows the good row after it.
 */
export function writeDtsenFiles(
  places: Places,
  files: { readonly families: TextFile; readonly members: TextFile },
  brokenLineEvery = Number.POSITIVE_INFINITY,
): DtsenFiles {
  const counts = { families: 0, members: 0, broken: 0 };
  const brokenLines: number[] = [];
  files.families.append(line(FAMILY_COLUMNS.map(({ column }) => column)));
  files.members.append(line(MEMBER_COLUMNS.map(({ column }) => column)));
  return {
    counts,
    brokenLines,
    append(entry) {
      const row = familyLine(places, entry);
      counts.families += 1;
      if (counts.families % brokenLineEvery === 0) {
        files.families.append(cutOff(row, entry));
        counts.broken += 1;
        brokenLines.push(counts.families + counts.broken);
      }
      files.families.append(row);
      for (const person of entry.members) files.members.append(memberLine(places, entry, person));
      counts.members += entry.members.length;
    },
  };
}

function cutOff(row: string, { home }: ReleaseEntry): string {
  return `${row.slice(0, row.indexOf(home.street) + 6)}\n`;
}

function familyLine(places: Places, entry: ReleaseEntry): string {
  const { home, house, members } = entry;
  const { kelurahan } = home;
  const pbi = entry.receivesPbi ? YES : NO;
  const row: Record<FamilyColumnName, string> = {
    kode_provinsi: places.provinceCode,
    provinsi: places.provinceName,
    kode_kabupaten_kota: places.regencyCode,
    kabupaten_kota: places.regencyName,
    kode_kecamatan: kelurahan.kecamatanBpsCode,
    kecamatan: kelurahan.kecamatanName,
    kode_kelurahan_desa: kelurahan.bpsCode,
    kelurahan_desa: kelurahan.name,
    alamat: `${home.street} RT ${home.rt} RW ${home.rw}`,
    nomor_kartu_keluarga: entry.nomorKk,
    jumlah_anggota_keluarga: String(entry.memberCount),
    nama_kepala_keluarga: members[0]?.name ?? "",
    desil_nasional: entry.desil,
    pbi_nas: pbi,
    pbi_pemda: NO,
    ...house,
    desil_provinsi: shiftedDesil(entry, 1),
    desil_kabupaten_kota: shiftedDesil(entry, -1),
  };
  return line(FAMILY_COLUMNS.map(({ column }) => row[column]));
}

/**
 * The city is better off than the nation and than the province, so that the same family stands
 * lower among the city's and no lower among the province's.
 */
function shiftedDesil({ desil, nomorKk }: ReleaseEntry, direction: 1 | -1): string {
  const national = Number(desil);
  if (!(national >= 1)) return desil;
  const shift = Number(nomorKk.at(-1)) < 5 ? direction : 0;
  return String(Math.min(10, Math.max(1, national + shift)));
}

function memberLine(places: Places, entry: ReleaseEntry, person: Person): string {
  const { ktpHome } = entry;
  const { kelurahan } = ktpHome;
  const row: Record<MemberColumnName, string> = {
    nomor_induk_kependudukan: person.nikInDtsen,
    nomor_kartu_keluarga: entry.nomorKk,
    nama: person.name,
    tanggal_lahir: person.birthDate,
    jenis_kelamin: person.sex === "male" ? "1" : "2",
    status_hubungan_keluarga: person.relation,
    pbi_nas: entry.receivesPbi ? YES : NO,
    pbi_pemda: NO,
    status_kawin: person.maritalStatus,
    ...person.schooling,
    ...person.work,
    ...person.health,
    kode_provinsi_ktp: places.provinceCode,
    provinsi_ktp: places.provinceName,
    kode_kabupaten_kota_ktp: places.regencyCode,
    kabupaten_kota_ktp: places.regencyName,
    kode_kecamatan_ktp: kelurahan.kecamatanBpsCode,
    kecamatan_ktp: kelurahan.kecamatanName,
    kode_kelurahan_desa_ktp: kelurahan.bpsCode,
    kelurahan_desa_ktp: kelurahan.name,
    rt_ktp: ktpHome.rt,
    rw_ktp: ktpHome.rw,
    dusun_ktp: "",
    alamat_ktp: ktpHome.street,
  };
  return line(MEMBER_COLUMNS.map(({ column }) => row[column]));
}

function line(fields: readonly string[]): string {
  return `"${fields.join('"|"')}"\n`;
}
