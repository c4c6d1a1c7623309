import "server-only";
import { z } from "zod";
import type { Db } from "@/lib/db/client";

const DesilRow = z.object({
  key: z.string(),
  /** `list`: one that tells nothing but desil, beside the releases. */
  source: z.enum(["release", "dtks", "list"]),
  name: z.string(),
  asOf: z.date(),
  publishedAt: z.date().nullable(),
  nasional: z.number().int().nullable(),
  provinsi: z.number().int().nullable(),
  kabupatenKota: z.number().int().nullable(),
  nomorKk: z.string().nullable(),
});

/**
 * The family's rank in one release, in the old DTKS (where persons are ranked: the lowest of the
 * family), or in a desil list (once for each desil that its lines give the family), and the No KK it
 * stood there with.
 */
export type HouseholdDesil = z.infer<typeof DesilRow>;

/** Desil of a family through the lists it stood in, oldest first. */
export async function listHouseholdDesil(tx: Db, householdId: bigint): Promise<HouseholdDesil[]> {
  const rows = await tx.$queryRaw`
    SELECT 'release ' || release.id AS key,
           'release' AS source,
           release.name,
           release.as_of AS "asOf",
           release.published_at AS "publishedAt",
           household_release.desil_nasional AS nasional,
           household_release.desil_provinsi AS provinsi,
           household_release.desil_kabupaten_kota AS "kabupatenKota",
           household_release.nomor_kk::text AS "nomorKk"
      FROM household_release
      JOIN release ON release.id = household_release.release_id
     WHERE household_release.household_id = ${householdId}
       AND release.status IN ('published', 'superseded')
 UNION ALL
    -- Of a release whose rows were put away there is still what it changed.
    SELECT 'release ' || release.id, 'release', release.name, release.as_of, release.published_at,
           desil_change.to_nasional, desil_change.to_provinsi, desil_change.to_kabupaten_kota, NULL
      FROM desil_change
      JOIN release ON release.id = desil_change.release_id
     WHERE desil_change.household_id = ${householdId}
       AND release.status IN ('published', 'superseded')
       AND NOT EXISTS (
             SELECT FROM household_release
              WHERE household_release.release_id = desil_change.release_id
                AND household_release.household_id = desil_change.household_id
           )
 UNION ALL
    SELECT 'dtks ' || dtks_list.id, 'dtks', dtks_list.name, dtks_list.as_of, dtks_list.applied_at,
           min(dtks_row.desil), NULL, NULL, min(dtks_row.nomor_kk)
      FROM dtks_row
      JOIN dtks_list ON dtks_list.id = dtks_row.list_id
     WHERE dtks_row.household_id = ${householdId}
       AND dtks_list.applied_at IS NOT NULL
  GROUP BY dtks_list.id
 UNION ALL
    SELECT DISTINCT 'list ' || desil_list.id || ' ' || desil_row.desil, 'list', desil_list.name,
           desil_list.as_of, desil_list.applied_at, desil_row.desil::int, NULL::int, NULL::int, NULL
      FROM desil_row
      JOIN desil_list ON desil_list.id = desil_row.list_id
     WHERE desil_row.household_id = ${householdId}
       AND desil_row.desil IS NOT NULL
       AND desil_list.applied_at IS NOT NULL
  ORDER BY "asOf", source, key
  `;
  return z.array(DesilRow).parse(rows);
}

const NumberRow = z.object({
  nomorKk: z.string(),
  origin: z.enum(["dtsen", "dtks", "recipients"]),
  firstSeenAt: z.date(),
});

/** Every No KK the family was known by, newest first; in full, to be masked by the page. */
export type HouseholdNumber = z.infer<typeof NumberRow>;

export async function listHouseholdNumbers(
  tx: Db,
  householdId: bigint,
): Promise<HouseholdNumber[]> {
  const rows = await tx.$queryRaw`
    SELECT household_kk.nomor_kk::text AS "nomorKk",
           household_kk.origin::text,
           household_kk.first_seen_at AS "firstSeenAt"
      FROM household_kk
     WHERE household_kk.household_id = ${householdId}
  ORDER BY household_kk.first_seen_at DESC, household_kk.nomor_kk
  `;
  return z.array(NumberRow).parse(rows);
}

