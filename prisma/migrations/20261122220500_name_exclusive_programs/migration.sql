-- Pairs of programs of which one family receives only one (error kind double-benefit). None until a
-- rule says so; the row that adds a pair names that rule as its legal basis.
INSERT INTO "office_setting" ("key", "valid_from", "value", "legal_basis") VALUES
  ('exclusive_programs', '2025-05-26', '{"pairs": []}', 'Belum ada aturan yang ditetapkan kantor');
