-- Whether a person said that a list of recipients names everybody who receives.
ALTER TABLE "import_run" ADD COLUMN "list_is_complete" BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE "recipient_list" ADD COLUMN "is_complete" BOOLEAN NOT NULL DEFAULT FALSE;
