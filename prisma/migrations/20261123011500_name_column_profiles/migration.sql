-- What a person said of a header gets a name and a source, so that a file of another sender or with
-- another header can be read by it. One header may have several.
ALTER TABLE "header_mapping" RENAME TO "column_profile";
ALTER TABLE "column_profile" DROP CONSTRAINT "header_mapping_pkey",
                             ADD COLUMN "id" SERIAL NOT NULL,
                             ADD COLUMN "name" TEXT,
                             ADD COLUMN "source" TEXT,
                             ADD COLUMN "used_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
                             ADD CONSTRAINT "column_profile_pkey" PRIMARY KEY ("id");
UPDATE "column_profile" AS profile
   SET "name" = 'Profil ' || numbered.number, "used_at" = profile."set_at"
  FROM (SELECT "id", row_number() OVER (PARTITION BY "role" ORDER BY "set_at", "id") AS number
          FROM "column_profile") AS numbered
 WHERE numbered."id" = profile."id";
ALTER TABLE "column_profile" ALTER COLUMN "name" SET NOT NULL;
CREATE UNIQUE INDEX "column_profile_role_name_key" ON "column_profile"("role", "name");
CREATE INDEX "column_profile_header_key_idx" ON "column_profile"("header_key");
