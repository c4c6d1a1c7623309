CREATE TYPE "movement_measure" AS ENUM ('added', 'gone', 'moved', 'number_changed', 'shifted');

CREATE TABLE "rollup_desil" (
    "id" BIGSERIAL NOT NULL,
    "release_id" INTEGER NOT NULL,
    "village_id" INTEGER,
    "desil" SMALLINT,
    "households" INTEGER NOT NULL,
    "individuals" INTEGER NOT NULL,

    CONSTRAINT "rollup_desil_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "rollup_movement" (
    "id" BIGSERIAL NOT NULL,
    "release_id" INTEGER NOT NULL,
    "village_id" INTEGER,
    "measure" "movement_measure" NOT NULL,
    "shift" SMALLINT,
    "households" INTEGER NOT NULL,

    CONSTRAINT "rollup_movement_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "rollup_recipient" (
    "id" BIGSERIAL NOT NULL,
    "list_id" INTEGER NOT NULL,
    "village_id" INTEGER,
    "recipients" INTEGER NOT NULL,
    "unmatched" INTEGER NOT NULL,

    CONSTRAINT "rollup_recipient_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "indicator" (
    "id" BIGSERIAL NOT NULL,
    "area_id" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "year" SMALLINT NOT NULL,
    "value" DECIMAL(14,3),
    "unit" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "entered_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "entered_by" UUID,

    CONSTRAINT "indicator_pkey" PRIMARY KEY ("id")
);

-- One row for a place without a kelurahan, too.
CREATE UNIQUE INDEX "rollup_desil_release_id_village_id_desil_key"
  ON "rollup_desil"("release_id", "village_id", "desil") NULLS NOT DISTINCT;
CREATE UNIQUE INDEX "rollup_movement_release_id_village_id_measure_shift_key"
  ON "rollup_movement"("release_id", "village_id", "measure", "shift") NULLS NOT DISTINCT;
CREATE UNIQUE INDEX "rollup_recipient_list_id_village_id_key"
  ON "rollup_recipient"("list_id", "village_id") NULLS NOT DISTINCT;
CREATE INDEX "indicator_area_id_code_year_id_idx" ON "indicator"("area_id", "code", "year", "id");

-- A draft that is thrown away takes its counts along.
ALTER TABLE "rollup_desil" ADD CONSTRAINT "rollup_desil_release_id_fkey" FOREIGN KEY ("release_id") REFERENCES "release"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "rollup_movement" ADD CONSTRAINT "rollup_movement_release_id_fkey" FOREIGN KEY ("release_id") REFERENCES "release"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "rollup_recipient" ADD CONSTRAINT "rollup_recipient_list_id_fkey" FOREIGN KEY ("list_id") REFERENCES "recipient_list"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "indicator" ADD CONSTRAINT "indicator_area_id_fkey" FOREIGN KEY ("area_id") REFERENCES "area"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "rollup_movement" ADD CONSTRAINT "only_a_shift_has_steps" CHECK ("shift" IS NULL OR "measure" = 'shifted');
ALTER TABLE "indicator" ADD CONSTRAINT "indicator_is_of_a_year" CHECK ("year" BETWEEN 1990 AND 2100);
ALTER TABLE "indicator" ADD CONSTRAINT "indicator_is_not_negative" CHECK ("value" >= 0);
CREATE TRIGGER "indicator_is_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "indicator"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- Releases and lists that were published before there were counts of them.
INSERT INTO "rollup_desil" ("release_id", "village_id", "desil", "households", "individuals")
SELECT "release_id", "village_id", "desil", sum("households"), sum("individuals")
  FROM (SELECT "household_release"."release_id", "household_release"."village_id",
               "household_release"."desil_nasional" AS "desil", 1 AS "households", 0 AS "individuals"
          FROM "household_release"
          JOIN "release" ON "release"."id" = "household_release"."release_id" AND "release"."status" <> 'draft'
         WHERE "household_release"."household_id" IS NOT NULL
         UNION ALL
        SELECT "individual_release"."release_id", "individual_release"."village_id",
               "family"."desil_nasional", 0, 1
          FROM "individual_release"
          JOIN "release" ON "release"."id" = "individual_release"."release_id" AND "release"."status" <> 'draft'
     LEFT JOIN "household_release" AS "family"
            ON "family"."release_id" = "individual_release"."release_id"
           AND "family"."household_id" = "individual_release"."household_id") AS "counted"
