-- CreateEnum
CREATE TYPE "groundcheck_state" AS ENUM ('assigned', 'in_progress', 'submitted', 'returned', 'verified', 'cancelled');

-- CreateEnum
CREATE TYPE "groundcheck_result" AS ENUM ('found', 'not_found', 'deceased', 'not_eligible', 'not_met', 'moved', 'refused');

-- CreateEnum
CREATE TYPE "proposal_kind" AS ENUM ('add', 'amend', 'remove');

-- CreateEnum
CREATE TYPE "proposal_state" AS ENUM ('draft', 'submitted', 'verified', 'validated', 'entered_siks_ng', 'kemensos_approved', 'kemensos_rejected', 'at_bps', 'reflected', 'not_reflected', 'withdrawn');

-- CreateEnum
CREATE TYPE "basis_kind" AS ENUM ('minutes', 'sptjm');

-- CreateTable
CREATE TABLE "questionnaire" (
    "version" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_until" DATE,
    "source" TEXT NOT NULL,
    "definition" JSONB NOT NULL,

    CONSTRAINT "questionnaire_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "groundcheck" (
    "id" UUID NOT NULL,
    "household_id" BIGINT NOT NULL,
    "village_id" INTEGER,
    "companion_id" UUID NOT NULL,
    "state" "groundcheck_state" NOT NULL DEFAULT 'assigned',
    "version" INTEGER NOT NULL DEFAULT 1,
    "assigned_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "assigned_by" UUID NOT NULL,
    "draft" JSONB,
    "draft_saved_at" TIMESTAMPTZ(3),
    "visit_id" UUID,
    "result" "groundcheck_result",
    "submitted_at" TIMESTAMPTZ(3),
    "verified_at" TIMESTAMPTZ(3),
    "verified_by" UUID,

    CONSTRAINT "groundcheck_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "groundcheck_case" (
    "groundcheck_id" UUID NOT NULL,
    "case_id" BIGINT NOT NULL,

    CONSTRAINT "groundcheck_case_pkey" PRIMARY KEY ("groundcheck_id","case_id")
);

-- CreateTable
CREATE TABLE "groundcheck_visit" (
    "id" UUID NOT NULL,
    "groundcheck_id" UUID NOT NULL,
    "questionnaire" TEXT NOT NULL,
    "result" "groundcheck_result" NOT NULL,
    "answers" JSONB NOT NULL,
    "raw" TEXT NOT NULL,
    "sha256" CHAR(64) NOT NULL,
    "latitude" DECIMAL(9,6),
    "longitude" DECIMAL(9,6),
    "accuracy_metres" INTEGER,
    "position_source" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3) NOT NULL,
    "clock_offset_ms" INTEGER NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "submitted_by" UUID NOT NULL,

    CONSTRAINT "groundcheck_visit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "submission_conflict" (
    "id" BIGSERIAL NOT NULL,
    "submission_id" UUID NOT NULL,
    "groundcheck_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "raw" TEXT NOT NULL,
    "sha256" CHAR(64) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "submitted_by" UUID NOT NULL,
    "settled_at" TIMESTAMPTZ(3),
    "settled_by" UUID,
    "settlement_reason" TEXT,

    CONSTRAINT "submission_conflict_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "groundcheck_event" (
    "id" BIGSERIAL NOT NULL,
    "groundcheck_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "action" TEXT NOT NULL,
    "from_state" "groundcheck_state",
    "to_state" "groundcheck_state" NOT NULL,
    "actor_kind" "actor_kind" NOT NULL,
    "actor_id" UUID,
    "reason" TEXT,
    "detail" JSONB,

    CONSTRAINT "groundcheck_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attachment" (
    "id" UUID NOT NULL,
    "groundcheck_id" UUID,
    "proposal_id" UUID,
    "question" TEXT,
    "received_sha256" CHAR(64) NOT NULL,
    "stored_sha256" CHAR(64) NOT NULL,
    "bytes" INTEGER NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "latitude" DECIMAL(9,6),
    "longitude" DECIMAL(9,6),
    "taken_at" TIMESTAMPTZ(3),
    "uploaded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "uploaded_by" UUID NOT NULL,

    CONSTRAINT "attachment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "proposal" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "kind" "proposal_kind" NOT NULL,
    "household_id" BIGINT NOT NULL,
    "village_id" INTEGER,
    "state" "proposal_state" NOT NULL DEFAULT 'draft',
    "version" INTEGER NOT NULL DEFAULT 1,
    "release_id" INTEGER NOT NULL,
    "groundcheck_id" UUID,
    "changes" JSONB NOT NULL,
    "justification" TEXT NOT NULL,
    "basis_kind" "basis_kind",
    "basis_number" TEXT,
    "basis_date" DATE,
    "drafted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "drafted_by" UUID NOT NULL,
    "verified_by" UUID,
    "validated_by" UUID,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "previous_proposal_id" UUID,

    CONSTRAINT "proposal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "proposal_case" (
    "proposal_id" UUID NOT NULL,
    "case_id" BIGINT NOT NULL,

    CONSTRAINT "proposal_case_pkey" PRIMARY KEY ("proposal_id","case_id")
);

