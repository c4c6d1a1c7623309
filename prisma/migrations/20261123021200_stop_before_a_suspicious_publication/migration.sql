-- Shares above which a preview warns, and above which a person has to confirm with a reason. A share of
-- few says nothing: below `countMin` it stops nobody.
UPDATE "office_setting"
   SET "value" = '{"kecamatanLossShareMax": 0.1, "rejectedShareMax": 0.01, "goneShareMax": 0.05,
                   "unknownAreaShareMax": 0.02, "invalidNikShareMax": 0.05, "unmatchedShareMax": 0.1,
                   "endingShareMax": 0}'::jsonb || "value"
 WHERE "key" = 'import_warning';
INSERT INTO "office_setting" ("key", "valid_from", "value", "legal_basis") VALUES
  ('import_stop', '2025-05-26',
   '{"countMin": 50, "kecamatanLossShareMax": 0.2, "rejectedShareMax": 0.1, "goneShareMax": 0.15,
     "unknownAreaShareMax": 0.2, "invalidNikShareMax": 0.3, "unmatchedShareMax": 0.5,
     "endingShareMax": 0.2}',
   'Kebijakan kantor (nilai awal)');
