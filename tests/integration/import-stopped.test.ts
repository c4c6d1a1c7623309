import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { UserActor } from "@/lib/auth/types";
import { discardImport, receiveImport } from "@/lib/import/commands";
import type { ReceivedFile, ReceiveImport } from "@/lib/import/schema";
import { storeLocalFile } from "@/lib/import/storage";
import { type Worker, workImports } from "@/lib/worker/work-imports";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { family, familyFile, memberFile, nomorKk, openTestContext } from "../support/dtsen-files";
import { expectNoLeftovers } from "../support/kill-imports";
import { createTestOffice, createTestPerson } from "../support/people";

const PATIENCE_MS = 60_000;
vi.setConfig({ testTimeout: 3 * PATIENCE_MS });

/** So many that reading them takes several times as long as noticing that nobody wants them. */
const LIST_ROWS = 1_500_000;
const FAMILIES = 600_000;

let database: TestDatabase;
let ctx: Awaited<ReturnType<typeof openTestContext>>;
let operator: UserActor;
let worker: Worker;

beforeAll(async () => {
  database = await createTestDatabase();
  ctx = await openTestContext(database);
  const { regency } = await createTestOffice(database.db);
  const { id, username } = await createTestPerson(database.db, "operator", [regency]);
  const area = { level: "regency" } as const;
  operator = { kind: "user", id, sessionId: id, username, name: username, role: "operator", area };
  worker = await workImports(ctx, database.url);
});
afterAll(async () => {
  await worker.stop();
  await ctx.close();
  await database.drop();
});

test.each([
  ["a list", receiveList, LIST_ROWS],
  ["a release", receiveRelease, FAMILIES],
] as const)(
  "the check of %s that is stopped while it reads ends before the file does, and nothing of it stays",
  async (_, receive, rows) => {
    const runId = await receive();
    await vi.waitFor(async () => expect((await runOf(runId)).rowsDone).toBeGreaterThan(0), {
      timeout: PATIENCE_MS,
      interval: 20,
    });
    const { version } = await runOf(runId);
    const step = { runId, version, reason: "Berkas keliru" };

    const stopped = await database.appDb.$transaction((tx) => discardImport(tx, operator, step));

    expect(stopped).toEqual({ ok: true, value: { state: "discarded" } });
    await vi.waitFor(() => expectNoLeftovers({ database }), {
      timeout: PATIENCE_MS,
      interval: 100,
    });
    const { state, rowsDone, rowsTotal, failure } = await runOf(runId);
    expect({ state, failure }).toEqual({ state: "discarded", failure: null });
    expect(rowsTotal).toBeGreaterThanOrEqual(rows);
    expect(rowsDone).toBeLessThan(rows);
  },
);

function runOf(runId: string) {
  return database.db.importRun.findUniqueOrThrow({ where: { id: runId } });
}

async function receiveList(): Promise<string> {
  const row = "1073011205800001,1073010502190001,SLAMET,Tahap 4\n";
  const text = `NIK,NO KK,NAMA PENERIMA,PERIODE\n${row.repeat(LIST_ROWS)}`;
  return receive({ kind: "recipients", programCode: "PKH", name: "Tahap 4" }, { recipients: text });
}

async function receiveRelease(): Promise<string> {
  const families = Array.from({ length: FAMILIES }, (_, index) =>
    family(`10730105${String(index).padStart(8, "0")}`),
  );
  const familyColumns = ["nomor_kartu_keluarga", "kode_kelurahan_desa", "desil_nasional"];
  const members = [{ ...family(nomorKk(1)), nama: "SLAMET" }];
  return receive(
    { kind: "dtsen", name: "v2", asOf: "2026-10-20" },
    {
      family: familyFile({ families, members, familyColumns }),
      member: memberFile({ families, members }),
    },
  );
}

/** Takes files in as a person does who then waits for the worker. */
async function receive(
  intake: Omit<ReceiveImport, "files">,
  texts: Partial<Record<ReceivedFile["role"], string>>,
): Promise<string> {
  const files: ReceivedFile[] = [];
  for (const [role, text] of Object.entries(texts)) {
    const path = join(ctx.dataDir, `${role}.csv`);
    await writeFile(path, text);
    const stored = await storeLocalFile(ctx.dataDir, path);
    if (!stored.ok) throw new Error(stored.problem.code);
    files.push({ role: role as ReceivedFile["role"], name: `${role}.csv`, ...stored.value });
  }
  const received = await database.appDb.$transaction((tx) =>
    receiveImport(tx, operator, { ...intake, files }),
  );
  if (!received.ok) throw new Error(received.problem.code);
  return received.value.runId;
}
