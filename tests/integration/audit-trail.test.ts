import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AUDIT_PAGE_SIZE, listAuditEvents } from "@/lib/audit/queries";
import { AuditParams } from "@/lib/audit/schema";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { createTestOffice, createTestPerson, type TestPerson } from "../support/people";

const ZONE = "Asia/Jakarta";
const OLD_ROWS = 120;

let database: TestDatabase;
let operator: TestPerson;
let verifier: TestPerson;

beforeAll(async () => {
  database = await createTestDatabase();
  await createTestOffice(database.db);
  operator = await createTestPerson(database.db, "operator", []);
  verifier = await createTestPerson(database.db, "verifier", []);
  const act = (
    actorId: string | null,
    [action, subject, subjectId]: readonly [string, string, string],
    at?: string,
  ) => ({ actorKind: "user" as const, actorId, action, subject, subjectId, ...(at && { at }) });
  await database.db.auditEvent.createMany({
    data: Array.from({ length: OLD_ROWS }, (_, index) =>
      act(operator.id, ["household.view", "household", String(index % 3)], "2026-10-01T00:00:00Z"),
    ),
  });
  await database.db.auditEvent.createMany({
    data: [
      // 23.30 on the 20th and 00.30 on the 21st of November by the office's clock.
      act(verifier.id, ["case.dismiss", "case", "7"], "2026-11-20T16:30:00Z"),
      act(verifier.id, ["case.dismiss", "case", "8"], "2026-11-20T17:30:00Z"),
      { ...act(null, ["session.refuse", "user", operator.id]), actorKind: "system" },
      { ...act(null, ["office.set_up", "user", verifier.id]), actorKind: "command_line" },
    ],
  });
});
afterAll(() => database.drop());

async function subjectsOf(params: Record<string, string>): Promise<(string | null)[]> {
  const { rows } = await listAuditEvents(database.appDb, AuditParams.parse(params), ZONE);
  return rows.map(({ subjectId }) => subjectId);
}

describe("the audit trail", () => {
  test("comes newest first, page by page, each row once", async () => {
    const seen: bigint[] = [];
    let sebelum: bigint | undefined;
    do {
      const page = await listAuditEvents(database.appDb, { sebelum }, ZONE);
      expect(page.rows.length).toBeLessThanOrEqual(AUDIT_PAGE_SIZE);
      seen.push(...page.rows.map(({ id }) => id));
      sebelum = page.next ?? undefined;
    } while (sebelum !== undefined);

    expect(seen).toHaveLength(OLD_ROWS + 4);
    expect(seen).toEqual([...new Set(seen)].toSorted((a, b) => Number(b - a)));
  });

  test("is filtered by person, by the system and by the command line", async () => {
    expect(await subjectsOf({ pelaku: verifier.id })).toEqual(["8", "7"]);
    expect(await subjectsOf({ pelaku: "sistem" })).toEqual([operator.id]);
    expect(await subjectsOf({ pelaku: "baris-perintah" })).toEqual([verifier.id]);
  });

  test("is filtered by act and by record", async () => {
    expect(await subjectsOf({ tindakan: "case.dismiss" })).toEqual(["8", "7"]);
    expect(await subjectsOf({ tentang: "case", nomor: "7" })).toEqual(["7"]);
    expect(await subjectsOf({ tentang: "household", nomor: "7" })).toEqual([]);
  });

  test("is filtered by days of the office's clock, both included", async () => {
    expect(await subjectsOf({ dari: "2026-11-20", sampai: "2026-11-20" })).toEqual(["7"]);
    expect(await subjectsOf({ dari: "2026-11-21", sampai: "2026-11-21" })).toEqual(["8"]);
    expect(await subjectsOf({ dari: "2026-11-20", sampai: "2026-11-21" })).toEqual(["8", "7"]);
  });

  test("names people who acted, never a family", async () => {
    const { rows } = await listAuditEvents(database.appDb, { pelaku: operator.id }, ZONE);

    expect(
      new Set(rows.map(({ actorName, subjectName }) => [actorName, subjectName].join())),
    ).toEqual(new Set(["Petugas operator,"]));
  });

  test.each([
    { siapa: "x" },
    { pelaku: "x" },
    { pelaku: "' OR 1=1 --" },
    { tindakan: "apa saja" },
    { tindakan: "__proto__" },
    { dari: "20-11-2026" },
    { sebelum: "-1" },
    { nomor: ["1", "2"] },
    { nomor: { contains: "" } },
  ])("refuses the filter %j and does not ignore it", (params) => {
    expect(AuditParams.safeParse(params).success).toBe(false);
  });
});
