import "server-only";
import { z } from "zod";
import { scope } from "@/lib/auth/scope";
import type { Actor } from "@/lib/auth/types";
import { CASE_STATES } from "@/lib/cases/workflow";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { HOUSEHOLD_HOME } from "@/lib/registry/household-home";
import { type ConflictView, listConflicts } from "./list-conflicts";
import { type GroundcheckStep, listSteps } from "./list-steps";
import { listVisits, type VisitView } from "./list-visits";
import { readRoster, readRosterValues } from "./roster";
import { GROUNDCHECK_RESULTS, GROUNDCHECK_STATES } from "./workflow";

const Head = z.object({
  id: z.uuid(),
  version: z.number().int(),
  state: z.enum(GROUNDCHECK_STATES),
  result: z.enum(GROUNDCHECK_RESULTS).nullable(),
  householdId: z.bigint(),
  villageId: z.number().int().nullable(),
  companionId: z.uuid(),
  companionName: z.string(),
  assignedAt: z.date(),
  assignedByName: z.string().nullable(),
  draftSavedAt: z.date().nullable(),
  visitId: z.uuid().nullable(),
  submittedAt: z.date().nullable(),
  verifiedAt: z.date().nullable(),
  verifiedByName: z.string().nullable(),
  headName: z.string().nullable(),
  nomorKkEnding: z.string().nullable(),
  address: z.string().nullable(),
  kelurahan: z.string().nullable(),
  kecamatan: z.string().nullable(),
  /** The release whose values the answers stand beside; null where only another list has the family. */
  releaseName: z.string().nullable(),
});

const Case = z.object({
  id: z.bigint(),
  kind: z.string(),
  programCode: z.string().nullable(),
  state: z.enum(CASE_STATES),
});

export interface GroundcheckView extends z.infer<typeof Head> {
  /** The cases that the visit settles. */
  readonly cases: readonly z.infer<typeof Case>[];
  /** The submission that counts. */
  readonly visit: VisitView | null;
  /** Submissions that were returned or belong to an earlier companion, newest first. */
  readonly earlierVisits: readonly VisitView[];
  readonly conflicts: readonly ConflictView[];
  /** Newest first. */
  readonly steps: readonly GroundcheckStep[];
}

/** A groundcheck with everything that its page in the office tells; null where there is none for this actor. */
export async function findGroundcheck(
  client: Db,
  actor: Actor,
  id: string,
): Promise<GroundcheckView | null> {
  const head = await readHead(client, actor, id);
  if (!head) return null;
  const roster = await readRoster(client, head.householdId);
  const background = { roster, ...(await readRosterValues(client, head.householdId)) };
  const visits = await listVisits(client, id, background);
  return {
    ...head,
    cases: await listCases(client, id),
    visit: visits.find((visit) => visit.id === head.visitId) ?? null,
    earlierVisits: visits.filter((visit) => visit.id !== head.visitId),
    conflicts: await listConflicts(client, id, { visits, visitId: head.visitId, background }),
    steps: await listSteps(client, id),
  };
}

async function readHead(
  client: Db,
  actor: Actor,
  id: string,
): Promise<z.infer<typeof Head> | undefined> {
  const rows = await client.$queryRaw`
    SELECT groundcheck.id,
           groundcheck.version,
           groundcheck.state::text,
           groundcheck.result::text,
           groundcheck.household_id AS "householdId",
           groundcheck.village_id AS "villageId",
           groundcheck.companion_id AS "companionId",
           companion.name AS "companionName",
           groundcheck.assigned_at AS "assignedAt",
           assigner.name AS "assignedByName",
           groundcheck.draft_saved_at AS "draftSavedAt",
           groundcheck.visit_id AS "visitId",
           groundcheck.submitted_at AS "submittedAt",
           groundcheck.verified_at AS "verifiedAt",
           verifier.name AS "verifiedByName",
           home.head_name AS "headName",
           right(home.nomor_kk, 4) AS "nomorKkEnding",
           home.address,
           kelurahan.name AS kelurahan,
           kecamatan.name AS kecamatan,
           release.name AS "releaseName"
      FROM groundcheck
      JOIN household ON household.id = groundcheck.household_id
      ${HOUSEHOLD_HOME}
      JOIN app_user AS companion ON companion.id = groundcheck.companion_id
 LEFT JOIN app_user AS assigner ON assigner.id = groundcheck.assigned_by
 LEFT JOIN app_user AS verifier ON verifier.id = groundcheck.verified_by
 LEFT JOIN release ON home.source = 'release' AND release.id = home.release_id
 LEFT JOIN area AS kelurahan ON kelurahan.id = groundcheck.village_id
 LEFT JOIN area AS kecamatan ON kecamatan.id = kelurahan.parent_id
     WHERE groundcheck.id = ${id}::uuid
       AND ${scope(actor, Prisma.sql`groundcheck.village_id`)}
  `;
  return z.array(Head).max(1).parse(rows)[0];
}

async function listCases(client: Db, groundcheckId: string): Promise<z.infer<typeof Case>[]> {
  const rows = await client.groundcheckCase.findMany({
    where: { groundcheckId },
    select: { case: { select: { id: true, kind: true, programCode: true, state: true } } },
    orderBy: { caseId: "asc" },
  });
  return rows.map((row) => row.case);
}
