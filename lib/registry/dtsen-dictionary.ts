import type { CodeListName } from "./dtsen-code-lists";

/** How a column's text is read. `digits:N` is N digits kept as text, so that leading zeros survive. */
type ColumnType =
  | "digits:2"
  | "digits:4"
  | "digits:7"
  | "digits:10"
  | "digits:16"
  | "text"
  | "int"
  | "number"
  | "date"
  | "desil"
  | "ya_tidak_text"
  | "code";

/** The class of a variable in the data-sharing manifest: terbuka, quasi-identifier, data pribadi. */
type Sensitivity = "open" | "quasi_identifier" | "personal";

/** One column of a DTSEN file; `codes` is there exactly when the type is `code`. */
export type DtsenColumn = {
  readonly column: string;
  readonly label: string;
  readonly sensitivity: Sensitivity;
} & (
  | { readonly type: Exclude<ColumnType, "code">; readonly codes?: undefined }
  | { readonly type: "code"; readonly codes: CodeListName }
);

/**
 * The 52 columns of the family file, DTSEN release 2026 (BPS–Bappenas), in file order. The area
 * columns are the family's domicile in BPS codes. Files of release v2 call `nama_kepala_keluarga`
 * `nama_anggota_keluarga`. Source flags (`is_gc_kemensos`, `is_pbi_se`, `is_siks_ng`) may follow.
 */
