import type { UserActor } from "@/lib/auth/types";
import { detectCases } from "@/lib/cases/detect";
import type { VisitDocument } from "@/lib/forms/visit-document";
import { assignGroundchecks } from "@/lib/groundchecks/assign";
import { readRoster } from "@/lib/groundchecks/roster";
import type { TestDatabase } from "./database";
import { createTestOffice, createTestPerson, type TestAreas } from "./people";
import { createRegistry, family } from "./registry";
import { completeVisit } from "./visits";

const DAY = new Date("2026-11-22T03:00:00Z");

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
