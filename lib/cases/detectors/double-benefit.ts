import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { getSettingInForce } from "@/lib/programs/queries";
import { HOUSEHOLD_HOME } from "@/lib/registry/household-home";
import type { DetectionContext } from "./detector";

const ExclusivePrograms = z.strictObject({
  pairs: z.array(z.tuple([z.string(), z.string()]).refine(([one, other]) => one !== other)),
});

/**
 * Families of which the current list of a program for families names two persons in one period, and
 * families that receive two programs that a rule declares exclusive. A family has one participation
 * in such a program whatever the number of its rows, so the rows are counted: a person is a valid
 * NIK, else a name that no row with a NIK has. Aid that is held counts as received. The evidence
 * names lines of lists and no person.
 *
 * @throws if the setting names a program that the office does not have
 */
export async function findDoubleBenefit(tx: Db, context: DetectionContext): Promise<Prisma.Sql> {
  const { value, legalBasis } = await getSettingInForce(
    tx,
    "exclusive_programs",
    ExclusivePrograms,
    context.day,
  );
  await refuseUnknownPrograms(tx, value.pairs.flat());
  const { release } = context;
  return Prisma.sql`
    WITH current_line AS (
      SELECT participation.household_id,
             participation.program_code,
             recipient_row.list_id,
             recipient_row.line_no,
             recipient_row.period,
             upper(btrim(coalesce(recipient_row.period, ''))) AS period_key,
             CASE WHEN recipient_row.nik_valid THEN recipient_row.nik END AS nik,
             upper(btrim(recipient_row.nama)) AS name
        FROM participation
        JOIN program ON program.code = participation.program_code AND program.level = 'family'
        JOIN recipient_row
          ON recipient_row.participation_id = participation.id
         AND recipient_row.list_id = participation.list_id
       WHERE participation.state IN ('active', 'suspended')
    ), recipient AS (
      SELECT current_line.*,
             coalesce(nik, max(nik) OVER same_name, name) AS person
        FROM current_line
      WINDOW same_name AS (PARTITION BY household_id, program_code, period_key, name)
    ), doubling AS (
      SELECT recipient.household_id,
             recipient.program_code,
             min(recipient.period) AS period,
             count(DISTINCT recipient.person)::int AS people,
             jsonb_agg(
               jsonb_build_object('listId', recipient.list_id, 'lineNo', recipient.line_no)
               ORDER BY recipient.list_id, recipient.line_no
             ) AS lines,
             string_agg(DISTINCT coalesce(individual.id::text, '?'), ',') AS who
        FROM recipient
   LEFT JOIN individual ON individual.nik = recipient.nik
    GROUP BY recipient.household_id, recipient.program_code, recipient.period_key
      HAVING count(DISTINCT recipient.person) > 1
    ), doubled_family AS (
      SELECT doubling.household_id,
             jsonb_agg(
               jsonb_build_object(
                 'program', doubling.program_code,
                 'programName', program.name,
                 'period', doubling.period,
                 'people', doubling.people,
                 'lines', doubling.lines
               ) ORDER BY doubling.program_code, doubling.period
             ) AS doublings,
             string_agg(
               concat(doubling.program_code, '/', doubling.period, '=', doubling.people, ':', doubling.who),
               ';' ORDER BY doubling.program_code, doubling.period
             ) AS fingerprint
        FROM doubling
        JOIN program ON program.code = doubling.program_code
    GROUP BY doubling.household_id
    ), received AS (
      SELECT DISTINCT participation.household_id, participation.program_code, program.name
        FROM participation
        JOIN program ON program.code = participation.program_code
       WHERE participation.state IN ('active', 'suspended')
         AND participation.list_id IS NOT NULL
    ), excluding_family AS (
      SELECT one.household_id,
             jsonb_agg(
               jsonb_build_object(
                 'programs', jsonb_build_array(pair.one, pair.other),
                 'programNames', jsonb_build_array(one.name, other.name)
               ) ORDER BY pair.one, pair.other
             ) AS exclusives,
             string_agg(concat(pair.one, '+', pair.other), ';' ORDER BY pair.one, pair.other)
               AS fingerprint
        FROM unnest(
               ${value.pairs.map(([one]) => one)}::text[],
               ${value.pairs.map(([, other]) => other)}::text[]
             ) AS pair (one, other)
        JOIN received AS one ON one.program_code = pair.one
        JOIN received AS other
          ON other.program_code = pair.other
         AND other.household_id = one.household_id
    GROUP BY one.household_id
    ), shown_family AS (
      SELECT household_id,
             coalesce(doubled_family.doublings, '[]') AS doublings,
             coalesce(excluding_family.exclusives, '[]') AS exclusives,
             concat_ws(';', doubled_family.fingerprint, excluding_family.fingerprint) AS fingerprint
        FROM doubled_family
   FULL JOIN excluding_family USING (household_id)
    ), watched AS (
      SELECT latest_case.household_id
        FROM latest_case
       WHERE latest_case.watched
    ), subject AS (
      SELECT household_id,
             shown_family.household_id IS NOT NULL AS shown,
             coalesce(shown_family.doublings, '[]') AS doublings,
             coalesce(shown_family.exclusives, '[]') AS exclusives,
             coalesce(shown_family.fingerprint, '') AS fingerprint
        FROM shown_family
   FULL JOIN watched USING (household_id)
    )
    SELECT subject.household_id,
           NULL::bigint AS individual_id,
           NULL::text AS program_code,
           home.village_id,
           NULL::text AS rule_version,
           subject.shown,
           jsonb_build_object(
             'doublings', subject.doublings,
             'exclusives', subject.exclusives,
             'legalBasis', ${legalBasis}::text,
             'releaseId', ${release.id}::int,
             'releaseName', ${release.name}::text,
             'asOf', ${release.asOf}::text
           ) AS evidence,
           subject.fingerprint
      FROM subject
 LEFT JOIN LATERAL (
             SELECT home.village_id
               FROM household
               ${HOUSEHOLD_HOME}
              WHERE household.id = subject.household_id
           ) AS home ON TRUE
  `;
}

async function refuseUnknownPrograms(tx: Db, codes: readonly string[]): Promise<void> {
  const known = await tx.program.findMany({ select: { code: true } });
  const unknown = codes.filter((code) => !known.some((program) => program.code === code));
  if (unknown.length > 0)
    throw new Error(
      `The setting exclusive_programs names programs that the office does not have: ${unknown.join(", ")}`,
    );
}
