import "server-only";
import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { preparedRows } from "@/lib/db/prepared-rows";
import type { ReleaseMembers } from "@/lib/forms/compare-with-release";
import type { RosterMember } from "@/lib/forms/types";
import type { ColumnValues } from "@/lib/registry/describe-values";
import { HOUSEHOLD_HOME } from "@/lib/registry/household-home";
import { ageInYears } from "@/lib/shared/format";
import { plainRecord } from "@/lib/shared/plain-record";

const Values = plainRecord(
  (value): value is string | number | null =>
    value === null || typeof value === "string" || typeof value === "number",
);

/** The kinds of lists, the one that knows families best first. */
export const HOME_SOURCES = ["release", "dtks", "recipients"] as const;

const Home = z.object({
  householdId: z.bigint(),
  source: z.enum(HOME_SOURCES),
  releaseId: z.number().int(),
  values: Values.nullable(),
});

const Row = z.object({
  householdId: z.bigint(),
  key: z.string(),
  name: z.string(),
  nik: z.string().nullable(),
  birthDate: z.date().nullable(),
  values: Values,
});

/**
 * The persons to ask about in a family, head first: those of the newest release that has it, else
 * of the old DTKS, else the recipients. Asks for no actor: whoever calls has shown that the
 * family's groundcheck is within reach.
 */
export async function readRoster(db: Db, householdId: bigint): Promise<RosterMember[]> {
  const homes = await findHomes(db, [householdId], Prisma.sql`NULL::jsonb`);
  const [roster = []] = await readRostersAt(db, homes);
  return roster;
}

/** A family and the list that knows it best, as `HOUSEHOLD_HOME` finds it. */
export type RosterHome = Pick<z.infer<typeof Home>, "householdId" | "source" | "releaseId">;

/** The same for several families of which it is known where they are known from, in their order. */
export async function readRostersAt(
  db: Db,
  homes: readonly RosterHome[],
): Promise<RosterMember[][]> {
  const rows = Map.groupBy(await listAllRows(db, homes), ({ householdId }) => householdId);
  const today = new Date();
  return homes.map(({ householdId }) =>
    (rows.get(householdId) ?? []).map(({ key, name, nik, birthDate, values }) => ({
      key,
      name,
      nik,
      age: birthDate && ageInYears(birthDate, today),
      sex: textOf(values.jenis_kelamin),
      relation: textOf(values.status_hubungan_keluarga),
    })),
  );
}

/** The family's and its members' values in the newest release, for `compareWithRelease`; no values where only another list has it. */
export async function readRosterValues(
  db: Db,
  householdId: bigint,
): Promise<{ readonly household: ColumnValues | null; readonly members: ReleaseMembers }> {
  const homes = await findHomes(db, [householdId], HOUSEHOLD_VALUES);
  const rows = await listAllRows(db, homes);
  return {
    household: homes[0]?.values ?? null,
    members: Object.fromEntries(rows.map(({ key, name, values }) => [key, { name, values }])),
  };
}

function textOf(value: string | number | null | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}

const HOUSEHOLD_VALUES = Prisma.sql`to_jsonb(household_release) - ARRAY['raw', 'nomor_kk']`;

async function findHomes(
  db: Db,
  householdIds: readonly bigint[],
  values: Prisma.Sql,
): Promise<z.infer<typeof Home>[]> {
  const rows = await preparedRows(
    db,
    Prisma.sql`
    SELECT household.id AS "householdId",
           home.source,
           home.release_id AS "releaseId",
           ${values} AS values
      FROM household
      ${HOUSEHOLD_HOME}
 LEFT JOIN household_release
        ON home.source = 'release'
       AND household_release.release_id = home.release_id
       AND household_release.line_no = home.line_no
     WHERE household.id = ANY((SELECT ${[...householdIds]}::bigint[])::bigint[])
  `,
  );
  return z.array(Home).parse(rows);
}

/** As `maskNumber` writes it: the number leaves the database with its last four digits only. */
const MASKED_NIK = Prisma.sql`CASE WHEN person.nik IS NULL THEN NULL ELSE '•••• ' || right(person.nik, 4) END`;

