-- A release may come in one file a kecamatan: its lines are numbered on through them.
ALTER TABLE "import_file" ADD COLUMN "line_offset" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "archive_name" TEXT;
