-- Few aids of a regency are suspended at a time; their list shows those held longest first.
CREATE INDEX "participation_suspended" ON "participation" ("since", "id") WHERE "state" = 'suspended';

-- `since` is when an aid came into its state. Suspensions of before did not say so: they begin with
-- their last suspension, which is written down. Expected: every suspended row, none in a new office.
UPDATE "participation"
   SET "since" = "suspension"."at"
  FROM (SELECT "participation_id", max("at") AS "at"
          FROM "participation_event"
         WHERE "action" = 'suspend'
      GROUP BY "participation_id") AS "suspension"
 WHERE "suspension"."participation_id" = "participation"."id"
   AND "participation"."state" = 'suspended'
   AND "participation"."since" < "suspension"."at";