export const FAMILY_COLUMNS = [
  {
    column: "kode_provinsi",
    label: "Kode provinsi (2 digit, kode BPS)",
    type: "digits:2",
    sensitivity: "open",
  },
  { column: "provinsi", label: "Provinsi", type: "text", sensitivity: "open" },
  {
    column: "kode_kabupaten_kota",
    label: "Kode kabupaten/kota (4 digit, kode BPS)",
    type: "digits:4",
    sensitivity: "open",
  },
  { column: "kabupaten_kota", label: "Kabupaten/kota", type: "text", sensitivity: "open" },
  {
    column: "kode_kecamatan",
    label: "Kode kecamatan (7 digit, kode BPS)",
    type: "digits:7",
    sensitivity: "open",
  },
  { column: "kecamatan", label: "Kecamatan", type: "text", sensitivity: "open" },
  {
    column: "kode_kelurahan_desa",
    label: "Kode kelurahan/desa (10 digit, kode BPS)",
    type: "digits:10",
    sensitivity: "quasi_identifier",
  },
  {
    column: "kelurahan_desa",
    label: "Kelurahan/desa",
    type: "text",
    sensitivity: "quasi_identifier",
  },
  { column: "alamat", label: "Alamat domisili", type: "text", sensitivity: "personal" },
  {
    column: "nomor_kartu_keluarga",
    label: "No. KK (kunci ke file anggota)",
    type: "digits:16",
    sensitivity: "personal",
  },
  {
    column: "jumlah_anggota_keluarga",
    label: "Jumlah anggota keluarga",
    type: "int",
    sensitivity: "open",
  },
  {
    column: "nama_kepala_keluarga",
    label: "Nama kepala keluarga",
    type: "text",
    sensitivity: "personal",
  },
  { column: "desil_nasional", label: "Desil nasional", type: "desil", sensitivity: "open" },
  { column: "pbi_nas", label: "PBI nasional", type: "ya_tidak_text", sensitivity: "open" },
  { column: "pbi_pemda", label: "PBI pemda", type: "ya_tidak_text", sensitivity: "open" },
  { column: "id_pelanggan_pln", label: "ID pelanggan PLN", type: "text", sensitivity: "personal" },
  {
    column: "status_kepemilikan_rumah",
    label: "Status kepemilikan rumah",
    type: "code",
    codes: "status_kepemilikan_rumah",
    sensitivity: "open",
  },
  {
    column: "jenis_lantai_terluas",
    label: "Jenis lantai terluas",
    type: "code",
    codes: "jenis_lantai_terluas",
    sensitivity: "open",
  },
  { column: "luas_lantai", label: "Luas lantai (m²)", type: "number", sensitivity: "open" },
  {
    column: "jenis_dinding_terluas",
    label: "Jenis dinding terluas",
    type: "code",
    codes: "jenis_dinding_terluas",
    sensitivity: "open",
  },
  {
    column: "jenis_atap_terluas",
    label: "Jenis atap terluas",
    type: "code",
    codes: "jenis_atap_terluas",
    sensitivity: "open",
  },
  {
    column: "sumber_air_minum_utama",
    label: "Sumber air minum utama",
    type: "code",
    codes: "sumber_air_minum_utama",
    sensitivity: "open",
  },
  {
    column: "sumber_penerangan_utama",
    label: "Sumber penerangan utama",
    type: "code",
    codes: "sumber_penerangan_utama",
    sensitivity: "open",
  },
  {
    column: "daya_terpasang",
    label: "Daya terpasang",
    type: "code",
    codes: "daya_terpasang",
    sensitivity: "open",
  },
  {
    column: "bahan_bakar_utama_memasak",
    label: "Bahan bakar utama memasak",
    type: "code",
    codes: "bahan_bakar_utama_memasak",
    sensitivity: "open",
  },
  {
    column: "fasilitas_bab",
    label: "Fasilitas BAB",
    type: "code",
    codes: "fasilitas_bab",
    sensitivity: "open",
  },
  {
    column: "jenis_kloset",
    label: "Jenis kloset",
    type: "code",
    codes: "jenis_kloset",
    sensitivity: "open",
  },
  {
    column: "pembuangan_akhir_tinja",
    label: "Pembuangan akhir tinja",
    type: "code",
    codes: "pembuangan_akhir_tinja",
    sensitivity: "open",
  },
  {
    column: "kepemilikan_aset",
    label: "Memiliki aset",
    type: "ya_tidak_text",
    sensitivity: "open",
  },
  {
    column: "aset_bergerak_tabung_gas",
    label: "Aset bergerak: tabung gas (≥ 5,5 kg)",
    type: "code",
    codes: "ya_tidak",
    sensitivity: "open",
  },
  {
    column: "aset_bergerak_lemari_es",
    label: "Aset bergerak: lemari es",
    type: "code",
    codes: "ya_tidak",
    sensitivity: "open",
  },
  {
    column: "aset_bergerak_ac",
    label: "Aset bergerak: AC",
    type: "code",
    codes: "ya_tidak",
    sensitivity: "open",
  },
  {
    column: "aset_bergerak_pemanas_air",
    label: "Aset bergerak: pemanas air",
    type: "code",
    codes: "ya_tidak",
    sensitivity: "open",
  },
  {
    column: "aset_bergerak_telepon_rumah",
    label: "Aset bergerak: telepon rumah",
    type: "code",
    codes: "ya_tidak",
    sensitivity: "open",
  },
  {
    column: "aset_bergerak_tv_datar",
    label: "Aset bergerak: TV datar",
    type: "code",
    codes: "ya_tidak",
    sensitivity: "open",
  },
  {
    column: "aset_bergerak_emas_perhiasan",
    label: "Aset bergerak: emas/perhiasan",
    type: "code",
    codes: "ya_tidak",
    sensitivity: "open",
  },
  {
    column: "aset_bergerak_komputer_laptop_tablet",
    label: "Aset bergerak: komputer/laptop/tablet",
    type: "code",
    codes: "ya_tidak",
    sensitivity: "open",
  },
  {
    column: "aset_bergerak_sepeda_motor",
    label: "Aset bergerak: sepeda motor",
    type: "code",
    codes: "ya_tidak",
    sensitivity: "open",
  },
  {
    column: "aset_bergerak_sepeda",
    label: "Aset bergerak: sepeda",
    type: "code",
    codes: "ya_tidak",
    sensitivity: "open",
  },
  {
    column: "aset_bergerak_mobil",
    label: "Aset bergerak: mobil",
    type: "code",
    codes: "ya_tidak",
    sensitivity: "open",
  },
  {
    column: "aset_bergerak_perahu",
    label: "Aset bergerak: perahu",
    type: "code",
    codes: "ya_tidak",
    sensitivity: "open",
  },
  {
    column: "aset_bergerak_kapal_perahu_motor",
    label: "Aset bergerak: kapal/perahu motor",
    type: "code",
    codes: "ya_tidak",
    sensitivity: "open",
  },
  {
    column: "aset_bergerak_smartphone",
    label: "Aset bergerak: smartphone",
    type: "code",
    codes: "ya_tidak",
    sensitivity: "open",
  },
  {
    column: "aset_tidak_bergerak_lahan_lainnya",
    label: "Aset tidak bergerak: lahan lainnya (selain yang ditempati)",
    type: "code",
    codes: "ya_tidak",
    sensitivity: "open",
  },
  {
    column: "aset_tidak_bergerak_rumah_lainnya",
    label: "Aset tidak bergerak: rumah lainnya (selain yang ditempati)",
    type: "code",
    codes: "ya_tidak",
    sensitivity: "open",
  },
  {
    column: "jumlah_ternak_sapi",
    label: "Jumlah ternak: sapi (ekor)",
    type: "int",
    sensitivity: "open",
  },
  {
    column: "jumlah_ternak_kerbau",
    label: "Jumlah ternak: kerbau (ekor)",
    type: "int",
    sensitivity: "open",
  },
  {
    column: "jumlah_ternak_kuda",
    label: "Jumlah ternak: kuda (ekor)",
    type: "int",
    sensitivity: "open",
  },
  {
    column: "jumlah_ternak_babi",
    label: "Jumlah ternak: babi (ekor)",
    type: "int",
    sensitivity: "open",
  },
  {
    column: "jumlah_ternak_kambing_domba",
    label: "Jumlah ternak: kambing/domba (ekor)",
    type: "int",
    sensitivity: "open",
  },
  { column: "desil_provinsi", label: "Desil provinsi", type: "desil", sensitivity: "open" },
  {
    column: "desil_kabupaten_kota",
    label: "Desil kabupaten/kota",
    type: "desil",
    sensitivity: "open",
  },
] as const satisfies readonly DtsenColumn[];