GROUP BY "release_id", "village_id", "desil";

INSERT INTO "rollup_movement" ("release_id", "village_id", "measure", "shift", "households")
SELECT "family"."release_id", "family"."village_id", "change"."measure", "change"."shift", count(*)
  FROM (SELECT "release"."id" AS "release_id",
               "present"."household_id" IS NOT NULL AS "is_present",
               "before"."household_id" IS NOT NULL AS "was_present",
               CASE WHEN "present"."household_id" IS NULL THEN "before"."village_id" ELSE "present"."village_id" END AS "village_id",
               "present"."village_id" IS DISTINCT FROM "before"."village_id" AS "village_differs",
               "present"."nomor_kk" IS DISTINCT FROM "before"."nomor_kk" AS "number_differs",
               "present"."desil_nasional" - "before"."desil_nasional" AS "shift"
          FROM "release"
          JOIN LATERAL (SELECT "households"."household_id",
                               max("households"."line_no") FILTER (WHERE "households"."release_id" = "release"."id") AS "line_now",
                               max("households"."line_no") FILTER (WHERE "households"."release_id" = "release"."previous_id") AS "line_before"
                          FROM "household_release" AS "households"
                         WHERE "households"."release_id" IN ("release"."id", "release"."previous_id")
                           AND "households"."household_id" IS NOT NULL
                      GROUP BY "households"."household_id") AS "line" ON TRUE
     LEFT JOIN "household_release" AS "present"
            ON "present"."release_id" = "release"."id" AND "present"."line_no" = "line"."line_now"
     LEFT JOIN "household_release" AS "before"
            ON "before"."release_id" = "release"."previous_id" AND "before"."line_no" = "line"."line_before"
         WHERE "release"."status" <> 'draft' AND "release"."previous_id" IS NOT NULL) AS "family"
  CROSS JOIN LATERAL (
        SELECT 'added'::"movement_measure" AS "measure", NULL::smallint AS "shift" WHERE NOT "was_present"
        UNION ALL
        SELECT 'gone', NULL WHERE NOT "is_present"
        UNION ALL
        SELECT 'moved', NULL WHERE "is_present" AND "was_present" AND "village_differs"
        UNION ALL
        SELECT 'number_changed', NULL WHERE "is_present" AND "was_present" AND "number_differs"
        UNION ALL
        SELECT 'shifted', "family"."shift" WHERE "is_present" AND "was_present"
       ) AS "change"
GROUP BY "family"."release_id", "family"."village_id", "change"."measure", "change"."shift";

INSERT INTO "rollup_recipient" ("list_id", "village_id", "recipients", "unmatched")
SELECT "list_id", "village_id", sum("recipients"), sum("unmatched")
  FROM (SELECT "named"."list_id",
               CASE WHEN "family"."household_id" IS NULL THEN "named"."village_id" ELSE "family"."village_id" END AS "village_id",
               1 AS "recipients", 0 AS "unmatched"
          FROM (SELECT DISTINCT ON ("list_id", "participation_id") "list_id", "participation_id", "village_id"
                  FROM "recipient_row"
                 WHERE "participation_id" IS NOT NULL
              ORDER BY "list_id", "participation_id", "line_no") AS "named"
          JOIN "participation" ON "participation"."id" = "named"."participation_id"
     LEFT JOIN "release" ON "release"."status" = 'published'
     LEFT JOIN "household_release" AS "family"
            ON "family"."release_id" = "release"."id" AND "family"."household_id" = "participation"."household_id"
         UNION ALL
        SELECT "list_id", "village_id", 0, 1 FROM "recipient_row" WHERE "participation_id" IS NULL) AS "counted"
  JOIN "recipient_list" ON "recipient_list"."id" = "counted"."list_id" AND "recipient_list"."applied_at" IS NOT NULL
GROUP BY "list_id", "village_id";