-- CreateTable
CREATE TABLE "proposal_event" (
    "id" BIGSERIAL NOT NULL,
    "proposal_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "action" TEXT NOT NULL,
    "from_state" "proposal_state",
    "to_state" "proposal_state" NOT NULL,
    "actor_kind" "actor_kind" NOT NULL,
    "actor_id" UUID,
    "reason" TEXT,
    "detail" JSONB,

    CONSTRAINT "proposal_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hand_over_batch" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" UUID NOT NULL,

    CONSTRAINT "hand_over_batch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hand_over_line" (
    "batch_id" UUID NOT NULL,
    "line_no" INTEGER NOT NULL,
    "proposal_id" UUID NOT NULL,
    "entered_on" DATE,
    "entered_by" UUID,
    "evidence" TEXT,

    CONSTRAINT "hand_over_line_pkey" PRIMARY KEY ("batch_id","line_no")
);

-- CreateIndex
CREATE UNIQUE INDEX "groundcheck_visit_id_key" ON "groundcheck"("visit_id");

-- CreateIndex
CREATE INDEX "groundcheck_household_id_idx" ON "groundcheck"("household_id");

-- CreateIndex
CREATE INDEX "groundcheck_companion_id_state_assigned_at_id_idx" ON "groundcheck"("companion_id", "state", "assigned_at", "id");

-- CreateIndex
CREATE INDEX "groundcheck_state_assigned_at_id_idx" ON "groundcheck"("state", "assigned_at", "id");

-- CreateIndex
CREATE INDEX "groundcheck_case_case_id_idx" ON "groundcheck_case"("case_id");

-- CreateIndex
CREATE INDEX "groundcheck_visit_groundcheck_id_received_at_idx" ON "groundcheck_visit"("groundcheck_id", "received_at");

-- CreateIndex
CREATE INDEX "submission_conflict_groundcheck_id_idx" ON "submission_conflict"("groundcheck_id");

-- CreateIndex
CREATE UNIQUE INDEX "submission_conflict_submission_id_sha256_key" ON "submission_conflict"("submission_id", "sha256");

-- CreateIndex
CREATE INDEX "groundcheck_event_groundcheck_id_id_idx" ON "groundcheck_event"("groundcheck_id", "id");

-- CreateIndex
CREATE INDEX "attachment_groundcheck_id_idx" ON "attachment"("groundcheck_id");

-- CreateIndex
CREATE INDEX "attachment_proposal_id_idx" ON "attachment"("proposal_id");

-- CreateIndex
CREATE UNIQUE INDEX "proposal_number_key" ON "proposal"("number");

-- CreateIndex
CREATE UNIQUE INDEX "proposal_previous_proposal_id_key" ON "proposal"("previous_proposal_id");

-- CreateIndex
CREATE INDEX "proposal_household_id_idx" ON "proposal"("household_id");

-- CreateIndex
CREATE INDEX "proposal_groundcheck_id_idx" ON "proposal"("groundcheck_id");

-- CreateIndex
CREATE INDEX "proposal_state_since_id_idx" ON "proposal"("state", "since", "id");

-- CreateIndex
CREATE INDEX "proposal_case_case_id_idx" ON "proposal_case"("case_id");

-- CreateIndex
CREATE INDEX "proposal_event_proposal_id_id_idx" ON "proposal_event"("proposal_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "hand_over_batch_number_key" ON "hand_over_batch"("number");

-- CreateIndex
CREATE INDEX "hand_over_batch_created_at_id_idx" ON "hand_over_batch"("created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "hand_over_line_proposal_id_key" ON "hand_over_line"("proposal_id");

-- AddForeignKey
ALTER TABLE "groundcheck" ADD CONSTRAINT "groundcheck_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "household"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "groundcheck" ADD CONSTRAINT "groundcheck_companion_id_fkey" FOREIGN KEY ("companion_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "groundcheck" ADD CONSTRAINT "groundcheck_visit_id_fkey" FOREIGN KEY ("visit_id") REFERENCES "groundcheck_visit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "groundcheck_case" ADD CONSTRAINT "groundcheck_case_groundcheck_id_fkey" FOREIGN KEY ("groundcheck_id") REFERENCES "groundcheck"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "groundcheck_case" ADD CONSTRAINT "groundcheck_case_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "error_case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "groundcheck_visit" ADD CONSTRAINT "groundcheck_visit_groundcheck_id_fkey" FOREIGN KEY ("groundcheck_id") REFERENCES "groundcheck"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "groundcheck_visit" ADD CONSTRAINT "groundcheck_visit_questionnaire_fkey" FOREIGN KEY ("questionnaire") REFERENCES "questionnaire"("version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submission_conflict" ADD CONSTRAINT "submission_conflict_groundcheck_id_fkey" FOREIGN KEY ("groundcheck_id") REFERENCES "groundcheck"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "groundcheck_event" ADD CONSTRAINT "groundcheck_event_groundcheck_id_fkey" FOREIGN KEY ("groundcheck_id") REFERENCES "groundcheck"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_groundcheck_id_fkey" FOREIGN KEY ("groundcheck_id") REFERENCES "groundcheck"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_proposal_id_fkey" FOREIGN KEY ("proposal_id") REFERENCES "proposal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "household"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_release_id_fkey" FOREIGN KEY ("release_id") REFERENCES "release"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_groundcheck_id_fkey" FOREIGN KEY ("groundcheck_id") REFERENCES "groundcheck"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_previous_proposal_id_fkey" FOREIGN KEY ("previous_proposal_id") REFERENCES "proposal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposal_case" ADD CONSTRAINT "proposal_case_proposal_id_fkey" FOREIGN KEY ("proposal_id") REFERENCES "proposal"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposal_case" ADD CONSTRAINT "proposal_case_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "error_case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposal_event" ADD CONSTRAINT "proposal_event_proposal_id_fkey" FOREIGN KEY ("proposal_id") REFERENCES "proposal"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hand_over_line" ADD CONSTRAINT "hand_over_line_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "hand_over_batch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hand_over_line" ADD CONSTRAINT "hand_over_line_proposal_id_fkey" FOREIGN KEY ("proposal_id") REFERENCES "proposal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- What follows is by hand: promises that Prisma's schema language cannot express.

CREATE TRIGGER "groundcheck_event_is_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "groundcheck_event"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "groundcheck_visit_is_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "groundcheck_visit"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "proposal_event_is_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "proposal_event"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- One visit settles all open cases of a family: there is never a second one under way.
CREATE UNIQUE INDEX "groundcheck_one_unfinished_per_family" ON "groundcheck" ("household_id")
  WHERE "state" NOT IN ('verified', 'cancelled');
-- Each companion's load is counted before tasks are given out.
CREATE INDEX "groundcheck_unfinished_by_companion" ON "groundcheck" ("companion_id")
  WHERE "state" IN ('assigned', 'in_progress', 'returned');
CREATE INDEX "submission_conflict_unsettled" ON "submission_conflict" ("groundcheck_id")
  WHERE "settled_at" IS NULL;

ALTER TABLE "groundcheck" ADD CONSTRAINT "submitted_groundcheck_has_a_visit"
  CHECK ("state" NOT IN ('submitted', 'verified') OR ("visit_id" IS NOT NULL AND "result" IS NOT NULL));
ALTER TABLE "groundcheck" ADD CONSTRAINT "nobody_verifies_their_own_groundcheck"
  CHECK ("verified_by" IS NULL OR "verified_by" <> "companion_id");
ALTER TABLE "groundcheck" ADD CONSTRAINT "verified_groundcheck_has_a_verifier"
  CHECK (("state" = 'verified') = ("verified_at" IS NOT NULL AND "verified_by" IS NOT NULL));
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_belongs_to_one_record"
  CHECK (num_nonnulls("groundcheck_id", "proposal_id") = 1);

ALTER TABLE "proposal" ADD CONSTRAINT "nobody_approves_their_own_proposal"
  CHECK ("verified_by" <> "drafted_by" AND "validated_by" <> "drafted_by" AND "validated_by" <> "verified_by");
ALTER TABLE "proposal" ADD CONSTRAINT "validated_proposal_was_verified"
  CHECK ("validated_by" IS NULL OR "verified_by" IS NOT NULL);
ALTER TABLE "proposal" ADD CONSTRAINT "handed_over_proposal_is_validated_and_has_a_basis"
  CHECK ("state" NOT IN ('entered_siks_ng', 'kemensos_approved', 'kemensos_rejected', 'at_bps', 'reflected', 'not_reflected')
         OR ("validated_by" IS NOT NULL AND "basis_kind" IS NOT NULL));
ALTER TABLE "proposal" ADD CONSTRAINT "minutes_have_number_and_date"
  CHECK ("basis_kind" <> 'minutes' OR ("basis_number" IS NOT NULL AND "basis_date" IS NOT NULL));
ALTER TABLE "hand_over_line" ADD CONSTRAINT "entry_has_day_operator_and_evidence"
  CHECK (num_nonnulls("entered_on", "entered_by", "evidence") IN (0, 3));

-- What was submitted is what is approved: whatever the code does, content changes in a draft only.
CREATE FUNCTION "proposal_content_is_final"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the content of proposal % changes only while it is a draft', OLD.id USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER "proposal_content_is_final" BEFORE UPDATE ON "proposal"
  FOR EACH ROW WHEN (
    OLD."state" <> 'draft'
    AND (OLD."kind", OLD."household_id", OLD."release_id", OLD."groundcheck_id", OLD."changes", OLD."justification", OLD."drafted_by")
        IS DISTINCT FROM
        (NEW."kind", NEW."household_id", NEW."release_id", NEW."groundcheck_id", NEW."changes", NEW."justification", NEW."drafted_by")
  ) EXECUTE FUNCTION "proposal_content_is_final"();

-- From which desil on down a family with signs of means is placed too low (error kind misplaced-low).
INSERT INTO "office_setting" ("key", "valid_from", "value", "legal_basis") VALUES
  ('misplaced_low', '2025-05-26', '{"desilMax": 4, "wattsMin": 2200}', 'Kebijakan kantor (nilai awal)');
