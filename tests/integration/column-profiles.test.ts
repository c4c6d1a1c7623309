import { randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { inTransaction } from "@/lib/actions/run-action";
import type { UserActor } from "@/lib/auth/types";
import { readingOf } from "@/lib/import/column-answers";
import { columnAnswer } from "@/lib/import/column-fields";
import { ConfirmIntake, confirmIntake } from "@/lib/import/confirm-intake";
import { findIntake, keepIntake } from "@/lib/import/intake";
import { interpretFiles } from "@/lib/import/interpret-files";
import { ChooseProfile, chooseProfile } from "@/lib/import/profiles/choose-profile";
import { deleteProfile, renameProfile } from "@/lib/import/profiles/commands";
import { listProfiles } from "@/lib/import/profiles/queries";
import { proposeColumns, recallRoles } from "@/lib/import/propose-columns";
import { readFileHead } from "@/lib/import/read-file-head";
import { storeLocalFile } from "@/lib/import/storage";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { createTestOffice, createTestPerson } from "../support/people";

const OCTOBER = new Date("2026-10-22T03:00:00Z");
const NOVEMBER = new Date("2026-11-22T03:00:00Z");
const HEADER = "NIK,NOMOR_X,NAMA PENERIMA,TAHAP,URAIAN";
const BY_NAME: (string | null)[] = ["nik", null, "nama", "period", null];
const AS_BANK: (string | null)[] = ["nik", "nomor_kk", "nama", "period", "channel"];

let database: TestDatabase;
let dataDir: string;
let operator: UserActor;

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), "tepat-profil-"));
  const { regency } = await createTestOffice(database.db);
  const { id, username } = await createTestPerson(database.db, "operator", [regency]);
  operator = {
    kind: "user",
    id,
    sessionId: randomUUID(),
    username,
    name: username,
    role: "operator",
    area: { level: "regency" },
  };
});
afterAll(async () => {
  await database.drop();
  await rm(dataDir, { recursive: true });
});
beforeEach(() => database.db.columnProfile.deleteMany());

/** Uploads a list of one person; no two uploads have the same content. */
async function upload(header: string, now: Date, fileName = "bank bri.csv"): Promise<string> {
  const path = join(dataDir, fileName);
  const values = header.split(",").map((_, place) => (place === 0 ? "1035735203801000" : place));
  await writeFile(path, [header, values.join(), `,,${randomUUID()}`, ""].join("\n"));
  const stored = await storeLocalFile(dataDir, path);
  if (!stored.ok) throw new Error(stored.problem.code);
  const head = await readFileHead(dataDir, { ...stored.value, name: fileName });
  if (!head.ok) throw new Error(head.problem.code);
  const createdAt = now.toISOString();
  return keepIntake(dataDir, { createdBy: operator.id, createdAt, files: [head.value] });
}

async function proposed(id: string, now: Date) {
  const intake = await findIntake(dataDir, { id, createdBy: operator.id, now });
  const interpreted = interpretFiles(await recallRoles(database.appDb, intake?.files ?? []));
  if (!interpreted.ok) throw new Error(interpreted.problem.code);
  const files = await proposeColumns(database.appDb, interpreted.value.files);
  const [file] = files;
  return {
    files,
    profile: file?.profile ?? null,
    columns: file?.columns.map(({ column }) => column),
    by: file?.columns.map(({ by }) => by),
  };
}

async function start(
  intakeId: string,
  now: Date,
  columns: readonly (string | null)[],
  form: Partial<Record<"profileName" | "profileSource", string>> = {},
) {
  const { files } = await proposed(intakeId, now);
  const input = ConfirmIntake.parse({
    intakeId,
    name: "PKH",
    programCode: "PKH",
    reading: readingOf(files),
    columns: columns.map((column, position) => columnAnswer(0, position, column)),
    ...form,
  });
  return inTransaction(database.appDb, (tx) =>
    confirmIntake(tx, operator, input, { dataDir, now }),
  );
}

async function saved(form: Parameters<typeof start>[3] = {}, columns = AS_BANK) {
  const before = new Set((await profiles()).map(({ id }) => id));
  expect(await start(await upload(HEADER, OCTOBER), OCTOBER, columns, form)).toMatchObject({
    ok: true,
  });
  const profile = (await profiles()).find(({ id }) => !before.has(id));
  if (!profile) throw new Error("No profile was saved");
  return profile;
}

function profiles() {
  return listProfiles(database.appDb, operator);
}

