-- BNBA of SIKS-NG: one file with the members of families, their desil, and the programs they receive.
-- Its members stand under the desil list that it brings; its recipients in a list a program.
ALTER TYPE "import_kind" ADD VALUE 'bnba';
ALTER TYPE "import_file_role" ADD VALUE 'bnba';

CREATE TABLE "bnba_row" (
    "list_id" INTEGER NOT NULL,
    "line_no" INTEGER NOT NULL,
    "nomor_kk" TEXT,
    "nik" TEXT,
    "nik_valid" BOOLEAN NOT NULL,
    "nama" TEXT NOT NULL,
    "tanggal_lahir" DATE,
    "jenis_kelamin" SMALLINT,
    "hubungan" SMALLINT,
    "keberadaan" TEXT,
    "alamat" TEXT,
    "rt" TEXT,
    "rw" TEXT,
    "kelurahan" TEXT,
    "kecamatan" TEXT,
    "village_id" INTEGER,
    "desil" SMALLINT,
    "pkh" TEXT,
    "sembako" TEXT,
    "pbi_jk" TEXT,
    "raw" JSONB,
    "family_line" INTEGER,

    CONSTRAINT "bnba_row_pkey" PRIMARY KEY ("list_id","line_no")
);
CREATE INDEX "bnba_row_list_id_family_line_idx" ON "bnba_row"("list_id", "family_line");
ALTER TABLE "bnba_row" ADD CONSTRAINT "bnba_row_list_id_fkey" FOREIGN KEY ("list_id") REFERENCES "desil_list"("id") ON DELETE CASCADE ON UPDATE CASCADE;

DROP INDEX "recipient_list_run_id_key";
CREATE UNIQUE INDEX "recipient_list_run_id_program_code_key" ON "recipient_list"("run_id", "program_code");
ALTER TABLE "recipient_list" ADD COLUMN "names_payees" BOOLEAN NOT NULL DEFAULT true;
