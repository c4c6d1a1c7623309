-- The newest release can be taken out of force again.
ALTER TYPE "import_state" ADD VALUE 'withdrawing';
ALTER TYPE "import_state" ADD VALUE 'withdrawn';

-- The detection that followed a withdrawal, and the release that it left behind.
ALTER TABLE "detection_run" ADD COLUMN "withdrawn_release_id" INTEGER;

-- Which release a No KK was learned with: a withdrawn one takes it along.
ALTER TABLE "household_kk" ADD COLUMN "release_id" INTEGER;
