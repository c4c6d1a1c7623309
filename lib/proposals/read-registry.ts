import "server-only";
import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";

const Values = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));

const MemberRow = z.object({
  /** As on a visit's roster: the individual's id, or `row-<line>` where the row is nobody's. */
  key: z.string(),
  individualId: z.string().nullable(),
  name: z.string(),
  nik: z.string().nullable(),
  values: Values,
});

/** A member in a release, with the columns that a proposal may name. The NIK is in full. */
export type ReleaseMember = z.infer<typeof MemberRow>;

/** A family as one release has it. The No KK is in full: mask it before it leaves the server. */
export interface ReleaseFamily {
  readonly values: Readonly<Record<string, string | number | null>>;
  readonly members: readonly ReleaseMember[];
}

/** What is read for no page: see `proposable-columns.ts`. */
const UNREAD = Prisma.sql`ARRAY['raw', 'nik_valid', 'repeated', 'kondisi_gizi', 'penglihatan', 'pendengaran',
  'berjalan_atau_naik_tangga', 'menggunakan_tangan_jari', 'belajar_kemampuan_intelektual',
  'pengendalian_perilaku', 'berbicara_komunikasi', 'mengurus_diri', 'mengingat_berkonsentrasi',
  'kesedihan_depresi', 'penyakit_kronis']`;

/**
 * The family's values in a release by the dictionary's column names, or null where the release does
 * not have it. The caller has asked whether the family is the actor's.
 */
export async function readReleaseFamily(
  tx: Db,
  householdId: bigint,
  releaseId: number,
): Promise<ReleaseFamily | null> {
  const families = await tx.$queryRaw`
    SELECT to_jsonb(household_release) - 'raw'
           || jsonb_build_object('nomor_kartu_keluarga', nomor_kk) AS values
      FROM household_release
     WHERE release_id = ${releaseId}
       AND household_id = ${householdId}
  ORDER BY line_no
     LIMIT 1
  `;
  const [family] = z.array(z.object({ values: Values })).parse(families);
  if (!family) return null;
  const members = await tx.$queryRaw`
    SELECT coalesce(person.individual_id::text, 'row-' || person.line_no) AS key,
           person.individual_id::text AS "individualId",
           person.nama AS name,
           person.nik,
           to_jsonb(person) - ${UNREAD}
           || jsonb_build_object('nomor_induk_kependudukan', person.nik) AS values
      FROM (SELECT *, row_number() OVER (PARTITION BY individual_id ORDER BY line_no) AS repeated
              FROM individual_release
             WHERE release_id = ${releaseId}
               AND household_id = ${householdId}) AS person
     WHERE person.individual_id IS NULL OR person.repeated = 1
  ORDER BY person.status_hubungan_keluarga NULLS LAST, person.tanggal_lahir NULLS LAST, person.line_no
  `;
  return { values: family.values, members: z.array(MemberRow).parse(members) };
}

/** The release in force, or null before the first one. */
export function findReleaseInForce(tx: Db): Promise<{ id: number; name: string } | null> {
  return tx.release.findFirst({
    where: { status: "published" },
    orderBy: [{ asOf: "desc" }, { id: "desc" }],
    select: { id: true, name: true },
  });
}
