import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { UserActor } from "@/lib/auth/types";
import { cancelGroundcheck } from "@/lib/groundchecks/cancel";
import { countTasksByVillage, listCompanionProgress } from "@/lib/groundchecks/companion-progress";
import { findGroundcheck } from "@/lib/groundchecks/find-groundcheck";
import { countGroundchecks, listGroundchecks } from "@/lib/groundchecks/list-groundchecks";
import {
  AssignPageParams,
  GroundcheckListParams,
  type VisitTab,
  writeCursor,
} from "@/lib/groundchecks/list-schema";
import {
  countUnassigned,
  countUnassignedByVillage,
  type FamilyPage,
  listUnassigned,
  listUnassignedIds,
  PAGE_SIZE,
} from "@/lib/groundchecks/list-unassigned";
import { reassignGroundcheck } from "@/lib/groundchecks/reassign";
import { returnGroundcheck } from "@/lib/groundchecks/return-groundcheck";
import { settleConflict } from "@/lib/groundchecks/settle-conflict";
import { takeSubmission } from "@/lib/groundchecks/submit";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { type Field, openField, type Task } from "../support/field";
import { itemFor } from "../support/phone";

const FAMILIES = 75;

let database: TestDatabase;
let field: Field;
let operator: UserActor;
let verifier: UserActor;
let companion: UserActor;
let elsewhere: UserActor;

beforeAll(async () => {
  database = await createTestDatabase();
  field = await openField(database, FAMILIES);
  operator = await field.signIn("operator");
  verifier = await field.signIn("verifier");
  companion = await field.signIn("companion", [field.areas.villageA1]);
  elsewhere = await field.signIn("verifier", [field.areas.villageB1]);
});
afterAll(() => database.drop());

/** A visit that is in the office, as the phone sends it. */
async function submit(task: Task, changes: Parameters<typeof itemFor>[1] = {}): Promise<string> {
  const item = itemFor(task, changes);
  const result = await takeSubmission(database.appDb, companion, JSON.stringify(item));
  if (result.status !== "received") throw new Error(JSON.stringify(result));
  return item.id;
}

const view = (id: string, actor: UserActor = verifier) =>
  findGroundcheck(database.appDb, actor, id);

async function visitOf(id: string) {
  const found = await view(id);
  if (!found?.visit) throw new Error("A visit was sent");
  return found.visit;
}

/** Whether a No KK of the office stands in full in what a page is given. */
async function namesKk(shown: unknown): Promise<boolean> {
  const text = JSON.stringify(shown, (_key, value) =>
    typeof value === "bigint" ? String(value) : value,
  );
  const numbers = await database.db.householdKk.findMany({ select: { nomorKk: true } });
  expect(numbers.length).toBeGreaterThanOrEqual(FAMILIES);
  return numbers.some(({ nomorKk }) => text.includes(nomorKk));
}

