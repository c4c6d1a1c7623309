import type { OfficeUnderTest } from "../../support/e2e-office";

/** A family of the demonstration office, as the tests look for it. */
export interface DemoFamily {
  readonly id: string;
  readonly headName: string;
  readonly nomorKk: string;
  readonly nik: string;
  readonly kecamatanCode: string;
}

const FAMILY = `
  SELECT household_release.household_id::text AS id,
         household_release.nama_kepala_keluarga AS "headName",
         household_release.nomor_kk AS "nomorKk",
         head.nik,
         kecamatan.code AS "kecamatanCode"
    FROM household_release
    JOIN release ON release.id = household_release.release_id AND release.status = 'published'
    JOIN area AS kelurahan ON kelurahan.id = household_release.village_id
    JOIN area AS kecamatan ON kecamatan.id = kelurahan.parent_id
    JOIN individual_release AS head
      ON head.release_id = household_release.release_id
     AND head.household_id = household_release.household_id
     AND head.nama = household_release.nama_kepala_keluarga
     AND head.nik_valid`;

async function first<Row>(office: OfficeUnderTest, sql: string): Promise<Row> {
  const { rows } = await office.pool.query<Row & object>(sql);
  const [row] = rows;
  if (!row) throw new Error(`The demonstration office has no such record: ${sql}`);
  return row;
}

/** A family whose NIK and No KK lead to it and to no other. */
export function findFamily(office: OfficeUnderTest): Promise<DemoFamily> {
  return first(
    office,
    `${FAMILY}
      WHERE (SELECT count(*) FROM individual_release AS twin
              WHERE twin.release_id = head.release_id AND twin.nik = head.nik) = 1
        AND (SELECT count(*) FROM household_kk
              WHERE household_kk.nomor_kk = household_release.nomor_kk) = 1
   ORDER BY household_release.line_no
      LIMIT 1`,
  );
}

export interface DemoCase {
  readonly id: string;
  readonly householdId: string;
}

/** The open case of a kind that has waited longest, whose family is in the release (or not). */
export function findOpenCase(office: OfficeUnderTest, kind: string): Promise<DemoCase> {
  return first(
    office,
    `SELECT id::text, household_id::text AS "householdId"
       FROM error_case
      WHERE kind = '${kind}' AND state = 'open'
   ORDER BY opened_at, id
      LIMIT 1`,
  );
}
