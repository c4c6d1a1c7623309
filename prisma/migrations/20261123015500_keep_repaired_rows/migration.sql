CREATE TABLE "import_repair" (
    "file_id" UUID NOT NULL,
    "line_no" INTEGER NOT NULL,
    "fields" TEXT[],
    "repaired_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "repaired_by" UUID,

    CONSTRAINT "import_repair_pkey" PRIMARY KEY ("file_id","line_no")
);

ALTER TABLE "import_repair"
  ADD CONSTRAINT "import_repair_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "import_file"("id") ON DELETE CASCADE ON UPDATE CASCADE;
