import { randomBytes } from "node:crypto";
import type { UserActor } from "@/lib/auth/types";
import { detectCases } from "@/lib/cases/detect";
import type { VisitDocument } from "@/lib/forms/visit-document";
import { assignGroundchecks } from "@/lib/groundchecks/assign";
import { readRoster } from "@/lib/groundchecks/roster";
import type { SubmissionItem } from "@/lib/groundchecks/schema";
import type { TestDatabase } from "./database";
import { createTestOffice, createTestPerson, type TestAreas } from "./people";
import { createRegistry, family } from "./registry";
import { completeVisit } from "./visits";

const DAY = new Date("2026-11-22T03:00:00Z");
export const CORE_FORM = "fasih-dtsen-pbi-2026-inti-1";

/** A task as a companion's phone has fetched it. */
export interface Task {
  readonly id: string;
  readonly version: number;
  readonly householdId: bigint;
  readonly caseId: bigint;
  /** A visit that found everybody at home. */
  readonly visit: VisitDocument;
}

/** An office whose families in kelurahan A1 have a case each that needs a visit. */
export interface Field {
  readonly areas: TestAreas;
  signIn(role: UserActor["role"], villageIds?: readonly number[]): Promise<UserActor>;
  /** The next family's task, given out by an operator through the real command. */
  assignTo(companion: UserActor): Promise<Task>;
}

export async function openField(database: TestDatabase, families: number): Promise<Field> {
  const { db, pool } = database;
  const areas = await createTestOffice(db);
  const registry = createRegistry(db, pool);
  const all = Array.from({ length: families }, () =>
    family({ villageId: areas.villageA1, desil: 6 }),
  );
  await registry.publishRelease({ name: "v3", asOf: "2026-10-20", families: all });
  await registry.applyRecipients(
    "SEMBAKO",
    all.map(({ nomorKk, members }) => ({ nomorKk, nik: members[0]?.nik ?? "" })),
  );
  await detectCases(database, { day: DAY });
  const waiting = [...all];

  const signIn: Field["signIn"] = async (role, villageIds) => {
    const { id, username } = await createTestPerson(db, role, villageIds ?? [areas.regency]);
    const area = villageIds
      ? ({ level: "villages", villageIds } as const)
      : ({ level: "regency" } as const);
    return { kind: "user", id, sessionId: id, username, name: username, role, area };
  };
  const operator = await signIn("operator");

  return {
    areas,
    signIn,
    async assignTo(companion) {
      const next = waiting.pop();
      if (!next) throw new Error("The test needs more families");
      const householdId = await registry.householdId(next.nomorKk);
      const assigned = await db.$transaction((tx) =>
        assignGroundchecks(tx, operator, {
          householdIds: [householdId],
          companionIds: [companion.id],
        }),
      );
      if (!assigned.ok) throw new Error(assigned.problem.code);
      const { id, version, cases } = await db.groundcheck.findFirstOrThrow({
        where: { householdId },
        include: { cases: true },
      });
      const visit = completeVisit(await readRoster(db, householdId));
      return { id, version, householdId, caseId: cases[0]?.caseId ?? 0n, visit };
    },
  };
}

/** An id as phones make them: of this moment, then chance. */
export function phoneId(): string {
  const time = Date.now().toString(16).padStart(12, "0");
  const chance = randomBytes(10).toString("hex");
  return [
    time.slice(0, 8),
    time.slice(8),
    `7${chance.slice(0, 3)}`,
    `8${chance.slice(3, 6)}`,
    chance.slice(6, 18),
  ].join("-");
}

/** One visit as the phone sends it. */
export function itemFor(
  task: Pick<Task, "id" | "version" | "visit">,
  changes: Partial<SubmissionItem> = {},
): SubmissionItem {
  return {
    id: phoneId(),
    groundcheckId: task.id,
    questionnaire: CORE_FORM,
    baseVersion: task.version,
    startedAt: "2026-11-22T01:00:00.000Z",
    finishedAt: "2026-11-22T01:20:00.000Z",
    clientNow: new Date().toISOString(),
    document: task.visit,
    ...changes,
  };
}
