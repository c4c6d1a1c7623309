-- By its name, because a profile may be renamed or deleted after the import.
ALTER TABLE "import_file" ADD COLUMN "profile_name" TEXT;
