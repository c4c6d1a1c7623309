-- How much of a kecamatan's families may be gone between two releases before the preview says so.
INSERT INTO "office_setting" ("key", "valid_from", "value", "legal_basis") VALUES
  ('import_warning', '2025-05-26', '{"kecamatanLossShareMax": 0.1}', 'Kebijakan kantor (nilai awal)');
