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
  const release = Number(previousId);
  if (previousId !== null) {
    await readNumberIds(
      client,
      `SELECT nomor_kk, household_id
         FROM household_release
        WHERE release_id = ${release} AND household_id IS NOT NULL`,
      learn(IN_PREVIOUS),
    );
  }
  // Most families are in the release before, and its ids tell that faster than its numbers.
  await readNumberIds(
    client,
    `WITH absent AS MATERIALIZED (
       SELECT known.nomor_kk, known.household_id, known.first_seen_at
         FROM household_kk AS known
        WHERE NOT EXISTS (SELECT FROM household_release AS previous
                           WHERE previous.release_id = ${release}
                             AND previous.household_id = known.household_id)
     )
     SELECT DISTINCT ON (absent.nomor_kk) absent.nomor_kk, absent.household_id
       FROM absent
      WHERE NOT EXISTS (SELECT FROM household_release AS previous
                         WHERE previous.release_id = ${release}
                           AND previous.nomor_kk = absent.nomor_kk
                           AND previous.household_id IS NOT NULL)
   ORDER BY absent.nomor_kk, absent.first_seen_at DESC, absent.household_id DESC`,
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
