-- From how many steps on a change of desil between two releases is significant (error kind
-- extreme-shift), and from how many it is called extreme.
INSERT INTO "office_setting" ("key", "valid_from", "value", "legal_basis") VALUES
  ('extreme_shift', '2025-05-26', '{"stepsMin": 4, "extremeStepsMin": 7}', 'Kebijakan kantor (nilai awal)');