/** The rows of families: one statement for each list that knows some of them best. */
async function listAllRows(db: Db, homes: readonly RosterHome[]): Promise<z.infer<typeof Row>[]> {
  const lists = Map.groupBy(homes, ({ source, releaseId }) => `${source} ${releaseId}`);
  const rows = await Promise.all([...lists.values()].map((families) => listRows(db, families)));
  return rows.flat();
}

/** Members without a row of `individual` are known by their line, which does not change within a release. */
async function listRows(db: Db, families: readonly RosterHome[]): Promise<z.infer<typeof Row>[]> {
  const [home] = families;
  if (!home) return [];
  const ids = families.map(({ householdId }) => householdId);
  const { source, releaseId } = home;
  const rows = await preparedRows(
    db,
    source === "release"
      ? releaseRows(ids, releaseId)
      : source === "dtks"
        ? dtksRows(ids, releaseId)
        : recipientRows(ids, releaseId),
  );
  return z.array(Row).parse(rows);
}

function releaseRows(householdIds: bigint[], releaseId: number): Prisma.Sql {
  return Prisma.sql`
    SELECT person.household_id AS "householdId",
           coalesce(person.individual_id::text, 'row-' || person.line_no) AS key,
           person.nama AS name,
           ${MASKED_NIK} AS nik,
           person.tanggal_lahir AS "birthDate",
           jsonb_build_object(
             'jenis_kelamin', person.jenis_kelamin,
             'status_hubungan_keluarga', person.status_hubungan_keluarga,
             'status_bekerja', person.status_bekerja,
             'status_dalam_pekerjaan_utama', person.status_dalam_pekerjaan_utama,
             'tanggal_lahir', person.tanggal_lahir) AS values
      FROM (SELECT *, row_number() OVER (PARTITION BY household_id, individual_id ORDER BY line_no) AS repeated
              FROM individual_release
             WHERE release_id = ${releaseId}
               AND household_id = ANY((SELECT ${householdIds}::bigint[])::bigint[])) AS person
     WHERE person.individual_id IS NULL OR person.repeated = 1
  ORDER BY person.status_hubungan_keluarga NULLS LAST, person.tanggal_lahir NULLS LAST, person.line_no`;
}

function dtksRows(householdIds: bigint[], listId: number): Prisma.Sql {
  return Prisma.sql`
    SELECT person.household_id AS "householdId",
           coalesce(known.id::text, 'row-' || person.line_no) AS key,
           person.nama AS name,
           ${MASKED_NIK} AS nik,
           person.tanggal_lahir AS "birthDate",
           jsonb_build_object('jenis_kelamin', person.jenis_kelamin) AS values
      FROM (SELECT *, row_number() OVER (PARTITION BY household_id, nik ORDER BY line_no) AS repeated
              FROM dtks_row
             WHERE list_id = ${listId}
               AND household_id = ANY((SELECT ${householdIds}::bigint[])::bigint[])) AS person
 LEFT JOIN individual AS known ON person.nik_valid AND known.nik = person.nik
     WHERE NOT person.nik_valid OR person.repeated = 1
  ORDER BY person.line_no`;
}

function recipientRows(householdIds: bigint[], listId: number): Prisma.Sql {
  return Prisma.sql`
    SELECT person.household_id AS "householdId",
           coalesce(person.individual_id::text, 'row-' || person.line_no) AS key,
           person.nama AS name,
           ${MASKED_NIK} AS nik,
           NULL::date AS "birthDate",
           '{}'::jsonb AS values
      FROM (SELECT recipient_row.*,
                   participation.household_id,
                   participation.individual_id,
                   row_number() OVER (PARTITION BY coalesce(participation.individual_id::text, recipient_row.nik, recipient_row.nama)
                                          ORDER BY recipient_row.line_no) AS repeated
              FROM recipient_row
              JOIN participation ON participation.id = recipient_row.participation_id
             WHERE recipient_row.list_id = ${listId}
               AND participation.household_id = ANY((SELECT ${householdIds}::bigint[])::bigint[])) AS person
     WHERE person.repeated = 1
  ORDER BY person.line_no`;
}