/**
 * The 48 columns of the member file, DTSEN release 2026 (BPS–Bappenas), in file order; joined to
 * the family on `nomor_kartu_keluarga`. The area columns are those of the KTP and may differ from
 * the family's domicile.
 */
export const MEMBER_COLUMNS = [
  { column: "nomor_induk_kependudukan", label: "NIK", type: "digits:16", sensitivity: "personal" },
  {
    column: "nomor_kartu_keluarga",
    label: "No. KK (kunci ke file keluarga)",
    type: "digits:16",
    sensitivity: "personal",
  },
  { column: "nama", label: "Nama", type: "text", sensitivity: "personal" },
  { column: "tanggal_lahir", label: "Tanggal lahir", type: "date", sensitivity: "personal" },
  {
    column: "jenis_kelamin",
    label: "Jenis kelamin",
    type: "code",
    codes: "jenis_kelamin",
    sensitivity: "open",
  },
  {
    column: "status_hubungan_keluarga",
    label: "Status hubungan keluarga",
    type: "code",
    codes: "status_hubungan_keluarga",
    sensitivity: "open",
  },
  { column: "pbi_nas", label: "PBI nasional", type: "ya_tidak_text", sensitivity: "open" },
  { column: "pbi_pemda", label: "PBI pemda", type: "ya_tidak_text", sensitivity: "open" },
  {
    column: "status_kawin",
    label: "Status kawin",
    type: "code",
    codes: "status_kawin",
    sensitivity: "open",
  },
  {
    column: "partisipasi_sekolah",
    label: "Partisipasi sekolah",
    type: "code",
    codes: "partisipasi_sekolah",
    sensitivity: "open",
  },
  {
    column: "jenjang_tertinggi_yang_diduduki",
    label: "Jenjang tertinggi yang diduduki",
    type: "code",
    codes: "jenjang_pendidikan",
    sensitivity: "open",
  },
  {
    column: "kelas_tertinggi_yang_diduduki",
    label: "Kelas tertinggi yang diduduki",
    type: "code",
    codes: "kelas_tertinggi",
    sensitivity: "open",
  },
  {
    column: "ijazah_tertinggi_yang_dimiliki",
    label: "Ijazah tertinggi yang dimiliki",
    type: "code",
    codes: "ijazah_tertinggi",
    sensitivity: "open",
  },
  {
    column: "status_bekerja",
    label: "Status bekerja",
    type: "code",
    codes: "ya_tidak",
    sensitivity: "open",
  },
  {
    column: "lapangan_usaha_dari_pekerjaan_utama",
    label: "Lapangan usaha pekerjaan utama",
    type: "code",
    codes: "lapangan_usaha",
    sensitivity: "open",
  },
  {
    column: "status_dalam_pekerjaan_utama",
    label: "Status dalam pekerjaan utama",
    type: "code",
    codes: "status_dalam_pekerjaan_utama",
    sensitivity: "open",
  },
  {
    column: "kepemilikan_usaha",
    label: "Kepemilikan usaha",
    type: "code",
    codes: "ya_tidak",
    sensitivity: "open",
  },
  { column: "jumlah_usaha", label: "Jumlah usaha", type: "int", sensitivity: "open" },
  {
    column: "lapangan_usaha_dari_usaha_utama",
    label: "Lapangan usaha dari usaha utama",
    type: "code",
    codes: "lapangan_usaha",
    sensitivity: "open",
  },
  {
    column: "jumlah_pekerja_yang_dibayar_dari_usaha_utama",
    label: "Jumlah pekerja dibayar",
    type: "int",
    sensitivity: "open",
  },
  {
    column: "jumlah_pekerja_yang_tidak_dibayar_dari_usaha_utama",
    label: "Jumlah pekerja tidak dibayar",
    type: "int",
    sensitivity: "open",
  },
  {
    column: "omzet_usaha_utama",
    label: "Omzet usaha utama per bulan",
    type: "code",
    codes: "omzet_usaha_utama",
    sensitivity: "open",
  },
  {
    column: "kondisi_gizi",
    label: "Kondisi gizi (balita)",
    type: "code",
    codes: "kondisi_gizi",
    sensitivity: "personal",
  },
  {
    column: "penglihatan",
    label: "Penglihatan",
    type: "code",
    codes: "kesulitan_fungsional",
    sensitivity: "personal",
  },
  {
    column: "pendengaran",
    label: "Pendengaran",
    type: "code",
    codes: "kesulitan_fungsional",
    sensitivity: "personal",
  },
  {
    column: "berjalan_atau_naik_tangga",
    label: "Berjalan atau naik tangga",
    type: "code",
    codes: "kesulitan_fungsional",
    sensitivity: "personal",
  },
  {
    column: "menggunakan_tangan_jari",
    label: "Menggunakan tangan/jari",
    type: "code",
    codes: "kesulitan_fungsional",
    sensitivity: "personal",
  },
  {
    column: "belajar_kemampuan_intelektual",
    label: "Belajar/kemampuan intelektual",
    type: "code",
    codes: "kesulitan_fungsional",
    sensitivity: "personal",
  },
  {
    column: "pengendalian_perilaku",
    label: "Pengendalian perilaku",
    type: "code",
    codes: "kesulitan_fungsional",
    sensitivity: "personal",
  },
  {
    column: "berbicara_komunikasi",
    label: "Berbicara/komunikasi",
    type: "code",
    codes: "kesulitan_fungsional",
    sensitivity: "personal",
  },
  {
    column: "mengurus_diri",
    label: "Mengurus diri",
    type: "code",
    codes: "kesulitan_fungsional",
    sensitivity: "personal",
  },
  {
    column: "mengingat_berkonsentrasi",
    label: "Mengingat/berkonsentrasi",
    type: "code",
    codes: "kesulitan_fungsional",
    sensitivity: "personal",
  },
  {
    column: "kesedihan_depresi",
    label: "Kesedihan/depresi",
    type: "code",
    codes: "kesedihan_depresi",
    sensitivity: "personal",
  },
  {
    column: "penyakit_kronis",
    label: "Penyakit kronis",
    type: "code",
    codes: "penyakit_kronis",
    sensitivity: "personal",
  },
  {
    column: "kode_provinsi_ktp",
    label: "Kode provinsi KTP",
    type: "digits:2",
    sensitivity: "quasi_identifier",
  },
  { column: "provinsi_ktp", label: "Provinsi KTP", type: "text", sensitivity: "quasi_identifier" },
  {
    column: "kode_kabupaten_kota_ktp",
    label: "Kode kabupaten/kota KTP",
    type: "digits:4",
    sensitivity: "quasi_identifier",
  },
  {
    column: "kabupaten_kota_ktp",
    label: "Kabupaten/kota KTP",
    type: "text",
    sensitivity: "quasi_identifier",
  },
  {
    column: "kode_kecamatan_ktp",
    label: "Kode kecamatan KTP",
    type: "digits:7",
    sensitivity: "quasi_identifier",
  },
  {
    column: "kecamatan_ktp",
    label: "Kecamatan KTP",
    type: "text",
    sensitivity: "quasi_identifier",
  },
  {
    column: "kode_kelurahan_desa_ktp",
    label: "Kode kelurahan/desa KTP",
    type: "digits:10",
    sensitivity: "quasi_identifier",
  },
  {
    column: "kelurahan_desa_ktp",
    label: "Kelurahan/desa KTP",
    type: "text",
    sensitivity: "quasi_identifier",
  },
  { column: "rt_ktp", label: "RT KTP", type: "text", sensitivity: "personal" },
  { column: "rw_ktp", label: "RW KTP", type: "text", sensitivity: "personal" },
  { column: "dusun_ktp", label: "Dusun KTP", type: "text", sensitivity: "personal" },
  { column: "alamat_ktp", label: "Alamat KTP", type: "text", sensitivity: "personal" },
  { column: "pekerjaan_ktp", label: "Pekerjaan KTP", type: "text", sensitivity: "personal" },
  {
    column: "pendidikan_akhir_ktp",
    label: "Pendidikan akhir KTP",
    type: "text",
    sensitivity: "personal",
  },
] as const satisfies readonly DtsenColumn[];

export type FamilyColumnName = (typeof FAMILY_COLUMNS)[number]["column"];
export type MemberColumnName = (typeof MEMBER_COLUMNS)[number]["column"];
