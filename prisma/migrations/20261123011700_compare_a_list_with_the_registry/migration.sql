-- A list of another office that is compared with the registry (pemadanan) and feeds nothing.
ALTER TYPE "import_kind" ADD VALUE 'matching';
ALTER TYPE "import_file_role" ADD VALUE 'matching';
CREATE TYPE "matching_result" AS ENUM ('matched', 'similar', 'unmatched');

CREATE TABLE "matching_list" (
    "id" SERIAL NOT NULL,
    "run_id" UUID NOT NULL,
    "release_id" INTEGER NOT NULL,

    CONSTRAINT "matching_list_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "matching_list_run_id_key" ON "matching_list"("run_id");
ALTER TABLE "matching_list" ADD CONSTRAINT "matching_list_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "import_run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "matching_row" (
    "list_id" INTEGER NOT NULL,
    "line_no" INTEGER NOT NULL,
    "nik" TEXT,
    "nik_valid" BOOLEAN NOT NULL,
    "nomor_kk" TEXT,
    "nama" TEXT NOT NULL,
    "plain_name" TEXT,
    "tanggal_lahir" DATE,
    "jenis_kelamin" SMALLINT,
    "alamat" TEXT,
    "kelurahan" TEXT,
    "kecamatan" TEXT,
    "village_id" INTEGER,
    "result" "matching_result",
    "settled_by" TEXT,
    "member_line" INTEGER,
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "matching_row_pkey" PRIMARY KEY ("list_id","line_no")
);
CREATE INDEX "matching_row_list_id_result_line_no_idx" ON "matching_row"("list_id", "result", "line_no");
ALTER TABLE "matching_row" ADD CONSTRAINT "matching_row_list_id_fkey" FOREIGN KEY ("list_id") REFERENCES "matching_list"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "matching_row" ADD CONSTRAINT "matched_row_names_a_person" CHECK (("member_line" IS NOT NULL) = (coalesce("result", 'unmatched') = 'matched'));
ALTER TABLE "matching_row" ADD CONSTRAINT "decided_row_has_a_decider" CHECK (("decided_by" IS NOT NULL AND "decided_at" IS NOT NULL) = (coalesce("settled_by", '') = 'person'));

CREATE TABLE "matching_candidate" (
    "list_id" INTEGER NOT NULL,
    "line_no" INTEGER NOT NULL,
    "member_line" INTEGER NOT NULL,
    "individual_id" BIGINT,
    "household_id" BIGINT,
    "village_id" INTEGER,
    "by_nik" BOOLEAN NOT NULL,
    "score" SMALLINT NOT NULL,
    "compared" SMALLINT NOT NULL,
    "name_share" REAL,
    "differences" TEXT[],

    CONSTRAINT "matching_candidate_pkey" PRIMARY KEY ("list_id","line_no","member_line")
);
ALTER TABLE "matching_candidate" ADD CONSTRAINT "matching_candidate_list_id_line_no_fkey" FOREIGN KEY ("list_id", "line_no") REFERENCES "matching_row"("list_id", "line_no") ON DELETE CASCADE ON UPDATE CASCADE;

-- A name as it is compared: without titles before and degrees behind, without a father's name, with
-- one spelling of Muhammad, of old vowels and of doubled letters ("H. Moch. Djoenaedi, S.Pd" and
-- "MUHAMMAD JUNAEDI" are one). Never stored as a person's name.
CREATE FUNCTION "plain_name"("written" TEXT) RETURNS TEXT
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN btrim(regexp_replace(replace(replace(replace(
  regexp_replace(regexp_replace(regexp_replace(regexp_replace(
  regexp_replace(regexp_replace(regexp_replace(
    btrim(regexp_replace(translate(split_part(upper("written"), ',', 1), '''’‘`´"', ''), '[^A-Z]+', ' ', 'g')),
    '^(\S.*?) (?:BIN|BINTI) .*$', '\1'),
    '^(?:(?:H|HJ|HJH|HAJI|HAJAH|HAJJAH|DRS|DRA|DR|IR|PROF|KH|KYAI|KIAI|USTAD|USTADZ|USTADZAH|ALM|ALMH|BPK|IBU|SDR|SDRI|TN|NY|NN) )+(?=\S)', ''),
    '^(.*?\S)(?: (?:S PD I|S PD|SPD|S SOS|SSOS|S AG|SAG|S KOM|SKOM|S KEP|SKEP|S KM|SKM|S FARM|S IP|SIP|S HUM|S PSI|S SI|S T|ST|S E|SE|S H|SH|S P|SP|M M|MM|M PD|MPD|M SI|MSI|M AG|MAG|M KES|MKES|M H|MH|A MD|AMD|A MA|AMA|BA))+$', '\1'),
    '\mM[OU](?:CH|KH|H)(?:AM+[AE]D|D)?\M|^M(?= \S)', 'MUHAMAD', 'g'),
    '\m(?:ACHMAD|AKHMAD|AHMED)\M', 'AHMAD', 'g'),
    '\mABD\M', 'ABDUL', 'g'),
    '^ST(?= \S)', 'SITI'),
  'OE', 'U'), 'DJ', 'J'), 'TJ', 'C'),
  '(.)\1+', '\1', 'g'));

-- How far two plain names agree, from 0 to 1: trigrams, or `partial` where every word of the one,
-- two at least, is a word of the other. Empty where one of them names nobody.
CREATE FUNCTION "name_share"("one" TEXT, "other" TEXT, "partial" REAL) RETURNS REAL
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE
  WHEN "one" = '' OR "other" = '' THEN NULL
  WHEN "one" = "other" THEN 1
  WHEN position(' ' IN "one") > 0 AND position(' ' IN "other") > 0
   AND (string_to_array("one", ' ') <@ string_to_array("other", ' ')
        OR string_to_array("other", ' ') <@ string_to_array("one", ' '))
  THEN greatest("partial", similarity("one", "other"))
  ELSE similarity("one", "other")
END;

-- How a row of a list is compared with a person of the registry. The score is the weight of what
-- agrees, in percent of the weight of what is known on both sides (name, birth date, sex, area).
INSERT INTO "office_setting" ("key", "valid_from", "value", "legal_basis") VALUES
  ('matching_score', '2025-05-26',
   '{"name": 50, "birthDate": 30, "sex": 5, "area": 15,
     "partialName": 0.9, "nearBirthDate": 0.5, "sameKecamatan": 0.5,
     "nameMin": 0.6, "comparedMin": 65, "similarMin": 70,
     "matchedMin": 95, "matchedComparedMin": 80, "candidatesMax": 5}',
   'Kebijakan kantor (nilai awal): nama saja tidak cukup, jadi Mirip memerlukan tanggal lahir atau kelurahan yang dapat dibandingkan, dan Padan tanpa NIK memerlukan tanggal lahir');
