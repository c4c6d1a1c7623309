-- Lists that tell the desil of families and nothing else, from a screen of the centre or its answer to
-- a letter. They stand beside the releases: what a release says of a family is never overwritten.
ALTER TYPE "import_kind" ADD VALUE 'desil';
ALTER TYPE "import_file_role" ADD VALUE 'desil';

CREATE TABLE "desil_list" (
    "id" SERIAL NOT NULL,
    "run_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "as_of" DATE NOT NULL,
    "applied_at" TIMESTAMPTZ(3),

    CONSTRAINT "desil_list_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "desil_list_run_id_key" ON "desil_list"("run_id");
ALTER TABLE "desil_list" ADD CONSTRAINT "desil_list_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "import_run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "desil_row" (
    "list_id" INTEGER NOT NULL,
    "line_no" INTEGER NOT NULL,
    "nomor_kk" TEXT,
    "nik" TEXT,
    "nik_valid" BOOLEAN NOT NULL,
    "nama" TEXT NOT NULL,
    "desil" SMALLINT,
    "household_id" BIGINT,
    "raw" JSONB,

    CONSTRAINT "desil_row_pkey" PRIMARY KEY ("list_id","line_no")
);
CREATE INDEX "desil_row_household_id_idx" ON "desil_row"("household_id");
ALTER TABLE "desil_row" ADD CONSTRAINT "desil_row_list_id_fkey" FOREIGN KEY ("list_id") REFERENCES "desil_list"("id") ON DELETE CASCADE ON UPDATE CASCADE;
