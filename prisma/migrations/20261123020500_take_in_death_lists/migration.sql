-- Lists of the dead from villages and hospitals, as a kind of import. Their persons are found as those
-- of any list that is compared with the registry; once published, who was found counts as dead.
ALTER TYPE "import_kind" ADD VALUE 'deaths';
ALTER TYPE "import_file_role" ADD VALUE 'deaths';
ALTER TYPE "identity_origin" ADD VALUE 'deaths';

ALTER TABLE "matching_list" ADD COLUMN "applied_at" TIMESTAMPTZ(3);
ALTER TABLE "matching_row" ADD COLUMN "died_on" DATE,
                           ADD COLUMN "death_source" TEXT,
                           ADD COLUMN "individual_id" BIGINT;
CREATE INDEX "matching_row_individual_id_idx" ON "matching_row"("individual_id");
ALTER TABLE "matching_row" ADD CONSTRAINT "matching_row_individual_id_fkey" FOREIGN KEY ("individual_id") REFERENCES "individual"("id") ON DELETE SET NULL ON UPDATE CASCADE;
