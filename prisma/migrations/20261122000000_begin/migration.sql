-- CreateEnum
CREATE TYPE "area_level" AS ENUM ('province', 'regency', 'kecamatan', 'kelurahan');

-- CreateEnum
CREATE TYPE "actor_kind" AS ENUM ('user', 'system', 'command_line');

-- CreateEnum
CREATE TYPE "case_state" AS ENUM ('open', 'in_groundcheck', 'checked', 'in_proposal', 'awaiting_release', 'resolved', 'dismissed');

-- CreateEnum
CREATE TYPE "import_kind" AS ENUM ('dtsen', 'dtks', 'recipients');

-- CreateEnum
CREATE TYPE "import_state" AS ENUM ('received', 'checking', 'ready', 'publishing', 'published', 'failed', 'discarded');

-- CreateEnum
CREATE TYPE "import_file_role" AS ENUM ('family', 'member', 'dtks', 'recipients');

-- CreateEnum
CREATE TYPE "problem_severity" AS ENUM ('rejected', 'warning');

-- CreateEnum
CREATE TYPE "office_kind" AS ENUM ('demo', 'real');

-- CreateEnum
CREATE TYPE "role" AS ENUM ('admin', 'operator', 'verifier', 'head', 'companion', 'village_operator');

-- CreateEnum
CREATE TYPE "program_level" AS ENUM ('family', 'individual');

-- CreateEnum
CREATE TYPE "participation_state" AS ENUM ('active', 'suspended', 'ended', 'graduated');

-- CreateEnum
CREATE TYPE "release_status" AS ENUM ('draft', 'published', 'superseded', 'withdrawn');

-- CreateEnum
CREATE TYPE "identity_origin" AS ENUM ('dtsen', 'dtks', 'recipients');

