import type { Pool, PoolClient } from "pg";
import {
  createKnownPeople,
  IN_PREVIOUS,
  KNOWN_BEFORE,
  type KnownFamilies,
  type KnownPeople,
} from "./known-families";
import { readNumberIds } from "./read-number-ids";

/** How many numbers are known, so that room for them is made once. */
export async function countKnownNumbers(
  client: PoolClient,
  previousId: number | null,
): Promise<{ readonly families: number; readonly people: number }> {
  const { rows } = await client.query<{ families: string; people: string }>(
    `SELECT (SELECT count(*) FROM household_release WHERE release_id = $1) AS families,
            (SELECT count(*) FROM individual WHERE nik IS NOT NULL) AS people`,
    [previousId],
  );
  return { families: Number(rows[0]?.families), people: Number(rows[0]?.people) };
}

/**
 * Learns which family each No KK leads to: in the release before, and else by a number of old that
 * belongs to a family which that release does not have (it was struck off, or is known from the DTKS
 * or a recipient list). Where a number had several such families the one seen last counts.
 */
export async function learnFamilies(
  client: PoolClient,
  families: KnownFamilies,
  previousId: number | null,
): Promise<void> {
  const learn = (flag: number) => (high: number, low: number, householdId: number) => {
    const slot = families.slotOf(high, low);
    families.facts.flags[slot] = flag;
    families.facts.householdIds[slot] = householdId;
  };
  const previous = `SELECT nomor_kk, household_id
                      FROM household_release
                     WHERE release_id = ${Number(previousId)} AND household_id IS NOT NULL`;
  if (previousId !== null) await readNumberIds(client, previous, learn(IN_PREVIOUS));
  await readNumberIds(
    client,
    `WITH previous AS MATERIALIZED (${previous})
     SELECT DISTINCT ON (known.nomor_kk) known.nomor_kk, known.household_id
       FROM household_kk AS known
      WHERE NOT EXISTS (SELECT FROM previous WHERE previous.nomor_kk = known.nomor_kk)
        AND NOT EXISTS (SELECT FROM previous WHERE previous.household_id = known.household_id)
   ORDER BY known.nomor_kk, known.first_seen_at DESC, known.household_id DESC`,
    learn(KNOWN_BEFORE),
  );
}

/** Everyone who has a NIK, for a list whose rows are tied to their persons while they are read. */
export async function learnEveryone({ pool }: { readonly pool: Pool }): Promise<KnownPeople> {
  const client = await pool.connect();
  let broken = true;
  try {
    const people = createKnownPeople((await countKnownNumbers(client, null)).people);
    await learnPeople(client, people);
    broken = false;
    return people;
  } finally {
    client.release(broken);
  }
}

/** Learns who has which NIK: a person is a NIK for ever, whatever release it was seen in. */
export async function learnPeople(client: PoolClient, people: KnownPeople): Promise<void> {
  await readNumberIds(client, "SELECT nik, id FROM individual WHERE nik IS NOT NULL", people.learn);
}