function choose(intakeId: string, profileId: number | "") {
  const input = ChooseProfile.parse({ intakeId, file: "0", profileId: String(profileId) });
  return chooseProfile(database.appDb, operator, input, { dataDir, now: NOVEMBER });
}

async function auditOf(id: number): Promise<string[]> {
  const rows = await database.db.auditEvent.findMany({
    where: { subject: "column_profile", subjectId: String(id) },
    orderBy: { id: "asc" },
  });
  expect(rows.every(({ actorId }) => actorId === operator.id)).toBe(true);
  return rows.map(({ action }) => action);
}

describe("what a person says of columns", () => {
  test("is saved under a name and a sender, proposed the next month, changed there, and audited", async () => {
    const { id } = await saved({ profileName: "SP2D Bank BRI", profileSource: "Bank BRI" });

    const november = await upload(HEADER, NOVEMBER);
    const next = await proposed(november, NOVEMBER);
    expect(next).toMatchObject({
      columns: AS_BANK,
      by: AS_BANK.map(() => "profile"),
      profile: { id, name: "SP2D Bank BRI", source: "Bank BRI", setAt: OCTOBER },
    });
    await start(november, NOVEMBER, ["nik", "nomor_kk", "nama", "period", null], {
      profileName: "SP2D Bank BRI",
      profileSource: "Bank BRI",
    });

    expect(await profiles()).toMatchObject([
      { id, choices: { URAIAN: null }, setAt: NOVEMBER, usedAt: NOVEMBER },
    ]);
    expect(await auditOf(id)).toEqual(["column_profile.save", "column_profile.change"]);
  });

  test("is named with the import it was used in, as it was called then, whatever becomes of it", async () => {
    const { id } = await saved({ profileName: "SP2D Bank BRI" });
    await start(await upload(HEADER, NOVEMBER), NOVEMBER, AS_BANK);
    await start(await upload("NIK,NO KK,NAMA", NOVEMBER), NOVEMBER, ["nik", "nomor_kk", "nama"]);
    await inTransaction(database.appDb, (tx) => deleteProfile(tx, operator, { profileId: id }));

    const files = await database.db.importFile.findMany({
      orderBy: { id: "desc" },
      take: 3,
      select: { profileName: true },
    });
    expect(files.map(({ profileName }) => profileName)).toEqual([
      null,
      "SP2D Bank BRI",
      "SP2D Bank BRI",
    ]);
  });

  test("that is used without a change is only used: who set it stays, and nothing is audited", async () => {
    const { id } = await saved();

    await start(await upload(HEADER, NOVEMBER), NOVEMBER, AS_BANK);

    expect(await profiles()).toMatchObject([
      { id, name: "bank bri", setAt: OCTOBER, usedAt: NOVEMBER },
    ]);
    expect(await auditOf(id)).toEqual(["column_profile.save"]);
  });

  test("under another name makes another profile; under none it gets a free one from its file", async () => {
    await saved({ profileName: "Bank BRI" });
    const { id } = await saved({ profileName: "Bank Jatim" });
    await choose(await upload(HEADER, NOVEMBER), "");
    const third = await upload(HEADER, NOVEMBER);
    await choose(third, "");
    await start(third, NOVEMBER, AS_BANK);
    const fourth = await upload(HEADER, NOVEMBER);
    await choose(fourth, "");
    await start(fourth, NOVEMBER, AS_BANK);

    expect((await profiles()).map(({ name }) => name).toSorted()).toEqual([
      "Bank BRI",
      "Bank Jatim",
      "bank bri (2)",
      "bank bri (3)",
    ]);
    expect(id).toBeGreaterThan(0);
  });

  test("that was typed is kept although the names say the same", async () => {
    await saved({ profileName: "Sudah dikenal" }, BY_NAME);

    expect(await profiles()).toMatchObject([{ name: "Sudah dikenal" }]);
  });

  test("under a name that another profile of the kind has is refused, and no import is made", async () => {
    await saved({ profileName: "Bank BRI" });
    const other = await upload("NIK,LAIN,NAMA,NO KK", OCTOBER);
    const runs = await database.db.importRun.count();

    expect(
      await start(other, OCTOBER, ["nik", null, "nama", "nomor_kk"], { profileName: "BANK bri" }),
    ).toMatchObject({ ok: false, problem: { code: "profile_name_taken", name: "Bank BRI" } });
    expect(await database.db.importRun.count()).toBe(runs);
  });
});

