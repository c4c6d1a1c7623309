-- The population office's matching result as a kind of import.
ALTER TYPE "import_kind" ADD VALUE 'dukcapil';
ALTER TYPE "import_file_role" ADD VALUE 'dukcapil';
ALTER TYPE "identity_origin" ADD VALUE 'dukcapil';
CREATE TYPE "dukcapil_result" AS ENUM ('matched', 'unmatched', 'not_found', 'doubled', 'inactive', 'unknown');
CREATE TYPE "dukcapil_fate" AS ENUM ('deceased', 'moved_out');

CREATE TABLE "dukcapil_list" (
    "id" SERIAL NOT NULL,
    "run_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "as_of" DATE,
    "applied_at" TIMESTAMPTZ(3),

    CONSTRAINT "dukcapil_list_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "dukcapil_list_run_id_key" ON "dukcapil_list"("run_id");
ALTER TABLE "dukcapil_list" ADD CONSTRAINT "dukcapil_list_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "import_run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "dukcapil_row" (
    "list_id" INTEGER NOT NULL,
    "line_no" INTEGER NOT NULL,
    "nik" TEXT,
    "nik_valid" BOOLEAN NOT NULL,
    "nama" TEXT NOT NULL,
    "result" "dukcapil_result" NOT NULL,
    "fate" "dukcapil_fate",
    "status" TEXT,
    "note" TEXT,
    "raw" JSONB,
    "individual_id" BIGINT,

    CONSTRAINT "dukcapil_row_pkey" PRIMARY KEY ("list_id","line_no")
);
CREATE INDEX "dukcapil_row_nik_idx" ON "dukcapil_row"("nik");
CREATE INDEX "dukcapil_row_individual_id_idx" ON "dukcapil_row"("individual_id");
ALTER TABLE "dukcapil_row" ADD CONSTRAINT "dukcapil_row_list_id_fkey" FOREIGN KEY ("list_id") REFERENCES "dukcapil_list"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "dukcapil_row" ADD CONSTRAINT "dukcapil_row_individual_id_fkey" FOREIGN KEY ("individual_id") REFERENCES "individual"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Workbooks have sheets and title rows; what a person said of a header is proposed again.
ALTER TABLE "import_file" ADD COLUMN "sheet" TEXT,
                          ADD COLUMN "header_line" INTEGER;
CREATE TABLE "header_mapping" (
    "role" "import_file_role" NOT NULL,
    "header_key" CHAR(64) NOT NULL,
    "mapping" JSONB NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "set_by" UUID,

    CONSTRAINT "header_mapping_pkey" PRIMARY KEY ("role","header_key")
);

-- A case about a person also says in which family that person stands, so that lists, the family's
-- file and proposals find it there. The person alone is the subject: one may change families.
ALTER TABLE "error_case" DROP CONSTRAINT "case_has_one_subject";
ALTER TABLE "error_case" ADD CONSTRAINT "case_has_a_subject" CHECK (num_nonnulls("household_id", "individual_id") >= 1);
DROP INDEX "error_case_one_open_per_subject";
CREATE UNIQUE INDEX "error_case_one_open_per_subject"
    ON "error_case" ("kind", (CASE WHEN "individual_id" IS NULL THEN "household_id" END), "individual_id", "program_code")
  NULLS NOT DISTINCT WHERE "state" NOT IN ('resolved', 'dismissed');
DROP INDEX "error_case_closed_by_subject";
CREATE INDEX "error_case_closed_by_subject"
    ON "error_case" ("kind", (CASE WHEN "individual_id" IS NULL THEN "household_id" END), "individual_id", "program_code", "id")
  WHERE "state" IN ('resolved', 'dismissed');
