import { z } from "zod";
import type { ProposedChange } from "@/lib/proposals/schema";
import type { OfficeUnderTest } from "../../support/e2e-office";

/** A proposal of the demonstration office that the head has validated. */
export interface ValidatedProposal {
  readonly id: string;
  readonly number: number;
  readonly headName: string;
  readonly nomorKk: string;
}

const Row = z.object({
  id: z.string(),
  number: z.number(),
  headName: z.string(),
  nomorKk: z.string(),
});

const METER: ProposedChange = {
  scope: "household",
  column: "daya_terpasang",
  individualId: null,
  label: "Daya terpasang",
  old: "3",
  oldLabel: "2.200 watt",
  new: "2",
  newLabel: "900 watt",
};

/**
 * Proposals about families of the release in force, as three people would leave them; how they do
 * is another story. The last `withoutBasis` of them have neither berita acara nor SPTJM.
 */
export async function validateProposals(
  office: OfficeUnderTest,
  { count, withoutBasis = 0 }: { readonly count: number; readonly withoutBasis?: number },
): Promise<readonly ValidatedProposal[]> {
  // What the demonstration's people left ready would stand on the same lists.
  await office.pool.query(
    `UPDATE proposal SET state = 'withdrawn', version = version + 1
      WHERE state = 'validated'
        AND NOT EXISTS (SELECT FROM hand_over_line WHERE hand_over_line.proposal_id = proposal.id)`,
  );
  const { rows } = await office.pool.query(
    `WITH family AS (
       SELECT household_release.*, head.individual_id AS head_id,
              row_number() OVER (ORDER BY household_release.line_no) AS place
         FROM household_release
         JOIN release ON release.id = household_release.release_id AND release.status = 'published'
         JOIN LATERAL (SELECT individual_id FROM individual_release
                        WHERE individual_release.release_id = release.id
                          AND individual_release.household_id = household_release.household_id
                          AND individual_release.individual_id IS NOT NULL
                     ORDER BY status_hubungan_keluarga NULLS LAST, line_no DESC LIMIT 1) AS head ON TRUE
        WHERE household_release.village_id IS NOT NULL
          AND NOT EXISTS (SELECT FROM proposal
                           WHERE proposal.household_id = household_release.household_id)
     ORDER BY household_release.line_no
        LIMIT $1
     ), made AS (
       INSERT INTO proposal (id, kind, household_id, village_id, release_id, state, version, changes,
                             justification, drafted_by, verified_by, validated_by, since,
                             basis_kind, basis_number, basis_date)
       SELECT gen_random_uuid(), 'amend', household_id, village_id, release_id, 'validated', 4,
              jsonb_build_array($3::jsonb, $4::jsonb || jsonb_build_object('individualId', head_id::text)),
              'Meteran 900 watt, dilihat saat groundcheck. Anak kedua bekerja lepas, tidak tetap.',
              gen_random_uuid(), gen_random_uuid(), gen_random_uuid(),
              now() - make_interval(days => (10 - place)::int),
              CASE WHEN place <= $1 - $2 THEN 'minutes'::basis_kind END,
              CASE WHEN place <= $1 - $2 THEN '470/12/35.73/2026' END,
              CASE WHEN place <= $1 - $2 THEN DATE '2026-11-02' END
         FROM family
     ORDER BY place
    RETURNING id, number, household_id
     )
     SELECT made.id, made.number, family.nama_kepala_keluarga AS "headName",
            family.nomor_kk::text AS "nomorKk"
       FROM made
       JOIN family ON family.household_id = made.household_id
   ORDER BY made.number`,
    [count, withoutBasis, JSON.stringify(METER), JSON.stringify(JOB)],
  );
  return z.array(Row).parse(rows);
}

const JOB: ProposedChange = {
  scope: "individual",
  column: "status_dalam_pekerjaan_utama",
  individualId: "1",
  label: "Status dalam pekerjaan utama",
  old: "4",
  oldLabel: "Buruh/karyawan/pegawai swasta",
  new: "6",
  newLabel: "Pekerja bebas",
};
