-- What a proposal rests on is content too: its pictures change in a draft only, and no case falls off
-- it later. The trigger on "proposal" guards its own columns (20261122030000).
-- The table is named with the trigger's own schema: the function must not depend on the caller's search_path.
CREATE FUNCTION "proposal_parts_are_final"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  "part" RECORD;
  "is_final" BOOLEAN;
BEGIN
  "part" := CASE WHEN TG_OP = 'INSERT' THEN NEW ELSE OLD END;
  EXECUTE format('SELECT EXISTS (SELECT FROM %I.proposal WHERE id = $1 AND state <> ''draft'')', TG_TABLE_SCHEMA)
    INTO "is_final" USING "part"."proposal_id";
  IF "is_final" THEN
    RAISE EXCEPTION 'what proposal % rests on changes only while it is a draft', "part"."proposal_id"
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER "evidence_of_a_proposal_is_added_in_a_draft" BEFORE INSERT ON "attachment"
  FOR EACH ROW WHEN (NEW."proposal_id" IS NOT NULL) EXECUTE FUNCTION "proposal_parts_are_final"();
CREATE TRIGGER "evidence_of_a_proposal_is_final" BEFORE UPDATE OR DELETE ON "attachment"
  FOR EACH ROW WHEN (OLD."proposal_id" IS NOT NULL) EXECUTE FUNCTION "proposal_parts_are_final"();
CREATE TRIGGER "cases_of_a_proposal_are_final" BEFORE UPDATE OR DELETE ON "proposal_case"
  FOR EACH ROW EXECUTE FUNCTION "proposal_parts_are_final"();
