import { randomUUID } from "node:crypto";
import sharp from "sharp";
import { z } from "zod";
import type { SubmissionItem } from "@/lib/groundchecks/schema";
import type { OfficeUnderTest, SignedInPerson } from "../../support/e2e-office";
import { itemFor } from "../../support/phone";
import { completeVisit } from "../../support/visits";

/** A family that a companion was sent to. */
export interface GivenVisit {
  readonly id: string;
  readonly householdId: string;
  readonly headName: string;
  readonly kecamatanCode: string;
  readonly companion: SignedInPerson;
  /** Keys of the members, head first. */
  readonly members: readonly string[];
}

const Family = z.object({
  householdId: z.string(),
  villageId: z.number().int(),
  headName: z.string(),
  kecamatanCode: z.string(),
  members: z.array(z.string()),
  caseIds: z.array(z.string()),
});

/** Families of grown-ups, so that everybody is asked everything; in one kecamatan where it is named. */
const WAITING = `
  SELECT error_case.household_id::text AS "householdId",
         min(error_case.village_id) AS "villageId",
         min(household_release.nama_kepala_keluarga) AS "headName",
         min(kecamatan.code) AS "kecamatanCode",
         array_agg(DISTINCT error_case.id::text) AS "caseIds",
         (SELECT array_agg(person.individual_id::text ORDER BY person.status_hubungan_keluarga, person.line_no)
            FROM individual_release AS person
           WHERE person.release_id = household_release.release_id
             AND person.household_id = error_case.household_id) AS members
    FROM error_case
    JOIN release ON release.status = 'published'
    JOIN household_release
      ON household_release.release_id = release.id
     AND household_release.household_id = error_case.household_id
    JOIN area AS kelurahan ON kelurahan.id = error_case.village_id
    JOIN area AS kecamatan ON kecamatan.id = kelurahan.parent_id
   WHERE error_case.state = 'open'
     AND error_case.kind IN ('over-limit', 'misplaced-high', 'misplaced-low')
     AND ($1::text IS NULL OR kecamatan.code = $1)
     AND NOT EXISTS (SELECT FROM groundcheck WHERE groundcheck.household_id = error_case.household_id)
     AND NOT EXISTS (
           SELECT FROM individual_release AS person
            WHERE person.release_id = household_release.release_id
              AND person.household_id = error_case.household_id
              AND (person.individual_id IS NULL OR person.tanggal_lahir IS NULL
                   OR person.tanggal_lahir > now() - interval '15 years'))
GROUP BY error_case.household_id, household_release.release_id
ORDER BY error_case.household_id DESC
   LIMIT 1`;

/** Sends a companion to a family, as the operator's page leaves it; the page has a story of its own. */
export async function giveVisit(
  office: OfficeUnderTest,
  companion: SignedInPerson,
  kecamatanCode: string | null = null,
): Promise<GivenVisit> {
  const { rows } = await office.pool.query(WAITING, [kecamatanCode]);
  if (!rows[0]) throw new Error("The demonstration office has no family of grown-ups left");
  const { villageId, caseIds, ...family } = Family.parse(rows[0]);
  const id = randomUUID();
  await office.pool.query(
    `INSERT INTO groundcheck (id, household_id, village_id, companion_id, assigned_by)
     SELECT $1, $2, $3, $4, id FROM app_user WHERE role = 'operator' ORDER BY created_at LIMIT 1`,
    [id, family.householdId, villageId, companion.id],
  );
  await office.pool.query(
    `INSERT INTO groundcheck_event (groundcheck_id, action, to_state, actor_kind, detail)
     VALUES ($1, 'assign', 'assigned', 'system', jsonb_build_object('companionId', $2::text))`,
    [id, companion.id],
  );
  await office.pool.query(
    `WITH taken AS (
       UPDATE error_case SET state = 'in_groundcheck', version = version + 1
        WHERE id = ANY($2::bigint[])
       RETURNING id)
     INSERT INTO groundcheck_case (groundcheck_id, case_id) SELECT $1, id FROM taken`,
    [id, caseIds],
  );
  return { id, companion, ...family };
}

/** What the phone sends for a visit that found everybody at home; the first time it was fetched. */
export function visitItem({ id, members }: GivenVisit): SubmissionItem {
  const visit = completeVisit(members.map((key) => ({ key })));
  return itemFor({ id, version: 1, visit });
}

/** Sends the photos and the visit through the routes that phones use; gives the visit's status. */
export async function sendItem(
  origin: string | undefined,
  { companion, id }: GivenVisit,
  item: SubmissionItem,
  { photos = true }: { readonly photos?: boolean } = {},
): Promise<string> {
  const headers = {
    cookie: `${companion.cookie.name}=${companion.cookie.value}`,
    origin: origin ?? "",
    "x-tepat-request": "1",
  };
  if (photos)
    for (const [question, photoId] of Object.entries(item.document.photos)) {
      const address = `${origin}/api/v1/groundcheck/${id}/foto/${photoId}?pertanyaan=${question}`;
      const body = new Uint8Array(await picture(question));
      const answer = await fetch(address, {
        method: "PUT",
        headers: { ...headers, "x-tepat-position": "-7.9505,112.6301" },
        body,
      });
      if (!answer.ok) throw new Error(`The photo was answered ${answer.status}`);
    }
  const answer = await fetch(`${origin}/api/v1/kiriman`, {
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify({ items: [item] }),
  });
  const Answer = z.object({ results: z.tuple([z.object({ status: z.string() }).loose()]) });
  const [result] = Answer.parse(await answer.json()).results;
  if (result.status === "rejected") throw new Error(JSON.stringify(result));
  return result.status;
}

/** A picture of its own for each question. */
function picture(question: string): Promise<Buffer> {
  const shade = question.charCodeAt(question.length - 1) % 100;
  const background = { r: 90 + shade, g: 140, b: 150 };
  return sharp({ create: { width: 800, height: 600, channels: 3, background } })
    .jpeg()
    .toBuffer();
}

/** A submission that contradicts the visit that came, as the route keeps one. */
export async function addConflict(
  office: OfficeUnderTest,
  { id, companion }: GivenVisit,
  item: SubmissionItem,
): Promise<string> {
  const { rows } = await office.pool.query(
    `INSERT INTO submission_conflict (submission_id, groundcheck_id, reason, raw, sha256, submitted_by)
     VALUES ($1, $2, 'altered', $3, repeat('c', 64), $4)
     RETURNING id::text`,
    [item.id, id, JSON.stringify(item), companion.id],
  );
  return z.object({ id: z.string() }).parse(rows[0]).id;
}