describe("a profile", () => {
  test("is chosen for a file with another header: what it knows is read so, the rest is guessed", async () => {
    const { id } = await saved();
    const wider = await upload("NAMA PENERIMA,NO KK,NOMOR_X,BULAN,NIK", NOVEMBER);
    expect(await proposed(wider, NOVEMBER)).toMatchObject({ profile: null });

    await choose(wider, id);

    expect(await proposed(wider, NOVEMBER)).toMatchObject({
      profile: { id },
      // The profile reads NOMOR_X as No KK, so the column of that name is kept.
      columns: ["nama", null, "nomor_kk", "period", "nik"],
      by: ["profile", "name", "profile", "name", "profile"],
    });
  });

  test("is put aside for one file: the names alone are read, and the profile stays as it is", async () => {
    const { id } = await saved();
    const november = await upload(HEADER, NOVEMBER);

    await choose(november, "");
    expect(await proposed(november, NOVEMBER)).toMatchObject({ profile: null, columns: BY_NAME });
    await start(november, NOVEMBER, BY_NAME);

    expect(await profiles()).toMatchObject([{ id, usedAt: OCTOBER }]);
  });

  test("of two with the same header the last used is proposed, and the other may be chosen", async () => {
    const { id: first } = await saved({ profileName: "Bank BRI" });
    const { id: second } = await saved({ profileName: "Bank Jatim" }, [
      "nik",
      "channel",
      "nama",
      "period",
      null,
    ]);
    const november = await upload(HEADER, NOVEMBER);
    expect((await proposed(november, NOVEMBER)).profile?.id).toBe(second);

    await choose(november, first);

    expect((await proposed(november, NOVEMBER)).columns).toEqual(AS_BANK);
  });

  test("says what a file is whose header nobody knows", async () => {
    const { id } = await saved();
    const intakeId = await upload("KOLOM1,KOLOM2", NOVEMBER);
    await expect(proposed(intakeId, NOVEMBER)).rejects.toThrow("unknown_file");

    await choose(intakeId, id);

    expect((await proposed(intakeId, NOVEMBER)).files).toMatchObject([{ role: "recipients" }]);
  });

  test("is renamed and deleted, each told in the audit trail without its name", async () => {
    const { id } = await saved({ profileName: "Bank BRI" });
    await saved({ profileName: "Bank Jatim" });
    const rename = (name: string) =>
      database.appDb.$transaction((tx) =>
        renameProfile(tx, operator, { profileId: id, name, source: "Bank" }),
      );

    expect(await rename("bank jatim")).toMatchObject({ problem: { code: "profile_name_taken" } });
    expect(await rename("BRI")).toMatchObject({ ok: true });
    expect(await profiles()).toContainEqual(
      expect.objectContaining({ id, name: "BRI", source: "Bank" }),
    );
    const remove = () =>
      database.appDb.$transaction((tx) => deleteProfile(tx, operator, { profileId: id }));
    expect(await remove()).toMatchObject({ ok: true });
    expect(await remove()).toMatchObject({ problem: { code: "profile_gone" } });
    expect(await rename("BRI")).toMatchObject({ problem: { code: "profile_gone" } });

    expect(await auditOf(id)).toEqual([
      "column_profile.save",
      "column_profile.rename",
      "column_profile.delete",
    ]);
    const trail = await database.db.auditEvent.findMany({ where: { subject: "column_profile" } });
    expect(JSON.stringify(trail.map(({ detail }) => detail))).not.toMatch(/bri|bank/i);
  });

  test("that somebody deleted meanwhile cannot be chosen, nor by another person's upload", async () => {
    const intakeId = await upload(HEADER, NOVEMBER);
    expect(await choose(intakeId, 999_999)).toMatchObject({ problem: { code: "profile_gone" } });
    const stranger = { ...operator, id: randomUUID() };
    const input = ChooseProfile.parse({ intakeId, file: "0", profileId: "" });
    expect(
      await chooseProfile(database.appDb, stranger, input, { dataDir, now: NOVEMBER }),
    ).toMatchObject({ problem: { code: "intake_gone" } });
  });

  test("of two people who take one name at once, one gets it and the other is told", async () => {
    const { id: first } = await saved({ profileName: "Satu" });
    const { id: second } = await saved({ profileName: "Dua" });
    const rename = (profileId: number) =>
      database.appDb.$transaction((tx) =>
        renameProfile(tx, operator, { profileId, name: "Bank", source: null }),
      );

    const answers = await Promise.all([rename(first), rename(second)]);

    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test("is listed for nobody of a smaller area", async () => {
    await saved();

    const local: UserActor = { ...operator, area: { level: "villages", villageIds: [1] } };
    expect(await listProfiles(database.appDb, local)).toEqual([]);
  });
});
