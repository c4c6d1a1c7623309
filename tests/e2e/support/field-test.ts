import { randomUUID } from "node:crypto";
import type { BrowserContext, Page } from "@playwright/test";
import type { OfficeUnderTest } from "../../support/e2e-office";
import { test as demoTest } from "./demo-test";

/** A companion of the demonstration office with the phone in hand. */
export interface Companion {
  readonly id: string;
  readonly page: Page;
  readonly context: BrowserContext;
}

interface Field {
  readonly companion: Companion;
}

export const PHONE = { width: 360, height: 800 } as const;
/** In the middle of Kota Malang. */
const HERE = { latitude: -7.966622, longitude: 112.632631, accuracy: 12 } as const;

export const test = demoTest.extend<Field>({
  companion: async ({ browser, office, locale, timezoneId, baseURL }, use) => {
    const { id, cookie } = await office.signIn("companion", ["35.73"]);
    const context = await browser.newContext({
      baseURL,
      locale,
      timezoneId,
      viewport: PHONE,
      hasTouch: true,
      geolocation: HERE,
      permissions: ["geolocation"],
    });
    await context.addCookies([cookie]);
    await use({ id, page: await context.newPage(), context });
    await context.close();
  },
});

export { expect } from "@playwright/test";

/** A family of the release without a case or a visit, given to a companion with a reason of its own. */
export interface GivenTask {
  readonly id: string;
  readonly householdId: string;
  readonly headName: string;
  /** Of the members, head first. */
  readonly names: readonly string[];
}

/** Gives the family that waits longest for a visit to a companion, as the operator's page does. */
export async function giveTask(office: OfficeUnderTest, companionId: string): Promise<GivenTask> {
  const { rows } = await office.pool.query<{
    householdId: string;
    villageId: number;
    headName: string;
    names: string[];
    operatorId: string;
  }>(
    `SELECT error_case.household_id::text AS "householdId",
            error_case.village_id AS "villageId",
            household_release.nama_kepala_keluarga AS "headName",
            array_agg(person.nama ORDER BY person.status_hubungan_keluarga, person.tanggal_lahir, person.line_no) AS names,
            (SELECT id FROM app_user WHERE role = 'operator' LIMIT 1) AS "operatorId"
       FROM error_case
       JOIN release ON release.status = 'published'
       JOIN household_release
         ON household_release.release_id = release.id
        AND household_release.household_id = error_case.household_id
       JOIN individual_release AS person
         ON person.release_id = release.id AND person.household_id = error_case.household_id
      WHERE error_case.kind = 'over-limit' AND error_case.state = 'open'
        AND NOT EXISTS (SELECT FROM groundcheck WHERE groundcheck.household_id = error_case.household_id)
      GROUP BY error_case.id, household_release.nama_kepala_keluarga
     HAVING count(*) BETWEEN 2 AND 4
        AND count(*) FILTER (WHERE person.status_hubungan_keluarga = 1) = 1
        AND bool_and(person.status_hubungan_keluarga < 6 AND person.nik_valid)
   ORDER BY error_case.opened_at, error_case.id
      LIMIT 1`,
  );
  const [family] = rows;
  if (!family) throw new Error("The demonstration office has no family left to visit");
  const id = randomUUID();
  await office.pool.query(
    `INSERT INTO groundcheck (id, household_id, village_id, companion_id, assigned_by)
     VALUES ($1, $2, $3, $4, $5)`,
    [id, family.householdId, family.villageId, companionId, family.operatorId],
  );
  await office.pool.query(
    `INSERT INTO groundcheck_event (groundcheck_id, action, to_state, actor_kind, actor_id, detail)
     VALUES ($1, 'assign', 'assigned', 'user', $2, jsonb_build_object('companionId', $3::text))`,
    [id, family.operatorId, companionId],
  );
  await office.pool.query(
    `WITH taken AS (
       UPDATE error_case SET state = 'in_groundcheck', version = version + 1
        WHERE household_id = $2 AND state = 'open'
          AND kind IN ('over-limit', 'misplaced-high', 'misplaced-low')
       RETURNING id)
     INSERT INTO groundcheck_case (groundcheck_id, case_id) SELECT $1, id FROM taken`,
    [id, family.householdId],
  );
  return { id, ...family };
}

/** The verifier's return, with the reason at one question. */
export async function returnTask(
  office: OfficeUnderTest,
  id: string,
  question: { readonly code: string; readonly reason: string },
): Promise<void> {
  await office.pool.query(
    "UPDATE groundcheck SET state = 'returned', version = version + 1 WHERE id = $1",
    [id],
  );
  await office.pool.query(
    `INSERT INTO groundcheck_event (groundcheck_id, action, from_state, to_state, actor_kind, reason, detail)
     VALUES ($1, 'return', 'submitted', 'returned', 'system', 'Satu jawaban belum jelas.',
             jsonb_build_object('questions', jsonb_build_array($2::jsonb)))`,
    [id, JSON.stringify(question)],
  );
}

export interface SentVisit {
  readonly id: string;
  readonly result: string;
  readonly answers: {
    readonly answers: Record<string, string | number>;
    readonly photos: Record<string, string>;
    readonly members: readonly { readonly key: string }[];
  };
  readonly positionSource: string | null;
}

/** What the office received for a task, in the order in which it came. */
export async function listVisits(office: OfficeUnderTest, id: string): Promise<SentVisit[]> {
  const { rows } = await office.pool.query<SentVisit>(
    `SELECT id, result, answers, position_source AS "positionSource"
       FROM groundcheck_visit WHERE groundcheck_id = $1 ORDER BY received_at`,
    [id],
  );
  return rows;
}