// Runs first: the office is as detection left it.
describe("families that nobody visits yet", () => {
  async function pages(): Promise<FamilyPage[]> {
    const all: FamilyPage[] = [];
    let after = null;
    do {
      const page = await listUnassigned(database.appDb, operator, {}, after);
      all.push(page);
      after = page.next;
    } while (after);
    return all;
  }

  test("stand once each, the longest wait first, on pages that follow each other", async () => {
    const all = await pages();

    expect(all.map(({ rows }) => rows.length)).toEqual([PAGE_SIZE, FAMILIES - PAGE_SIZE]);
    const rows = all.flatMap((page) => page.rows);
    expect(new Set(rows.map(({ householdId }) => householdId)).size).toBe(FAMILIES);
    const order = rows.map(({ openedAt, caseId }) => openedAt.getTime() * 1e6 + Number(caseId));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(await countUnassigned(database.appDb, operator, {})).toBe(FAMILIES);
  });

  test("are named with the head, the kelurahan and the last four digits only", async () => {
    const { rows } = await listUnassigned(database.appDb, operator, {}, null);

    expect(rows[0]).toMatchObject({
      kinds: ["over-limit"],
      kelurahan: "Balearjosari",
      kecamatan: "Blimbing",
    });
    expect(rows[0]?.nomorKkEnding).toMatch(/^\d{4}$/);
    expect(await namesKk(rows)).toBe(false);
  });

  test("with two open cases stand in the place of the older one, with both kinds", async () => {
    const { rows } = await listUnassigned(database.appDb, operator, {}, null);
    const { householdId = 0n } = rows[3] ?? {};
    const older = await database.db.errorCase.findFirstOrThrow({ where: { householdId } });
    const added = await database.db.errorCase.create({
      data: {
        kind: "misplaced-low",
        householdId,
        villageId: older.villageId,
        evidence: {},
        fingerprint: "x",
        releaseId: older.releaseId,
      },
    });

    const again = await listUnassigned(database.appDb, operator, {}, null);
    const byKind = { kind: "misplaced-low" };
    const one = await listUnassigned(database.appDb, operator, byKind, null);

    expect(again.rows[3]).toMatchObject({ householdId, kinds: ["misplaced-low", "over-limit"] });
    expect(await countUnassigned(database.appDb, operator, {})).toBe(FAMILIES);
    expect(one.rows).toMatchObject([{ householdId }]);
    expect(await countUnassigned(database.appDb, operator, byKind)).toBe(1);
    await database.db.errorCase.update({
      where: { id: added.id },
      data: {
        state: "dismissed",
        closedAt: new Date(),
        closedBy: verifier.id,
        outcome: "dismissed",
      },
    });
  });

  test("do not wait for a kind that needs no visit", async () => {
    const { rows } = await listUnassigned(database.appDb, operator, {}, null);
    const { householdId = 0n } = rows[0] ?? {};
    await database.db.errorCase.updateMany({ where: { householdId }, data: { kind: "unranked" } });

    expect(await countUnassigned(database.appDb, operator, {})).toBe(FAMILIES - 1);

    await database.db.errorCase.updateMany({
      where: { householdId },
      data: { kind: "over-limit" },
    });
  });

  test.each([
    ["age", () => ({ ageDays: 7 }), 0],
    ["kelurahan", () => ({ villageIds: [field.areas.villageB1] }), 0],
    ["no recognised kelurahan", () => ({ villageIds: null }), 0],
    ["kecamatan", () => ({ villageIds: [field.areas.villageA1, field.areas.villageA2] }), FAMILIES],
  ])("filtered by %s, rows, count and the choice of all agree", async (_name, filter, count) => {
    const asked = filter();

    expect(await countUnassigned(database.appDb, operator, asked)).toBe(count);
    expect(await listUnassignedIds(database.appDb, operator, asked, 500)).toHaveLength(count);
    const byVillage = await countUnassignedByVillage(database.appDb, operator, asked, 500);
    expect(byVillage.reduce((sum, one) => sum + one.count, 0)).toBe(count);
  });

  test("all that a filter finds ends at the limit", async () => {
    const ids = await listUnassignedIds(database.appDb, operator, {}, 10);
    const byVillage = await countUnassignedByVillage(database.appDb, operator, {}, 10);

    expect(ids).toHaveLength(10);
    expect(byVillage).toEqual([{ villageId: field.areas.villageA1, count: 10 }]);
  });

  test("do not exist outside one's area", async () => {
    expect((await listUnassigned(database.appDb, elsewhere, {}, null)).rows).toEqual([]);
    expect(await countUnassigned(database.appDb, elsewhere, {})).toBe(0);
    expect(await listUnassignedIds(database.appDb, elsewhere, {}, 500)).toEqual([]);
    expect(await countUnassignedByVillage(database.appDb, elsewhere, {}, 500)).toEqual([]);
  });
});

