import { writeFile } from "node:fs/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { type ActionDefinition, DISK_FULL, runAction } from "@/lib/actions/run-action";
import { recordAudit } from "@/lib/audit/record-audit";
import { findActor, startSession } from "@/lib/auth/sessions";
import type { Role, UserActor } from "@/lib/auth/types";
import { fail, ok, type Result } from "@/lib/shared/result";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { createTestOffice, createTestPerson, type TestAreas } from "../support/people";

const NOW = new Date();

let database: TestDatabase;
let areas: TestAreas;
let verifier: UserActor;

beforeAll(async () => {
  database = await createTestDatabase();
  areas = await createTestOffice(database.db);
});
beforeEach(async () => {
  verifier = await actorWith("verifier");
});
afterAll(() => database.drop());

async function actorWith(role: Role): Promise<UserActor> {
  const person = await createTestPerson(database.db, role, [areas.regency]);
  const id = await startSession(database.db, person, { userAgent: null }, NOW);
  const actor = await findActor(database.appDb, id, NOW);
  if (!actor) throw new Error("no actor");
  return actor;
}

type Problem = { code: "reason_required" } | { code: "too_late"; day: number };

const RenameInput = z.object({
  name: z.string().min(1, "Isi nama kantor."),
  after: z.enum(["keep", "refuse", "break", "fill the disk"]),
});

/** An action like any other, whose command writes first and may refuse or break after it. */
const rename = {
  permission: "case.dismiss",
  input: RenameInput,
  keep: ["name"],
  async run(tx, actor, { name, after }): Promise<Result<{ name: string }, Problem>> {
    await tx.office.update({ where: { id: 1 }, data: { name } });
    await recordAudit(tx, actor, { action: "case.dismiss", subject: "office", subjectId: 1 });
    if (after === "refuse") return fail({ code: "too_late", day: 3 });
    if (after === "break") throw new Error("the database went away");
    if (after === "fill the disk") await writeFile("/dev/full", name);
    return ok({ name });
  },
  messages: {
    reason_required: "Tuliskan alasannya.",
    too_late: ({ day }) => `Terlambat ${day} hari.`,
  },
} satisfies ActionDefinition<typeof RenameInput, { name: string }, Problem>;

function form(fields: Record<string, string | string[]>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    for (const each of [value].flat()) data.append(name, each);
  }
  return data;
}

function send(fields: unknown, who = verifier, fromOwnPage = true) {
  return runAction(rename, { db: database.appDb, actor: who, fromOwnPage, form: fields });
}

async function stored(): Promise<{ name: string; audits: number }> {
  const { name } = await database.db.office.findUniqueOrThrow({ where: { id: 1 } });
  return { name, audits: await database.db.auditEvent.count({ where: { subject: "office" } }) };
}

describe("an action", () => {
  test("writes the change and its audit row together", async () => {
    const before = await stored();

    const state = await send(form({ name: "Kantor Baru", after: "keep" }));

    expect(state).toEqual({ status: "ok", value: { name: "Kantor Baru" } });
    expect(await stored()).toEqual({ name: "Kantor Baru", audits: before.audits + 1 });
  });

  test("that meets a full disk leaves nothing behind, says so, and keeps the answers", async () => {
    const before = await stored();

    const state = await send(form({ name: "Kantor Penuh", after: "fill the disk" }));

    expect(state).toEqual({
      status: "refused",
      message: DISK_FULL,
      values: { name: "Kantor Penuh" },
    });
    expect(await stored()).toEqual(before);
  });

  test("that its command refuses leaves nothing behind, and says why in the command's sentence", async () => {
    const before = await stored();

    const state = await send(form({ name: "Kantor Ditolak", after: "refuse" }));

    expect(state).toEqual({
      status: "refused",
      message: "Terlambat 3 hari.",
      values: { name: "Kantor Ditolak" },
    });
    expect(await stored()).toEqual(before);
  });

  test("that breaks leaves nothing behind", async () => {
    const before = await stored();

    await expect(send(form({ name: "Kantor Rusak", after: "break" }))).rejects.toThrow("went away");

    expect(await stored()).toEqual(before);
  });

  test.each(["admin", "operator", "head", "companion", "village_operator"] as const)(
    "is refused to %s, whom the policy does not name, before the form is read",
    async (role) => {
      const before = await stored();

      const state = await send(form({ whatever: "x" }), await actorWith(role));

      expect(state).toMatchObject({ status: "refused", message: /di luar tugas Anda/ });
      expect(await stored()).toEqual(before);
    },
  );

  test("from another site's page does nothing", async () => {
    const before = await stored();

    const state = await send(form({ name: "Kantor Jahat", after: "keep" }), verifier, false);

    expect(state).toMatchObject({ status: "refused", message: /tidak datang dari halaman Tepat/ });
    expect(await stored()).toEqual(before);
  });
});

describe("a form", () => {
  const good = { name: "Kantor Lain", after: "keep" };

  test.each(["role", "areaId", "desil", "__proto__", "constructor", "toString"])(
    "with the field %s, which the page does not have, is refused whole",
    async (extra) => {
      const before = await stored();

      const state = await send(form({ ...good, [extra]: "x" }));

      expect(state).toMatchObject({ status: "invalid", fieldErrors: {} });
      expect(await stored()).toEqual(before);
    },
  );

  test("sent without JavaScript may carry React's own fields", async () => {
    const state = await send(form({ ...good, $ACTION_REF_1: "", "$ACTION_1:0": "{}" }));

    expect(state.status).toBe("ok");
  });

  test("with a wrong answer gets the schema's sentence at the field, and keeps what was typed", async () => {
    const state = await send(form({ name: "", after: "sembarang" }));

    expect(state).toEqual({
      status: "invalid",
      fieldErrors: { name: ["Isi nama kantor."], after: ["Pilih salah satu yang tersedia."] },
      formErrors: [],
      values: { name: "" },
    });
  });

  test("with a field missing, given twice, or a file in its place is invalid and not an error", async () => {
    const withFile = form({ after: "keep" });
    withFile.append("name", new File(["x"], "x.txt"));

    const states = [
      await send(form({ after: "keep" })),
      await send(form({ ...good, name: ["a", "b"] })),
      await send(withFile),
    ];

    expect(states.map(({ status }) => status)).toEqual(["invalid", "invalid", "invalid"]);
  });

  test.each([
    undefined,
    null,
    "x",
    7,
    [],
    { name: "Kantor", after: "keep" },
    { get: () => "x" },
    new Map([["name", "x"]]),
  ])("that is no form (%j) is refused", async (argument) => {
    expect(await send(argument)).toMatchObject({ status: "invalid", fieldErrors: {} });
  });
});
