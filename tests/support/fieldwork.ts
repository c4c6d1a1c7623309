import { randomUUID } from "node:crypto";
import type { Role, UserActor } from "@/lib/auth/types";
import { detectCases } from "@/lib/cases/detect";
import type { VisitDocument } from "@/lib/forms/visit-document";
import { assignGroundchecks } from "@/lib/groundchecks/assign";
import { readRoster } from "@/lib/groundchecks/roster";
import { takeSubmission } from "@/lib/groundchecks/submit";
import { verifyGroundcheck } from "@/lib/groundchecks/verify-groundcheck";
import { uuidV7 } from "@/lib/shared/uuid-v7";
import type { TestDatabase } from "./database";
import { createTestOffice, createTestPerson, type TestAreas } from "./people";
import { CORE_FORM } from "./phone";
import { createRegistry, type Family, family, type Registry } from "./registry";
import { completeVisit } from "./visits";

const DAY = new Date("2026-11-22T03:00:00Z");

/** A family with its open cases. */
export interface FamilyOfCases {
  readonly family: Family;
  readonly householdId: bigint;
  readonly caseIds: readonly bigint[];
}

export interface CheckedFamily extends FamilyOfCases {
  readonly groundcheckId: string;
}

/** How many families of each case a test needs; all of kelurahan A1 unless it says otherwise. */
export interface FamiliesWanted {
  /** In the release, desil 6, receiving SEMBAKO: `over-limit`, needs a visit. */
  readonly overLimit?: number;
  /** The same, of kelurahan B1 in another kecamatan. */
  readonly overLimitElsewhere?: number;
  /** In the old DTKS only: `missing-in-dtsen`, needs a visit. */
  readonly missing?: number;
  /** In the release without desil: `unranked`, needs no visit. */
  readonly unranked?: number;
}

/** An office with families that have open cases, and the way of each to a verified groundcheck. */
export interface Fieldwork {
  readonly areas: TestAreas;
  readonly registry: Registry;
  /** Every family of the release in force. */
  readonly inRelease: readonly Family[];
  signIn(role: Role, villageIds?: readonly number[]): Promise<UserActor>;
  /** The next family of a group, with its open cases. */
  next(group: keyof FamiliesWanted): Promise<FamilyOfCases>;
  /** Brings it to a verified groundcheck through the real commands: its cases are `checked`. */
  check(found: FamilyOfCases, visit?: Partial<VisitDocument>): Promise<CheckedFamily>;
  /** Puts the next release in force and lets detection follow. */
  publish(name: string, asOf: string, families: readonly Family[]): Promise<number>;
}

export async function openFieldwork(
  database: TestDatabase,
  wanted: FamiliesWanted,
): Promise<Fieldwork> {
  const { db, pool, appDb } = database;
  const areas = await createTestOffice(db);
  const registry = createRegistry(db, pool);
  const many = (count = 0, villageId: number, desil: number | null) =>
    Array.from({ length: count }, () => family({ villageId, desil }));
  const groups: Record<keyof FamiliesWanted, Family[]> = {
    overLimit: many(wanted.overLimit, areas.villageA1, 6),
    overLimitElsewhere: many(wanted.overLimitElsewhere, areas.villageB1, 6),
    missing: many(wanted.missing, areas.villageA1, 2),
    unranked: many(wanted.unranked, areas.villageA1, null),
  };
  const recipients = [...groups.overLimit, ...groups.overLimitElsewhere];
  // One more that has no case at all, so that a release is never empty.
  const others = [family({ villageId: areas.villageA1, desil: 2 })];
  const inRelease = [...recipients, ...groups.unranked, ...others];
  await registry.publishRelease({ name: "v3", asOf: "2026-10-20", families: inRelease });
  if (groups.missing.length > 0) await registry.applyDtks({ families: groups.missing });
  await registry.applyRecipients(
    "SEMBAKO",
    recipients.map(({ nomorKk, members }) => ({ nomorKk, nik: members[0]?.nik ?? "" })),
  );
  await detectCases(database, { day: DAY });

  const signIn: Fieldwork["signIn"] = async (role, villageIds) => {
    const { id, username } = await createTestPerson(db, role, villageIds ?? [areas.regency]);
    const area = villageIds
      ? ({ level: "villages", villageIds } as const)
      : ({ level: "regency" } as const);
    return { kind: "user", id, sessionId: id, username, name: username, role, area };
  };
  const assigner = await signIn("operator");
  const companion = await signIn("companion");
  const verifier = await signIn("verifier");

  return {
    areas,
    registry,
    inRelease,
    signIn,

    async next(group) {
      const one = groups[group].pop();
      if (!one) throw new Error(`The test needs more families of ${group}`);
      const householdId = await registry.householdId(one.nomorKk);
      const cases = await db.errorCase.findMany({
        where: { householdId, state: "open" },
        orderBy: { id: "asc" },
      });
      return { family: one, householdId, caseIds: cases.map(({ id }) => id) };
    },

    async check(found, changes) {
      const { householdId } = found;
      const assigned = await db.$transaction((tx) =>
        assignGroundchecks(tx, assigner, {
          householdIds: [householdId],
          companionIds: [companion.id],
        }),
      );
      if (!assigned.ok) throw new Error(assigned.problem.code);
      const { id, version } = await db.groundcheck.findFirstOrThrow({ where: { householdId } });
      const document = completeVisit(await readRoster(db, householdId), changes);
      await putPhotos(database, id, companion, document);
      const item = {
        id: uuidV7(),
        groundcheckId: id,
        questionnaire: CORE_FORM,
        baseVersion: version,
        startedAt: "2026-11-22T01:00:00.000Z",
        finishedAt: "2026-11-22T01:20:00.000Z",
        clientNow: new Date().toISOString(),
        document,
      };
      const sent = await takeSubmission(appDb, companion, JSON.stringify(item));
      if (sent.status !== "received") throw new Error(JSON.stringify(sent));
      const submitted = await db.groundcheck.findUniqueOrThrow({ where: { id } });
      const verified = await db.$transaction((tx) =>
        verifyGroundcheck(tx, verifier, { groundcheckId: id, version: submitted.version }),
      );
      if (!verified.ok) throw new Error(verified.problem.code);
      return { ...found, groundcheckId: id };
    },

    async publish(name, asOf, families) {
      const id = await registry.publishRelease({ name, asOf, families });
      await detectCases(database, { day: DAY });
      return id;
    },
  };
}

/** The rows of the photos that a visit names; nobody looks at these files. */
async function putPhotos(
  { db }: TestDatabase,
  groundcheckId: string,
  companion: UserActor,
  document: VisitDocument,
): Promise<void> {
  await db.attachment.createMany({
    data: Object.entries(document.photos).map(([question, id]) => ({
      id,
      groundcheckId,
      question,
      ...pictureColumns(companion.id),
    })),
  });
}

/** A picture as evidence of a proposal, without its file. */
export async function putEvidence(
  { db }: TestDatabase,
  proposalId: string,
  uploadedBy: string,
): Promise<string> {
  const { id } = await db.attachment.create({
    data: { id: randomUUID(), proposalId, ...pictureColumns(uploadedBy) },
  });
  return id;
}

function pictureColumns(uploadedBy: string) {
  const digest = randomUUID().replaceAll("-", "").repeat(2);
  return {
    receivedSha256: digest,
    storedSha256: digest,
    bytes: 1,
    width: 1,
    height: 1,
    uploadedBy,
  };
}