describe("visits by state", () => {
  let tasks: Record<VisitTab, Task>;
  const mine = () => ({ companionId: companion.id });

  beforeAll(async () => {
    tasks = {
      berjalan: await field.assignTo(companion),
      verifikasi: await field.assignTo(companion),
      dikembalikan: await field.assignTo(companion),
      selesai: await field.assignTo(companion),
    };
    await submit(tasks.verifikasi);
    await submit(tasks.dikembalikan);
    await database.appDb.$transaction((tx) =>
      returnGroundcheck(tx, verifier, {
        groundcheckId: tasks.dikembalikan.id,
        version: tasks.dikembalikan.version + 1,
        reason: "Foto buram",
        questions: [],
      }),
    );
    await database.appDb.$transaction((tx) =>
      cancelGroundcheck(tx, operator, {
        groundcheckId: tasks.selesai.id,
        version: 1,
        reason: "Sudah pindah",
      }),
    );
  });

  test.each(["berjalan", "verifikasi", "dikembalikan", "selesai"] as const)(
    "%s holds its own",
    async (tab) => {
      const { rows, next } = await listGroundchecks(database.appDb, operator, tab, mine(), null);

      expect(rows.map(({ id }) => id)).toEqual([tasks[tab].id]);
      expect(rows[0]).toMatchObject({ kinds: ["over-limit"], openConflict: false });
      expect(next).toBeNull();
      expect(await namesKk(rows)).toBe(false);
    },
  );

  test("counts agree with the tabs, and a family under way waits no longer", async () => {
    expect(await countGroundchecks(database.appDb, operator, mine())).toEqual({
      berjalan: 1,
      verifikasi: 1,
      dikembalikan: 1,
      selesai: 1,
    });
    // The cancelled one waits again.
    expect(await countUnassigned(database.appDb, operator, {})).toBe(FAMILIES - 3);
  });

  test("are narrowed by companion, kind and kelurahan", async () => {
    const other = await field.signIn("companion");
    const count = async (filter: Parameters<typeof countGroundchecks>[2]) =>
      (await countGroundchecks(database.appDb, operator, filter)).berjalan;

    expect(await count({ ...mine(), kind: "over-limit" })).toBe(1);
    expect(await count({ ...mine(), kind: "stale" })).toBe(0);
    expect(await count({ companionId: other.id })).toBe(0);
    expect(await count({ ...mine(), villageIds: [field.areas.villageB1] })).toBe(0);
    expect(await count({ ...mine(), villageIds: null })).toBe(0);
  });

  test("do not exist outside one's area, nor do their numbers", async () => {
    const { rows } = await listGroundchecks(database.appDb, elsewhere, "berjalan", {}, null);

    expect(rows).toEqual([]);
    expect(await countGroundchecks(database.appDb, elsewhere, {})).toEqual({
      berjalan: 0,
      verifikasi: 0,
      dikembalikan: 0,
      selesai: 0,
    });
    expect(await listCompanionProgress(database.appDb, elsewhere)).not.toContainEqual(
      expect.objectContaining({ id: companion.id }),
    );
    expect(await countTasksByVillage(database.appDb, elsewhere, companion.id)).toEqual([]);
  });

  test("a companion's progress counts what is with them, sent and verified", async () => {
    const progress = await listCompanionProgress(database.appDb, operator);

    expect(progress.find(({ id }) => id === companion.id)).toMatchObject({
      active: true,
      load: 2,
      submitted: 1,
      verified: 0,
    });
    expect(await countTasksByVillage(database.appDb, operator, companion.id)).toEqual([
      { villageId: field.areas.villageA1, count: 2 },
    ]);
  });

  test("pages of visits follow each other", async () => {
    const busy = await field.signIn("companion");
    const ids: string[] = [];
    for (let index = 0; index <= PAGE_SIZE; index += 1) ids.push((await field.assignTo(busy)).id);
    const filter = { companionId: busy.id };

    const first = await listGroundchecks(database.appDb, operator, "berjalan", filter, null);
    const second = await listGroundchecks(database.appDb, operator, "berjalan", filter, first.next);

    expect(first.rows).toHaveLength(PAGE_SIZE);
    expect(second.rows).toHaveLength(1);
    expect([...first.rows, ...second.rows].map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
  });
});

describe("a groundcheck's page", () => {
  test("shows answers beside the release, members, photos, position and times", async () => {
    const task = await field.assignTo(companion);
    await database.db.householdRelease.updateMany({
      where: { householdId: task.householdId },
      data: { dayaTerpasang: 3 },
    });
    const [photo = ""] = Object.values(task.visit.photos);
    await database.db.attachment.create({
      data: {
        id: photo,
        groundcheckId: task.id,
        question: "21a",
        receivedSha256: "a".repeat(64),
        storedSha256: "b".repeat(64),
        bytes: 1,
        width: 800,
        height: 600,
        latitude: -7.949,
        longitude: 112.63,
        uploadedBy: companion.id,
      },
    });
    await submit(task);

    const found = await view(task.id);

    expect(found).toMatchObject({
      state: "submitted",
      result: "found",
      companionId: companion.id,
      kelurahan: "Balearjosari",
      releaseName: "v3",
      cases: [{ id: task.caseId, kind: "over-limit", state: "in_groundcheck" }],
      earlierVisits: [],
      conflicts: [],
    });
    const visit = await visitOf(task.id);
    expect(visit).toMatchObject({
      asked: true,
      clockIsOff: false,
      position: { latitude: -7.95, longitude: 112.63, accuracyMetres: 8 },
    });
    const watts = visit.differences.find(({ column }) => column === "daya_terpasang");
    expect(watts).toMatchObject({ scope: "household", old: "3" });
    const lines = visit.sections.flatMap((section) => section.lines);
    expect(lines.find(({ label }) => /daya/i.test(label))).toMatchObject({ differs: true });
    expect(visit.members).toHaveLength(3);
    expect(visit.members.every(({ present }) => present)).toBe(true);
    const shown = visit.photos.find(({ id }) => id === photo);
    expect(shown?.picture).toMatchObject({ width: 800, height: 600 });
    expect(Math.round(shown?.distance ?? 0)).toBe(111);
    expect(visit.photos.filter(({ picture }) => picture === null)).toHaveLength(2);
    expect(found?.steps.map(({ action }) => action)).toEqual(["submit", "assign"]);
    expect(await namesKk(found)).toBe(false);
    expect(visit.members.map(({ nik }) => nik)).toEqual(
      visit.members.map(() => expect.stringMatching(/^•••• \d{4}$/)),
    );
  });

  test("marks a phone whose clock is off by more than five minutes", async () => {
    const offsets: [number, boolean][] = [
      [4, false],
      [6, true],
      [-6, true],
    ];
    for (const [minutes, off] of offsets) {
      const task = await field.assignTo(companion);
      const clientNow = new Date(Date.now() + minutes * 60_000).toISOString();
      await submit(task, { clientNow });

      expect((await visitOf(task.id)).clockIsOff, String(minutes)).toBe(off);
    }
  });

  test("keeps what was returned beside what came after, with the reasons per question", async () => {
    const task = await field.assignTo(companion);
    const first = await submit(task);
    await database.appDb.$transaction((tx) =>
      returnGroundcheck(tx, verifier, {
        groundcheckId: task.id,
        version: 2,
        reason: "Luas lantai tidak mungkin",
        questions: [{ code: "9", reason: "Rumah tampak lebih besar" }],
      }),
    );
    const second = await submit({ ...task, version: 3 });

    const found = await view(task.id);

    expect(found?.visit?.id).toBe(second);
    expect(found?.earlierVisits.map(({ id }) => id)).toEqual([first]);
    expect(found?.steps.find(({ action }) => action === "return")).toMatchObject({
      reason: "Luas lantai tidak mungkin",
      questions: [{ code: "9", reason: "Rumah tampak lebih besar" }],
    });
    expect(found?.visit?.questions.map(({ code }) => code)).toEqual(
      expect.arrayContaining(["9", "21a", "27a"]),
    );
  });

  test("puts a submission that came twice with other content beside the first", async () => {
    const task = await field.assignTo(companion);
    const id = await submit(task);
    const answers = { ...task.visit.answers, "9": 60 };
    const altered = itemFor(task, { id, document: { ...task.visit, answers, note: "Diubah" } });
    await takeSubmission(database.appDb, companion, JSON.stringify(altered));

    const open = await view(task.id);
    const [conflict] = open?.conflicts ?? [];
    expect(conflict).toMatchObject({ reason: "altered", settledAt: null });
    expect(conflict?.differences).toMatchObject([
      { first: expect.stringContaining("42"), second: expect.stringContaining("60") },
      { key: "note", first: null, second: "Diubah" },
    ]);
    expect(
      (await listGroundchecks(database.appDb, operator, "verifikasi", {}, null)).rows.find(
        (row) => row.id === task.id,
      ),
    ).toMatchObject({ openConflict: true });

    await database.appDb.$transaction((tx) =>
      settleConflict(tx, verifier, { conflictId: conflict?.id ?? 0n, reason: "Salah ketik" }),
    );
    expect((await view(task.id))?.conflicts).toMatchObject([
      { settledByName: "Petugas verifier", settlementReason: "Salah ketik" },
    ]);
  });

  test("tells who had the task before", async () => {
    const task = await field.assignTo(companion);
    const other = await field.signIn("companion");
    await database.appDb.$transaction((tx) =>
      reassignGroundcheck(tx, operator, {
        groundcheckId: task.id,
        version: 1,
        companionId: other.id,
      }),
    );

    const found = await view(task.id);

    expect(found).toMatchObject({ companionId: other.id, visit: null });
    expect(found?.steps[0]).toMatchObject({
      action: "reassign",
      fromName: "Petugas companion",
      toName: "Petugas companion",
      draftDropped: false,
    });
  });

  test("outside one's area, and of an id that nobody has, there is none", async () => {
    const task = await field.assignTo(companion);

    expect(await view(task.id, elsewhere)).toBeNull();
    expect(await view(randomUUID())).toBeNull();
    const near = await field.signIn("verifier", [field.areas.villageA1]);
    expect(await view(task.id, near)).not.toBeNull();
  });
});

describe("the filters in the address", () => {
  const id = randomUUID();

  test("are read, and a cursor comes back as it was written", () => {
    const at = new Date("2026-11-22T03:00:00.123Z");

    expect(GroundcheckListParams.parse({ setelah: writeCursor({ at, id: 42n }) })).toEqual({
      tab: "belum",
      setelah: { at, id: 42n },
    });
    const params = { tab: "berjalan", pendamping: id, setelah: writeCursor({ at, id }) };
    expect(GroundcheckListParams.parse(params)).toEqual({ ...params, setelah: { at, id } });
    expect(AssignPageParams.parse({ keluarga: "7", jenis: "" })).toEqual({ keluarga: 7n });
  });

  test.each([
    ["an unknown filter", { desa: "x" }],
    ["an unknown tab", { tab: "semua" }],
    ["a kind that needs no visit", { jenis: "unranked" }],
    ["a companion of families that have none", { pendamping: id }],
    ["a place in another kind of list", { tab: "berjalan", setelah: "1-1" }],
    ["a broken cursor", { setelah: "x-1" }],
  ])("with %s show nothing instead of everything", (_name, params) => {
    expect(GroundcheckListParams.safeParse(params).success).toBe(false);
  });

  test.each([
    ["an unknown filter", { desa: "x" }],
    ["a family that is no number", { keluarga: "1 OR 1=1" }],
    ["an age that is not offered", { umur: "1" }],
  ])("of giving out, with %s, too", (_name, params) => {
    expect(AssignPageParams.safeParse(params).success).toBe(false);
  });
});
