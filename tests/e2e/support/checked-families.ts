import { randomUUID } from "node:crypto";
import sharp from "sharp";
import { z } from "zod";
import type { OfficeUnderTest } from "../../support/e2e-office";
import { completeVisit } from "../../support/visits";

/** A family of the demonstration office whose visit was verified; its cases wait for a decision. */
export interface CheckedFamily {
  readonly caseId: string;
  readonly householdId: string;
  readonly headName: string;
  readonly groundcheckId: string;
}

const Waiting = z.object({
  caseId: z.string(),
  householdId: z.string(),
  villageId: z.number(),
  headName: z.string(),
  members: z.array(z.string()),
});

/** The kinds that a visit of a family settles with the one that it is for. */
const VISITED = ["over-limit", "misplaced-high", "misplaced-low", "missing-in-dtsen"];

/**
 * Brings the family that has waited longest with a case of this kind to a verified groundcheck, as
 * companion and verifier leave it; how they do is another story. Of one kecamatan where it is named.
 */
export async function checkFamily(
  office: OfficeUnderTest,
  kind: "over-limit" | "missing-in-dtsen",
  kecamatanCode?: string,
): Promise<CheckedFamily> {
  const found = await findWaiting(office, kind, kecamatanCode);
  const { householdId, villageId } = found;
  const companion = await office.signIn("companion", ["35.73"]);
  const verifier = await office.signIn("verifier", ["35.73"]);
  const [groundcheckId, visitId] = [randomUUID(), randomUUID()];
  const visit = completeVisit(
    found.members.map((key) => ({ key })),
    { photos: {} },
  );
  await office.pool.query(
    `INSERT INTO groundcheck (id, household_id, village_id, companion_id, assigned_by)
     VALUES ($1, $2, $3, $4, $5)`,
    [groundcheckId, householdId, villageId, companion.id, verifier.id],
  );
  await office.pool.query(
    `INSERT INTO groundcheck_visit (id, groundcheck_id, questionnaire, result, answers, raw, sha256,
                                    started_at, finished_at, clock_offset_ms, submitted_by)
     SELECT $1, $2, version, 'found', $3::jsonb, $3::text, repeat('a', 64), now(), now(), 0, $4
       FROM questionnaire ORDER BY valid_from DESC LIMIT 1`,
    [visitId, groundcheckId, JSON.stringify(visit), companion.id],
  );
  await office.pool.query(
    `UPDATE groundcheck
        SET state = 'verified', visit_id = $2, result = 'found', submitted_at = now(),
            verified_at = now(), verified_by = $3
      WHERE id = $1`,
    [groundcheckId, visitId, verifier.id],
  );
  await office.pool.query(
    `WITH taken AS (
       UPDATE error_case SET state = 'checked', version = version + 2
        WHERE household_id = $2 AND state = 'open' AND kind = ANY($3)
       RETURNING id)
     INSERT INTO groundcheck_case (groundcheck_id, case_id) SELECT $1, id FROM taken`,
    [groundcheckId, householdId, VISITED],
  );
  return { ...found, groundcheckId };
}

async function findWaiting(
  office: OfficeUnderTest,
  kind: string,
  kecamatanCode: string | undefined,
): Promise<z.infer<typeof Waiting>> {
  const { rows } = await office.pool.query(
    `SELECT error_case.id::text AS "caseId",
            error_case.household_id::text AS "householdId",
            error_case.village_id AS "villageId",
            coalesce(family.nama_kepala_keluarga, listed.nama) AS "headName",
            ARRAY(SELECT individual_id::text
                    FROM individual_release
                   WHERE release_id = family.release_id AND household_id = error_case.household_id
                     AND individual_id IS NOT NULL
                ORDER BY status_hubungan_keluarga, line_no) AS members
       FROM error_case
       JOIN area AS kelurahan ON kelurahan.id = error_case.village_id
       JOIN area AS kecamatan ON kecamatan.id = kelurahan.parent_id
  LEFT JOIN (SELECT household_release.* FROM household_release
               JOIN release ON release.id = household_release.release_id
                           AND release.status = 'published') AS family
         ON family.household_id = error_case.household_id
  LEFT JOIN LATERAL (SELECT nama FROM dtks_row
                      WHERE dtks_row.household_id = error_case.household_id
                   ORDER BY line_no LIMIT 1) AS listed ON TRUE
      WHERE error_case.kind = $1 AND error_case.state = 'open'
        AND ($2::text IS NULL OR kecamatan.code = $2)
        AND coalesce(family.nama_kepala_keluarga, listed.nama) IS NOT NULL
        AND NOT EXISTS (SELECT FROM groundcheck
                         WHERE groundcheck.household_id = error_case.household_id)
   ORDER BY error_case.opened_at, error_case.id
      LIMIT 1`,
    [kind, kecamatanCode ?? null],
  );
  const [found] = rows;
  if (!found) throw new Error(`The demonstration office has no family left with ${kind}`);
  return Waiting.parse(found);
}

/** A draft for the policy walk: without a visit, in the area where it is asked for. */
export async function draftIn(office: OfficeUnderTest, caseId: string): Promise<string> {
  const id = randomUUID();
  await office.pool.query(
    `INSERT INTO proposal (id, kind, household_id, village_id, release_id, changes, justification, drafted_by)
     SELECT $1, 'amend', error_case.household_id, error_case.village_id, release.id, '[]', '', gen_random_uuid()
       FROM error_case
       JOIN release ON release.status = 'published'
      WHERE error_case.id = $2`,
    [id, caseId],
  );
  return id;
}

/** A picture as evidence of a draft, sent as the page sends it. */
export async function putPicture(
  office: OfficeUnderTest,
  proposalId: string,
  origin: string,
): Promise<string> {
  const { cookie } = await office.signIn("operator", ["35.73"]);
  const id = randomUUID();
  const answer = await fetch(`${origin}/api/usulan/${proposalId}/bukti/${id}`, {
    method: "PUT",
    headers: { cookie: `${cookie.name}=${cookie.value}`, origin, "x-tepat-request": "1" },
    body: new Uint8Array(await smallPicture()),
  });
  if (!answer.ok) throw new Error(`The picture was answered ${answer.status}`);
  return id;
}

/** A picture that is large enough to look at. */
export function smallPicture(): Promise<Buffer> {
  const create = { width: 800, height: 600, channels: 3, background: "#7a9988" } as const;
  return sharp({ create }).jpeg().toBuffer();
}
