-- By hand: partial indexes, which Prisma's schema language cannot express.

-- The two lists of cases are read in the order of opening, a page at a time (lib/cases/list-cases.ts).
CREATE INDEX "error_case_open_by_age" ON "error_case" ("opened_at", "id")
  WHERE "state" NOT IN ('resolved', 'dismissed');
CREATE INDEX "error_case_closed_by_age" ON "error_case" ("opened_at", "id")
  WHERE "state" IN ('resolved', 'dismissed');

-- A case's timeline tells what the case did to an aid; most steps of aids belong to no case.
CREATE INDEX "participation_event_by_case" ON "participation_event" ("case_id", "id")
  WHERE "case_id" IS NOT NULL;