const StepRow = z.object({
  key: z.string(),
  at: z.date(),
  subject: z.enum(["case", "participation", "groundcheck", "proposal"]),
  subjectId: z.string(),
  /** Kind of the case, code of the program, number of the proposal; empty for a groundcheck. */
  about: z.string(),
  programCode: z.string().nullable(),
  action: z.string(),
  toState: z.string(),
  actorKind: z.enum(["user", "system", "command_line"]),
  actorName: z.string().nullable(),
  reason: z.string().nullable(),
});

/** A step of a case, aid, groundcheck or proposal of the family, with who took it and why. */
export type HouseholdStep = z.infer<typeof StepRow>;

/**
 * Steps of the family's cases, programs, groundchecks and proposals, newest first. A groundcheck or
 * a proposal takes all its cases along: its own step stands for theirs, once.
 */
export async function listHouseholdSteps(
  tx: Db,
  householdId: bigint,
  individualIds: readonly bigint[] = [],
): Promise<HouseholdStep[]> {
  const rows = await tx.$queryRaw`
    SELECT 'case ' || case_event.id AS key,
           case_event.at,
           'case' AS subject,
           error_case.id::text AS "subjectId",
           error_case.kind AS about,
           error_case.program_code AS "programCode",
           case_event.action,
           case_event.to_state::text AS "toState",
           case_event.actor_kind::text AS "actorKind",
           app_user.name AS "actorName",
           case_event.reason
      FROM error_case
      JOIN case_event ON case_event.case_id = error_case.id
 LEFT JOIN app_user ON app_user.id = case_event.actor_id
     WHERE (error_case.household_id = ${householdId}
            OR error_case.individual_id = ANY(${[...individualIds]}::bigint[]))
       AND case_event.action NOT IN ('unassign', 'check', 'propose', 'propose_without_visit',
                                     'hand_over', 'undo_hand_over')
       AND NOT (case_event.action = 'assign' AND case_event.actor_kind = 'user')
 UNION ALL
    SELECT 'participation ' || participation_event.id,
           participation_event.at,
           'participation',
           participation.id::text,
           participation.program_code,
           participation.program_code,
           participation_event.action,
           participation_event.to_state::text,
           participation_event.actor_kind::text,
           app_user.name,
           participation_event.reason
      FROM participation
      JOIN participation_event ON participation_event.participation_id = participation.id
 LEFT JOIN app_user ON app_user.id = participation_event.actor_id
     WHERE participation.household_id = ${householdId}
 UNION ALL
    SELECT 'groundcheck ' || groundcheck_event.id,
           groundcheck_event.at,
           'groundcheck',
           groundcheck.id::text,
           '',
           NULL,
           groundcheck_event.action,
           groundcheck_event.to_state::text,
           groundcheck_event.actor_kind::text,
           app_user.name,
           groundcheck_event.reason
      FROM groundcheck
      JOIN groundcheck_event ON groundcheck_event.groundcheck_id = groundcheck.id
 LEFT JOIN app_user ON app_user.id = groundcheck_event.actor_id
     WHERE groundcheck.household_id = ${householdId}
 UNION ALL
    SELECT 'proposal ' || proposal_event.id,
           proposal_event.at,
           'proposal',
           proposal.id::text,
           proposal.number::text,
           NULL,
           proposal_event.action,
           proposal_event.to_state::text,
           proposal_event.actor_kind::text,
           app_user.name,
           proposal_event.reason
      FROM proposal
      JOIN proposal_event ON proposal_event.proposal_id = proposal.id
 LEFT JOIN app_user ON app_user.id = proposal_event.actor_id
     WHERE proposal.household_id = ${householdId}
       AND proposal_event.action NOT IN ('edit', 'stay_unchanged', 'note_not_reflected')
  ORDER BY at DESC, key DESC
  `;
  return z.array(StepRow).parse(rows);
}
