import { randomUUID } from "node:crypto";
import { detectCases } from "@/lib/cases/detect";
import type { CaseState } from "@/lib/cases/workflow";
import type { GroundcheckState } from "@/lib/groundchecks/workflow";
import type { TestDatabase } from "./database";
import { createTestOffice, createTestPerson, type TestAreas } from "./people";
import { createRegistry, type Family, family, member } from "./registry";

/** Numbers that look random and are the same in every run (mulberry32). */
export function randomOf(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    chance: (share: number) => next() < share,
    pick: <Item>(items: readonly Item[]): Item => items[Math.floor(next() * items.length)] as Item,
    upTo: (count: number) => Math.floor(next() * (count + 1)),
  };
}
type Random = ReturnType<typeof randomOf>;

const DAY = new Date("2026-11-22T03:00:00Z");
const DAY_MS = 86_400_000;

/**
 * An office with two releases, two lists and work at every stage, all by chance: families that move,
 * change their No KK or their desil, go and come; cases in every state; visits of three companions;
 * aids that are held for any time.
 */
export async function layRandomOffice(database: TestDatabase, seed: number): Promise<TestAreas> {
  const { db, pool } = database;
  const random = randomOf(seed);
  const areas = await createTestOffice(db);
  const registry = createRegistry(db, pool);
  const villages = [areas.villageA1, areas.villageA2, areas.villageB1, areas.villageB2, null];
  const desils = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, null];
  const newFamily = () =>
    family({
      villageId: random.pick(villages),
      desil: random.pick(desils),
      members: Array.from({ length: 1 + random.upTo(3) }, () => member()),
    });

  const first = Array.from({ length: 70 }, newFamily);
  await registry.publishRelease({ name: "v2", asOf: "2025-10-20", families: first });
  await registry.applyRecipients("PKH", recipientsAmong(random, first));
  await registry.applyRecipients("SEMBAKO", recipientsAmong(random, first));
  await detectCases(database, { day: DAY });

  const second = first
    .filter(() => !random.chance(0.15))
    .map((one) => changed(random, one, villages, desils));
  for (const { before, now } of second)
    if (before.nomorKk !== now.nomorKk)
      await db.householdKk.create({
        data: {
          nomorKk: now.nomorKk,
          householdId: await registry.householdId(before.nomorKk),
          origin: "dtsen",
        },
      });
  const families = [...second.map(({ now }) => now), ...Array.from({ length: 9 }, newFamily)];
  await registry.publishRelease({ name: "v3", asOf: "2026-10-20", families });
  await registry.applyRecipients("PKH", recipientsAmong(random, families));
  await detectCases(database, { day: DAY });

  await moveCases(database, random);
  await layVisits(database, random, areas);
  await holdAids(database, random);
  return areas;
}

function recipientsAmong(random: Random, families: readonly Family[]) {
  const named = families
    .filter(() => random.chance(0.5))
    .map(({ nomorKk, members, villageId }) => ({
      nomorKk,
      nik: members[0]?.nik ?? "",
      villageId,
    }));
  // Somebody whom no number leads to, and a family that stands in the list twice.
  const nobody = { nomorKk: null, nik: "salah", nikValid: false, villageId: named[0]?.villageId };
  return [...named, nobody, ...named.slice(0, 1)];
}

function changed(
  random: Random,
  before: Family,
  villages: readonly (number | null)[],
  desils: readonly (number | null)[],
) {
  const now: Family = {
    ...before,
    villageId: random.chance(0.2) ? random.pick(villages) : before.villageId,
    desil: random.chance(0.6) ? random.pick(desils) : before.desil,
    nomorKk: random.chance(0.15) ? member().nik : before.nomorKk,
  };
  return { before, now };
}

const CASE_PLACES = [
  "open",
  "in_groundcheck",
  "checked",
  "in_proposal",
  "awaiting_release",
  "dismissed",
  "resolved",
] as const satisfies readonly CaseState[];

async function moveCases({ db }: TestDatabase, random: Random): Promise<void> {
  const cases = await db.errorCase.findMany({ where: { closedAt: null }, orderBy: { id: "asc" } });
  for (const { id } of cases) {
    const state = random.pick(CASE_PLACES);
    const openedAt = new Date(Date.now() - random.upTo(600) * DAY_MS);
    const closing =
      state === "dismissed" || state === "resolved"
        ? {
            closedAt: new Date(Date.now() - random.upTo(1) * 200 * DAY_MS),
            outcome: state === "dismissed" ? "dismissed" : "new_data",
            closedBy: state === "dismissed" ? randomUUID() : null,
          }
        : {};
    await db.errorCase.update({
      where: { id },
      data: { state, ...(random.chance(0.5) && { openedAt }), ...closing },
    });
  }
}

const VISIT_STATES = [
  "assigned",
  "in_progress",
  "submitted",
  "returned",
  "verified",
  "cancelled",
] as const satisfies readonly GroundcheckState[];

function isUnfinished(state: GroundcheckState): boolean {
  return state !== "verified" && state !== "cancelled";
}

async function layVisits({ db }: TestDatabase, random: Random, areas: TestAreas): Promise<void> {
  const companions = await Promise.all(
    [1, 2, 3].map(() => createTestPerson(db, "companion", [areas.regency])),
  );
  const cases = await db.errorCase.findMany({
    where: { householdId: { not: null } },
    orderBy: { id: "asc" },
  });
  const form = await db.questionnaire.findFirstOrThrow();
  const visited = new Set<bigint>();
  for (const { id: caseId, householdId, villageId } of cases) {
    if (householdId === null || visited.has(householdId) || random.chance(0.5)) continue;
    visited.add(householdId);
    const state = random.pick(VISIT_STATES);
    const companionId = random.pick(companions).id;
    const { id } = await db.groundcheck.create({
      data: {
        householdId,
        villageId,
        companionId,
        assignedBy: randomUUID(),
        assignedAt: new Date(Date.now() - random.upTo(90) * DAY_MS),
        state: state === "cancelled" ? "cancelled" : "assigned",
        cases: { create: { caseId } },
      },
    });
    const isSent = state === "submitted" || state === "verified";
    const visit = isSent
      ? await db.groundcheckVisit.create({
          data: {
            id: randomUUID(),
            groundcheckId: id,
            questionnaire: form.version,
            result: "found",
            answers: {},
            raw: "{}",
            sha256: "0".repeat(64),
            startedAt: DAY,
            finishedAt: DAY,
            clockOffsetMs: 0,
            submittedBy: companionId,
          },
        })
      : null;
    // As giving out and sending leave the case; some stay where chance put them.
    if (isUnfinished(state) && random.chance(0.8))
      await db.errorCase.update({
        where: { id: caseId },
        data: { state: "in_groundcheck", closedAt: null, closedBy: null, outcome: null },
      });
    await db.groundcheck.update({
      where: { id },
      data: {
        state,
        ...(visit && { visitId: visit.id, result: "found", submittedAt: DAY }),
        ...(state === "verified" && { verifiedAt: DAY, verifiedBy: randomUUID() }),
      },
    });
  }
}

async function holdAids({ db }: TestDatabase, random: Random): Promise<void> {
  const participations = await db.participation.findMany({ orderBy: { id: "asc" } });
  for (const { id } of participations)
    await db.participation.update({
      where: { id },
      data: {
        state: random.pick(["active", "suspended", "suspended", "ended"]),
        since: new Date(Date.now() - random.upTo(150) * DAY_MS + 60_000),
      },
    });
}
