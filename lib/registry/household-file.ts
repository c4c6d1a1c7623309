import "server-only";
import { z } from "zod";
import { scope } from "@/lib/auth/scope";
import type { Actor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { HOUSEHOLD_HOME } from "./household-home";

/** A value of a release row, as the dictionary's codes or plain. */
const Value = z.union([z.string(), z.number(), z.null()]);
const Values = z.record(z.string(), Value);

const FileRow = z.object({
  id: z.string(),
  source: z.enum(["release", "dtks", "recipients"]),
  releaseId: z.number().int(),
  sourceName: z.string(),
  asOf: z.date().nullable(),
  inCurrentRelease: z.boolean(),
  villageId: z.number().int().nullable(),
  kelurahan: z.string().nullable(),
  kecamatan: z.string().nullable(),
  areaAsWritten: z.string().nullable(),
  headName: z.string().nullable(),
  address: z.string().nullable(),
  nomorKk: z.string().nullable(),
  values: Values.nullable(),
});

/**
 * A family as it is known best: by the newest release that has it, else by the old DTKS or a
 * recipient list. It holds the No KK in full; a page masks it before it goes anywhere.
 */
export type HouseholdFile = z.infer<typeof FileRow>;

/** The family's file, or null if there is none in the actor's area. */
export async function findHouseholdFile(
  tx: Db,
  actor: Actor,
  householdId: bigint,
): Promise<HouseholdFile | null> {
  const rows = await tx.$queryRaw`
      SELECT household.id::text,
             home.source,
             home.release_id AS "releaseId",
             coalesce(release.name, dtks_list.name, recipient_list.name) AS "sourceName",
             home.as_of AS "asOf",
             coalesce(release.status = 'published', FALSE) AS "inCurrentRelease",
             home.village_id AS "villageId",
             kelurahan.name AS kelurahan,
             kecamatan.name AS kecamatan,
             nullif(concat_ws(', ', nullif(source_area.kelurahan_desa, ''), nullif(source_area.kecamatan, '')), '') AS "areaAsWritten",
             home.head_name AS "headName",
             home.address,
             home.nomor_kk AS "nomorKk",
             to_jsonb(household_release) - ARRAY['raw', 'nomor_kk'] AS values
        FROM household
        ${HOUSEHOLD_HOME}
   LEFT JOIN release ON home.source = 'release' AND release.id = home.release_id
   LEFT JOIN dtks_list ON home.source = 'dtks' AND dtks_list.id = home.release_id
   LEFT JOIN recipient_list ON home.source = 'recipients' AND recipient_list.id = home.release_id
   LEFT JOIN household_release
          ON home.source = 'release'
         AND household_release.release_id = home.release_id
         AND household_release.line_no = home.line_no
   LEFT JOIN source_area ON source_area.id = household_release.source_area_id
   LEFT JOIN area AS kelurahan ON kelurahan.id = home.village_id
   LEFT JOIN area AS kecamatan ON kecamatan.id = kelurahan.parent_id
       WHERE household.id = ${householdId}
         AND ${scope(actor, Prisma.sql`home.village_id`)}
  `;
  return z.array(FileRow).max(1).parse(rows)[0] ?? null;
}

const MemberRow = z.object({
  lineNo: z.number().int(),
  name: z.string(),
  nik: z.string().nullable(),
  nikValid: z.boolean(),
  birthDate: z.date().nullable(),
  values: Values,
});

/** A member in the list that knows the family best. The NIK is in full: mask it before it leaves the server. */
export type HouseholdMember = z.infer<typeof MemberRow>;

/** Answers about health are read for no page yet: they need a purpose of their own. */
const MEMBER_VALUES = Prisma.sql`jsonb_build_object(
  'jenis_kelamin', jenis_kelamin,
  'status_hubungan_keluarga', status_hubungan_keluarga,
  'status_kawin', status_kawin,
  'partisipasi_sekolah', partisipasi_sekolah,
  'jenjang_tertinggi_yang_diduduki', jenjang_tertinggi_yang_diduduki,
  'ijazah_tertinggi_yang_dimiliki', ijazah_tertinggi_yang_dimiliki,
  'status_bekerja', status_bekerja,
  'lapangan_usaha_dari_pekerjaan_utama', lapangan_usaha_dari_pekerjaan_utama,
  'status_dalam_pekerjaan_utama', status_dalam_pekerjaan_utama)`;

/** The members of a family whose file the actor was given, head first. */
export async function listHouseholdMembers(
  tx: Db,
  { id, source, releaseId }: Pick<HouseholdFile, "id" | "source" | "releaseId">,
): Promise<HouseholdMember[]> {
  const householdId = BigInt(id);
  if (source === "release")
    return z.array(MemberRow).parse(
      await tx.$queryRaw`
        SELECT line_no AS "lineNo", nama AS name, nik, nik_valid AS "nikValid",
               tanggal_lahir AS "birthDate", ${MEMBER_VALUES} AS values
          FROM individual_release
         WHERE release_id = ${releaseId}
           AND household_id = ${householdId}
      ORDER BY status_hubungan_keluarga NULLS LAST, tanggal_lahir NULLS LAST, line_no`,
    );
  const fields = Prisma.sql`nama AS name, nik, nik_valid AS "nikValid"`;
  if (source === "dtks")
    return z.array(MemberRow).parse(
      await tx.$queryRaw`
        SELECT line_no AS "lineNo", ${fields}, tanggal_lahir AS "birthDate",
               jsonb_build_object('jenis_kelamin', jenis_kelamin) AS values
          FROM dtks_row
         WHERE list_id = ${releaseId}
           AND household_id = ${householdId}
      ORDER BY line_no`,
    );
  return z.array(MemberRow).parse(
    await tx.$queryRaw`
      SELECT DISTINCT ON (nik, nama) recipient_row.line_no AS "lineNo", ${fields},
             NULL::date AS "birthDate", '{}'::jsonb AS values
        FROM recipient_row
        JOIN participation ON participation.id = recipient_row.participation_id
       WHERE recipient_row.list_id = ${releaseId}
         AND participation.household_id = ${householdId}`,
  );
}