-- CreateTable
CREATE TABLE "area" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "level" "area_level" NOT NULL,
    "name" TEXT NOT NULL,
    "normalized_name" TEXT NOT NULL,
    "parent_id" INTEGER,

    CONSTRAINT "area_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "source_area" (
    "id" SERIAL NOT NULL,
    "kode_provinsi" TEXT NOT NULL DEFAULT '',
    "provinsi" TEXT NOT NULL DEFAULT '',
    "kode_kabupaten_kota" TEXT NOT NULL DEFAULT '',
    "kabupaten_kota" TEXT NOT NULL DEFAULT '',
    "kode_kecamatan" TEXT NOT NULL DEFAULT '',
    "kecamatan" TEXT NOT NULL DEFAULT '',
    "kode_kelurahan_desa" TEXT NOT NULL DEFAULT '',
    "kelurahan_desa" TEXT NOT NULL DEFAULT '',
    "village_id" INTEGER,

    CONSTRAINT "source_area_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_kind" "actor_kind" NOT NULL,
    "actor_id" UUID,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "subject_id" TEXT,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "error_case" (
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "household_id" BIGINT,
    "individual_id" BIGINT,
    "program_code" TEXT,
    "village_id" INTEGER,
    "state" "case_state" NOT NULL DEFAULT 'open',
    "version" INTEGER NOT NULL DEFAULT 1,
    "evidence" JSONB NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "release_id" INTEGER NOT NULL,
    "rule_version" TEXT,
    "previous_case_id" BIGINT,
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed_at" TIMESTAMPTZ(3),
    "closed_by" UUID,
    "outcome" TEXT,
    "closing_evidence" JSONB,

    CONSTRAINT "error_case_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_event" (
    "id" BIGSERIAL NOT NULL,
    "case_id" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "action" TEXT NOT NULL,
    "from_state" "case_state",
    "to_state" "case_state" NOT NULL,
    "actor_kind" "actor_kind" NOT NULL,
    "actor_id" UUID,
    "reason" TEXT,
    "detail" JSONB,

    CONSTRAINT "case_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "detection_run" (
    "id" SERIAL NOT NULL,
    "release_id" INTEGER NOT NULL,
    "rule_day" DATE NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "counts" JSONB,

    CONSTRAINT "detection_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_run" (
    "id" UUID NOT NULL,
    "kind" "import_kind" NOT NULL,
    "program_code" TEXT,
    "name" TEXT NOT NULL,
    "as_of" DATE,
    "state" "import_state" NOT NULL DEFAULT 'received',
    "version" INTEGER NOT NULL DEFAULT 1,
    "actor_kind" "actor_kind" NOT NULL,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "published_by" UUID,
    "published_at" TIMESTAMPTZ(3),
    "stage" TEXT,
    "rows_done" BIGINT NOT NULL DEFAULT 0,
    "rows_total" BIGINT,
    "stage_started_at" TIMESTAMPTZ(3),
    "summary" JSONB,
    "failure" JSONB,

    CONSTRAINT "import_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_file" (
    "id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "role" "import_file_role" NOT NULL,
    "name" TEXT NOT NULL,
    "size_bytes" BIGINT NOT NULL,
    "sha256" CHAR(64) NOT NULL,
    "encoding" TEXT,
    "delimiter" TEXT,
    "mapping" JSONB,
    "header" TEXT[],
    "rows_read" INTEGER NOT NULL DEFAULT 0,
    "rows_good" INTEGER NOT NULL DEFAULT 0,
    "rows_rejected" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "import_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_problem" (
    "id" BIGSERIAL NOT NULL,
    "run_id" UUID NOT NULL,
    "file_id" UUID NOT NULL,
    "line_no" INTEGER NOT NULL,
    "severity" "problem_severity" NOT NULL,
    "code" TEXT NOT NULL,
    "column" TEXT,
    "raw_line" TEXT,

    CONSTRAINT "import_problem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_event" (
    "id" BIGSERIAL NOT NULL,
    "run_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "action" TEXT NOT NULL,
    "from_state" "import_state",
    "to_state" "import_state" NOT NULL,
    "actor_kind" "actor_kind" NOT NULL,
    "actor_id" UUID,
    "reason" TEXT,

    CONSTRAINT "import_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "office" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "kind" "office_kind" NOT NULL,
    "regency_code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "office_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "office_setting" (
    "key" TEXT NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_until" DATE,
    "value" JSONB NOT NULL,
    "legal_basis" TEXT NOT NULL,

    CONSTRAINT "office_setting_pkey" PRIMARY KEY ("key","valid_from")
);

-- CreateTable
CREATE TABLE "app_user" (
    "id" UUID NOT NULL,
    "username" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" "role" NOT NULL,
    "password_hash" TEXT,
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "app_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user_area" (
    "user_id" UUID NOT NULL,
    "area_id" INTEGER NOT NULL,

    CONSTRAINT "user_area_pkey" PRIMARY KEY ("user_id","area_id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "user_agent" TEXT,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "one_time_link" (
    "token_hash" BYTEA NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "one_time_link_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "sign_in_throttle" (
    "key" TEXT NOT NULL,
    "failures" INTEGER NOT NULL,
    "last_failed_at" TIMESTAMPTZ(3) NOT NULL,
    "blocked_until" TIMESTAMPTZ(3),

    CONSTRAINT "sign_in_throttle_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "program" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "level" "program_level" NOT NULL,
    "suspends_over_limit" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "program_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "program_rule" (
    "program_code" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_until" DATE,
    "legal_basis" TEXT NOT NULL,
    "condition" JSONB NOT NULL,

    CONSTRAINT "program_rule_pkey" PRIMARY KEY ("program_code","version")
);

-- CreateTable
CREATE TABLE "recipient_list" (
    "id" SERIAL NOT NULL,
    "run_id" UUID NOT NULL,
    "program_code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "as_of" DATE,
    "applied_at" TIMESTAMPTZ(3),

    CONSTRAINT "recipient_list_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recipient_row" (
    "list_id" INTEGER NOT NULL,
    "line_no" INTEGER NOT NULL,
    "nik" TEXT,
    "nik_valid" BOOLEAN NOT NULL,
    "nomor_kk" TEXT,
    "nama" TEXT NOT NULL,
    "alamat" TEXT,
    "rt" TEXT,
    "rw" TEXT,
    "kelurahan" TEXT,
    "kecamatan" TEXT,
    "village_id" INTEGER,
    "period" TEXT,
    "channel" TEXT,
    "amount_rupiah" BIGINT,
    "raw" JSONB,
    "matched_by" TEXT,
    "participation_id" BIGINT,

    CONSTRAINT "recipient_row_pkey" PRIMARY KEY ("list_id","line_no")
);

-- CreateTable
CREATE TABLE "participation" (
    "id" BIGSERIAL NOT NULL,
    "program_code" TEXT NOT NULL,
    "household_id" BIGINT NOT NULL,
    "individual_id" BIGINT,
    "state" "participation_state" NOT NULL DEFAULT 'active',
    "version" INTEGER NOT NULL DEFAULT 1,
    "period" TEXT,
    "list_id" INTEGER,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "participation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "participation_event" (
    "id" BIGSERIAL NOT NULL,
    "participation_id" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "action" TEXT NOT NULL,
    "from_state" "participation_state",
    "to_state" "participation_state" NOT NULL,
    "actor_kind" "actor_kind" NOT NULL,
    "actor_id" UUID,
    "case_id" BIGINT,
    "rule_version" TEXT,
    "reason" TEXT,

    CONSTRAINT "participation_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "release" (
    "id" SERIAL NOT NULL,
    "run_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "as_of" DATE NOT NULL,
    "status" "release_status" NOT NULL DEFAULT 'draft',
    "previous_id" INTEGER,
    "household_count" INTEGER NOT NULL DEFAULT 0,
    "individual_count" INTEGER NOT NULL DEFAULT 0,
    "published_at" TIMESTAMPTZ(3),

    CONSTRAINT "release_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "household" (
    "id" BIGSERIAL NOT NULL,
    "origin" "identity_origin" NOT NULL,
    "first_release_id" INTEGER,

    CONSTRAINT "household_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "household_kk" (
    "nomor_kk" CHAR(16) NOT NULL,
    "household_id" BIGINT NOT NULL,
    "origin" "identity_origin" NOT NULL,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "household_kk_pkey" PRIMARY KEY ("nomor_kk","household_id")
);

-- CreateTable
CREATE TABLE "individual" (
    "id" BIGSERIAL NOT NULL,
    "nik" CHAR(16),
    "origin" "identity_origin" NOT NULL,
    "first_release_id" INTEGER,

    CONSTRAINT "individual_pkey" PRIMARY KEY ("id")
);

-- CreateTable
-- By hand: one partition a release, so that an old one can be detached and a load never touches the others.
CREATE TABLE "household_release" (
    "release_id" INTEGER NOT NULL,
    "line_no" INTEGER NOT NULL,
    "household_id" BIGINT,
    "village_id" INTEGER,
    "source_area_id" INTEGER,
    "alamat" TEXT,
    "nomor_kk" CHAR(16) NOT NULL,
    "jumlah_anggota_keluarga" INTEGER,
    "nama_kepala_keluarga" TEXT,
    "desil_nasional" SMALLINT,
    "pbi_nas" SMALLINT,
    "pbi_pemda" SMALLINT,
    "id_pelanggan_pln" TEXT,
    "status_kepemilikan_rumah" SMALLINT,
    "jenis_lantai_terluas" SMALLINT,
    "luas_lantai" DECIMAL(8,2),
    "jenis_dinding_terluas" SMALLINT,
    "jenis_atap_terluas" SMALLINT,
    "sumber_air_minum_utama" SMALLINT,
    "sumber_penerangan_utama" SMALLINT,
    "daya_terpasang" SMALLINT,
    "bahan_bakar_utama_memasak" SMALLINT,
    "fasilitas_bab" SMALLINT,
    "jenis_kloset" SMALLINT,
    "pembuangan_akhir_tinja" SMALLINT,
    "kepemilikan_aset" SMALLINT,
    "aset_bergerak_tabung_gas" SMALLINT,
    "aset_bergerak_lemari_es" SMALLINT,
    "aset_bergerak_ac" SMALLINT,
    "aset_bergerak_pemanas_air" SMALLINT,
    "aset_bergerak_telepon_rumah" SMALLINT,
    "aset_bergerak_tv_datar" SMALLINT,
    "aset_bergerak_emas_perhiasan" SMALLINT,
    "aset_bergerak_komputer_laptop_tablet" SMALLINT,
    "aset_bergerak_sepeda_motor" SMALLINT,
    "aset_bergerak_sepeda" SMALLINT,
    "aset_bergerak_mobil" SMALLINT,
    "aset_bergerak_perahu" SMALLINT,
    "aset_bergerak_kapal_perahu_motor" SMALLINT,
    "aset_bergerak_smartphone" SMALLINT,
    "aset_tidak_bergerak_lahan_lainnya" SMALLINT,
    "aset_tidak_bergerak_rumah_lainnya" SMALLINT,
    "jumlah_ternak_sapi" INTEGER,
    "jumlah_ternak_kerbau" INTEGER,
    "jumlah_ternak_kuda" INTEGER,
    "jumlah_ternak_babi" INTEGER,
    "jumlah_ternak_kambing_domba" INTEGER,
    "desil_provinsi" SMALLINT,
    "desil_kabupaten_kota" SMALLINT,
    "raw" JSONB,

    CONSTRAINT "household_release_pkey" PRIMARY KEY ("release_id","line_no")
) PARTITION BY LIST ("release_id");

-- CreateTable
-- By hand: one partition a release, so that an old one can be detached and a load never touches the others.
CREATE TABLE "individual_release" (
    "release_id" INTEGER NOT NULL,
    "line_no" INTEGER NOT NULL,
    "individual_id" BIGINT,
    "household_id" BIGINT,
    "village_id" INTEGER,
    "source_area_id" INTEGER,
    "nik_valid" BOOLEAN NOT NULL,
    "nik" TEXT,
    "nomor_kk" TEXT,
    "nama" TEXT NOT NULL,
    "tanggal_lahir" DATE,
    "jenis_kelamin" SMALLINT,
    "status_hubungan_keluarga" SMALLINT,
    "pbi_nas" SMALLINT,
    "pbi_pemda" SMALLINT,
    "status_kawin" SMALLINT,
    "partisipasi_sekolah" SMALLINT,
    "jenjang_tertinggi_yang_diduduki" SMALLINT,
    "kelas_tertinggi_yang_diduduki" SMALLINT,
    "ijazah_tertinggi_yang_dimiliki" SMALLINT,
    "status_bekerja" SMALLINT,
    "lapangan_usaha_dari_pekerjaan_utama" SMALLINT,
    "status_dalam_pekerjaan_utama" SMALLINT,
    "kepemilikan_usaha" SMALLINT,
    "jumlah_usaha" INTEGER,
    "lapangan_usaha_dari_usaha_utama" SMALLINT,
    "jumlah_pekerja_yang_dibayar_dari_usaha_utama" INTEGER,
    "jumlah_pekerja_yang_tidak_dibayar_dari_usaha_utama" INTEGER,
    "omzet_usaha_utama" SMALLINT,
    "kondisi_gizi" SMALLINT,
    "penglihatan" SMALLINT,
    "pendengaran" SMALLINT,
    "berjalan_atau_naik_tangga" SMALLINT,
    "menggunakan_tangan_jari" SMALLINT,
    "belajar_kemampuan_intelektual" SMALLINT,
    "pengendalian_perilaku" SMALLINT,
    "berbicara_komunikasi" SMALLINT,
    "mengurus_diri" SMALLINT,
    "mengingat_berkonsentrasi" SMALLINT,
    "kesedihan_depresi" SMALLINT,
    "penyakit_kronis" SMALLINT,
    "rt_ktp" TEXT,
    "rw_ktp" TEXT,
    "dusun_ktp" TEXT,
    "alamat_ktp" TEXT,
    "pekerjaan_ktp" TEXT,
    "pendidikan_akhir_ktp" TEXT,
    "raw" JSONB,

    CONSTRAINT "individual_release_pkey" PRIMARY KEY ("release_id","line_no")
) PARTITION BY LIST ("release_id");

-- CreateTable
CREATE TABLE "household_desil" (
    "household_id" BIGINT NOT NULL,
    "release_id" INTEGER NOT NULL,
    "village_id" INTEGER,
    "desil_nasional" SMALLINT,
    "desil_provinsi" SMALLINT,
    "desil_kabupaten_kota" SMALLINT,

    CONSTRAINT "household_desil_pkey" PRIMARY KEY ("household_id","release_id")
);

-- CreateTable
CREATE TABLE "dtks_list" (
    "id" SERIAL NOT NULL,
    "run_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "as_of" DATE NOT NULL,
    "applied_at" TIMESTAMPTZ(3),

    CONSTRAINT "dtks_list_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dtks_row" (
    "list_id" INTEGER NOT NULL,
    "line_no" INTEGER NOT NULL,
    "id_dtks" TEXT,
    "nomor_kk" TEXT,
    "nik" TEXT,
    "nik_valid" BOOLEAN NOT NULL,
    "nama" TEXT NOT NULL,
    "tanggal_lahir" DATE,
    "jenis_kelamin" SMALLINT,
    "alamat" TEXT,
    "rt" TEXT,
    "rw" TEXT,
    "kelurahan" TEXT,
    "kecamatan" TEXT,
    "village_id" INTEGER,
    "desil" SMALLINT,
    "bansos_pkh" SMALLINT,
    "bansos_bpnt" SMALLINT,
    "pbi_jkn" SMALLINT,
    "household_id" BIGINT,
    "raw" JSONB,

    CONSTRAINT "dtks_row_pkey" PRIMARY KEY ("list_id","line_no")
);

-- CreateIndex
CREATE UNIQUE INDEX "area_code_key" ON "area"("code");

-- CreateIndex
CREATE INDEX "area_parent_id_idx" ON "area"("parent_id");

-- CreateIndex
CREATE UNIQUE INDEX "source_area_as_written_key" ON "source_area"("kode_provinsi", "provinsi", "kode_kabupaten_kota", "kabupaten_kota", "kode_kecamatan", "kecamatan", "kode_kelurahan_desa", "kelurahan_desa");

-- CreateIndex
CREATE INDEX "audit_event_actor_id_id_idx" ON "audit_event"("actor_id", "id");

-- CreateIndex
CREATE INDEX "audit_event_subject_subject_id_id_idx" ON "audit_event"("subject", "subject_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "error_case_previous_case_id_key" ON "error_case"("previous_case_id");

-- CreateIndex
CREATE INDEX "error_case_household_id_idx" ON "error_case"("household_id");

-- CreateIndex
CREATE INDEX "error_case_individual_id_idx" ON "error_case"("individual_id");

-- CreateIndex
CREATE INDEX "error_case_state_kind_opened_at_id_idx" ON "error_case"("state", "kind", "opened_at", "id");

-- CreateIndex
CREATE INDEX "error_case_state_village_id_opened_at_id_idx" ON "error_case"("state", "village_id", "opened_at", "id");

-- CreateIndex
CREATE INDEX "case_event_case_id_id_idx" ON "case_event"("case_id", "id");

-- CreateIndex
CREATE INDEX "import_run_created_at_idx" ON "import_run"("created_at" DESC);

-- CreateIndex
CREATE INDEX "import_file_run_id_idx" ON "import_file"("run_id");

-- CreateIndex
CREATE INDEX "import_file_sha256_idx" ON "import_file"("sha256");

-- CreateIndex
CREATE INDEX "import_problem_run_id_severity_code_idx" ON "import_problem"("run_id", "severity", "code");

-- CreateIndex
CREATE INDEX "import_problem_file_id_line_no_idx" ON "import_problem"("file_id", "line_no");

-- CreateIndex
CREATE INDEX "import_event_run_id_id_idx" ON "import_event"("run_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "app_user_username_key" ON "app_user"("username");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "one_time_link_user_id_idx" ON "one_time_link"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "recipient_list_run_id_key" ON "recipient_list"("run_id");

-- CreateIndex
CREATE INDEX "recipient_row_participation_id_idx" ON "recipient_row"("participation_id");

-- CreateIndex
CREATE INDEX "recipient_row_nomor_kk_idx" ON "recipient_row"("nomor_kk");

-- CreateIndex
CREATE INDEX "recipient_row_nik_idx" ON "recipient_row"("nik");

-- CreateIndex
CREATE INDEX "participation_household_id_idx" ON "participation"("household_id");

-- CreateIndex
CREATE INDEX "participation_individual_id_idx" ON "participation"("individual_id");

-- CreateIndex
CREATE INDEX "participation_event_participation_id_id_idx" ON "participation_event"("participation_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "release_run_id_key" ON "release"("run_id");

-- CreateIndex
CREATE INDEX "household_kk_household_id_idx" ON "household_kk"("household_id");

-- CreateIndex
CREATE UNIQUE INDEX "individual_nik_key" ON "individual"("nik");

-- CreateIndex
CREATE INDEX "household_release_household_id_idx" ON "household_release"("household_id");

-- CreateIndex
CREATE INDEX "household_release_nomor_kk_idx" ON "household_release"("nomor_kk");

-- CreateIndex
CREATE INDEX "household_release_village_id_nama_kepala_keluarga_line_no_idx" ON "household_release"("village_id", "nama_kepala_keluarga", "line_no");

-- CreateIndex
CREATE INDEX "household_release_nama_kepala_keluarga_line_no_idx" ON "household_release"("nama_kepala_keluarga", "line_no");

-- CreateIndex
CREATE INDEX "individual_release_household_id_idx" ON "individual_release"("household_id");

-- CreateIndex
CREATE INDEX "individual_release_individual_id_idx" ON "individual_release"("individual_id");

-- CreateIndex
CREATE INDEX "individual_release_nik_idx" ON "individual_release"("nik");

-- CreateIndex
CREATE INDEX "individual_release_village_id_nama_idx" ON "individual_release" USING GIN ("village_id" int4_ops, "nama" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "household_desil_release_id_idx" ON "household_desil"("release_id");

-- CreateIndex
CREATE UNIQUE INDEX "dtks_list_run_id_key" ON "dtks_list"("run_id");

-- CreateIndex
CREATE INDEX "dtks_row_nomor_kk_idx" ON "dtks_row"("nomor_kk");

-- CreateIndex
CREATE INDEX "dtks_row_nik_idx" ON "dtks_row"("nik");

-- CreateIndex
CREATE INDEX "dtks_row_household_id_idx" ON "dtks_row"("household_id");

-- AddForeignKey
ALTER TABLE "area" ADD CONSTRAINT "area_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "area"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "source_area" ADD CONSTRAINT "source_area_village_id_fkey" FOREIGN KEY ("village_id") REFERENCES "area"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "error_case" ADD CONSTRAINT "error_case_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "household"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "error_case" ADD CONSTRAINT "error_case_individual_id_fkey" FOREIGN KEY ("individual_id") REFERENCES "individual"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "error_case" ADD CONSTRAINT "error_case_release_id_fkey" FOREIGN KEY ("release_id") REFERENCES "release"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "error_case" ADD CONSTRAINT "error_case_previous_case_id_fkey" FOREIGN KEY ("previous_case_id") REFERENCES "error_case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_event" ADD CONSTRAINT "case_event_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "error_case"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_file" ADD CONSTRAINT "import_file_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "import_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_problem" ADD CONSTRAINT "import_problem_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "import_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_problem" ADD CONSTRAINT "import_problem_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "import_file"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_event" ADD CONSTRAINT "import_event_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "import_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_area" ADD CONSTRAINT "user_area_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_area" ADD CONSTRAINT "user_area_area_id_fkey" FOREIGN KEY ("area_id") REFERENCES "area"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "one_time_link" ADD CONSTRAINT "one_time_link_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "program_rule" ADD CONSTRAINT "program_rule_program_code_fkey" FOREIGN KEY ("program_code") REFERENCES "program"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recipient_list" ADD CONSTRAINT "recipient_list_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "import_run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recipient_list" ADD CONSTRAINT "recipient_list_program_code_fkey" FOREIGN KEY ("program_code") REFERENCES "program"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recipient_row" ADD CONSTRAINT "recipient_row_list_id_fkey" FOREIGN KEY ("list_id") REFERENCES "recipient_list"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recipient_row" ADD CONSTRAINT "recipient_row_participation_id_fkey" FOREIGN KEY ("participation_id") REFERENCES "participation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participation" ADD CONSTRAINT "participation_program_code_fkey" FOREIGN KEY ("program_code") REFERENCES "program"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participation" ADD CONSTRAINT "participation_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "household"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participation" ADD CONSTRAINT "participation_individual_id_fkey" FOREIGN KEY ("individual_id") REFERENCES "individual"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participation_event" ADD CONSTRAINT "participation_event_participation_id_fkey" FOREIGN KEY ("participation_id") REFERENCES "participation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "release" ADD CONSTRAINT "release_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "import_run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "release" ADD CONSTRAINT "release_previous_id_fkey" FOREIGN KEY ("previous_id") REFERENCES "release"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "household_kk" ADD CONSTRAINT "household_kk_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "household"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "household_desil" ADD CONSTRAINT "household_desil_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "household"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "household_desil" ADD CONSTRAINT "household_desil_release_id_fkey" FOREIGN KEY ("release_id") REFERENCES "release"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dtks_list" ADD CONSTRAINT "dtks_list_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "import_run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dtks_row" ADD CONSTRAINT "dtks_row_list_id_fkey" FOREIGN KEY ("list_id") REFERENCES "dtks_list"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- What follows is by hand: promises that Prisma's schema language cannot express.

ALTER TABLE "office" ADD CONSTRAINT "office_has_one_row" CHECK ("id" = 1);

CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER "audit_event_is_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_event"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "case_event_is_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "case_event"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "participation_event_is_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "participation_event"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "import_event_is_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "import_event"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- A demonstration account can never exist in a real office, and an office never changes what it is.
CREATE FUNCTION "office_kind_is_final"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'an office never changes its kind' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER "office_kind_is_final" BEFORE DELETE OR UPDATE OF "kind" ON "office"
  FOR EACH ROW EXECUTE FUNCTION "office_kind_is_final"();

-- The table is named with the trigger's own schema: the function must not depend on the caller's search_path.
CREATE FUNCTION "demo_user_needs_demo_office"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  in_demo_office boolean;
BEGIN
  EXECUTE format('SELECT EXISTS (SELECT FROM %I.office WHERE kind = ''demo'')', TG_TABLE_SCHEMA) INTO in_demo_office;
  IF NEW.demo AND NOT in_demo_office THEN
    RAISE EXCEPTION 'a demonstration account needs a demonstration office' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "demo_user_needs_demo_office" BEFORE INSERT OR UPDATE OF "demo" ON "app_user"
  FOR EACH ROW EXECUTE FUNCTION "demo_user_needs_demo_office"();

ALTER TABLE "app_user" ADD CONSTRAINT "username_is_lower_case" CHECK ("username" = lower("username") AND "username" ~ '^[a-z0-9._-]{3,40}$');
ALTER TABLE "area" ADD CONSTRAINT "area_code_is_kemendagri" CHECK ("code" ~ '^[0-9]{2}([.][0-9]{2}([.][0-9]{2}([.][0-9]{4})?)?)?$');
ALTER TABLE "household_kk" ADD CONSTRAINT "nomor_kk_has_16_digits" CHECK ("nomor_kk" ~ '^[0-9]{16}$');
ALTER TABLE "individual" ADD CONSTRAINT "nik_has_16_digits" CHECK ("nik" ~ '^[0-9]{16}$');
ALTER TABLE "household_release" ADD CONSTRAINT "desil_is_1_to_10" CHECK ("desil_nasional" BETWEEN 1 AND 10 AND "desil_provinsi" BETWEEN 1 AND 10 AND "desil_kabupaten_kota" BETWEEN 1 AND 10);
ALTER TABLE "household_desil" ADD CONSTRAINT "desil_is_1_to_10" CHECK ("desil_nasional" BETWEEN 1 AND 10 AND "desil_provinsi" BETWEEN 1 AND 10 AND "desil_kabupaten_kota" BETWEEN 1 AND 10);

-- At most one release is published; the one before it is superseded in the same transaction.
CREATE UNIQUE INDEX "release_one_is_published" ON "release" (("status" = 'published')) WHERE "status" = 'published';

CREATE UNIQUE INDEX "participation_once_per_family" ON "participation" ("program_code", "household_id") WHERE "individual_id" IS NULL;
CREATE UNIQUE INDEX "participation_once_per_individual" ON "participation" ("program_code", "individual_id") WHERE "individual_id" IS NOT NULL;

ALTER TABLE "error_case" ADD CONSTRAINT "case_has_one_subject" CHECK (num_nonnulls("household_id", "individual_id") = 1);
ALTER TABLE "error_case" ADD CONSTRAINT "closed_case_has_time_and_outcome" CHECK (("state" IN ('resolved', 'dismissed')) = ("closed_at" IS NOT NULL AND "outcome" IS NOT NULL));
ALTER TABLE "error_case" ADD CONSTRAINT "dismissal_needs_a_person" CHECK ("state" <> 'dismissed' OR "closed_by" IS NOT NULL);
CREATE UNIQUE INDEX "error_case_one_open_per_subject" ON "error_case" ("kind", "household_id", "individual_id", "program_code")
  NULLS NOT DISTINCT WHERE "state" NOT IN ('resolved', 'dismissed');
-- The last closed case of a subject is looked up for every candidate at each detection.
CREATE INDEX "error_case_closed_by_subject" ON "error_case" ("kind", "household_id", "individual_id", "program_code", "id")
  WHERE "state" IN ('resolved', 'dismissed');

ALTER TABLE "program_rule" ADD CONSTRAINT "rule_ends_after_it_begins" CHECK ("valid_until" IS NULL OR "valid_until" >= "valid_from");
ALTER TABLE "office_setting" ADD CONSTRAINT "setting_ends_after_it_begins" CHECK ("valid_until" IS NULL OR "valid_until" >= "valid_from");

-- Reference data that the code relies on; an office changes it by adding dated rows.
INSERT INTO "program" ("code", "name", "level", "suspends_over_limit") VALUES
  ('PKH', 'Program Keluarga Harapan', 'family', true),
  ('SEMBAKO', 'Program Sembako', 'family', false),
  ('PBI_JK', 'PBI Jaminan Kesehatan', 'individual', false);

INSERT INTO "program_rule" ("program_code", "version", "valid_from", "legal_basis", "condition") VALUES
  ('PKH', 'pkh-2025-05', '2025-05-26', 'Kepmensos 79/HUK/2025', '{"op": "between", "fact": "desil", "min": 1, "max": 4}'),
  ('SEMBAKO', 'sembako-2025-05', '2025-05-26', 'Kepmensos 79/HUK/2025', '{"op": "between", "fact": "desil", "min": 1, "max": 5}'),
  ('PBI_JK', 'pbi-jk-2025-05', '2025-05-26', 'Kepmensos 79/HUK/2025', '{"op": "between", "fact": "desil", "min": 1, "max": 5}');

INSERT INTO "office_setting" ("key", "valid_from", "value", "legal_basis") VALUES
  ('misplaced_high', '2025-05-26', '{"dtksDesilMax": 3, "desilMin": 5}', 'Kebijakan kantor (nilai awal)');
