-- Only what a release changes about a family's desil is history; a release's own rows say the rest.
-- A release of 900,000 families of which 5,000 moved then writes 5,000 rows and not 900,000.

CREATE TABLE "desil_change" (
    "household_id" BIGINT NOT NULL,
    "release_id" INTEGER NOT NULL,
    "from_nasional" SMALLINT,
    "from_provinsi" SMALLINT,
    "from_kabupaten_kota" SMALLINT,
    "to_nasional" SMALLINT,
    "to_provinsi" SMALLINT,
    "to_kabupaten_kota" SMALLINT,

    CONSTRAINT "desil_change_pkey" PRIMARY KEY ("household_id","release_id")
);

CREATE INDEX "desil_change_release_id_idx" ON "desil_change"("release_id");

-- An edition that came late was history at once and changed nothing.
INSERT INTO "desil_change"
SELECT "present"."household_id", "present"."release_id",
       "before"."desil_nasional", "before"."desil_provinsi", "before"."desil_kabupaten_kota",
       "present"."desil_nasional", "present"."desil_provinsi", "present"."desil_kabupaten_kota"
  FROM "release"
  JOIN "release" AS "previous" ON "previous"."id" = "release"."previous_id"
                              AND "previous"."as_of" <= "release"."as_of"
  JOIN "household_desil" AS "present" ON "present"."release_id" = "release"."id"
  JOIN "household_desil" AS "before" ON "before"."release_id" = "previous"."id"
                                    AND "before"."household_id" = "present"."household_id"
 WHERE "release"."status" <> 'draft'
   AND ("present"."desil_nasional", "present"."desil_provinsi", "present"."desil_kabupaten_kota")
       IS DISTINCT FROM
       ("before"."desil_nasional", "before"."desil_provinsi", "before"."desil_kabupaten_kota");

ALTER TABLE "desil_change" ADD CONSTRAINT "desil_change_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "household"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "desil_change" ADD CONSTRAINT "desil_change_release_id_fkey" FOREIGN KEY ("release_id") REFERENCES "release"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

DROP TABLE "household_desil";
