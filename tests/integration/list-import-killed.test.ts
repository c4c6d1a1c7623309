import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { checkRun } from "@/lib/import/check-run";
import { type InterruptedList, receiveList } from "../support/interrupted-lists";
import {
  exitOf,
  type InterruptedOffice,
  prepareOffices,
  startWork,
  takeCalmCourse,
} from "../support/interrupted-office";
import {
  expectNothingLeft,
  killAt,
  lockTable,
  momentsOf,
  waitingFor,
} from "../support/kill-imports";
import { publishedContent } from "../support/published-content";
import { workOnRun } from "../support/work-on-run";

const PATIENCE_MS = 60_000;
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

const STAGES = ["reading_rows", "comparing", "publishing", "linking", "detecting"] as const;

let offices: Awaited<ReturnType<typeof prepareOffices>>;

beforeAll(async () => {
  offices = await prepareOffices();
});
afterAll(() => offices.drop());

// biome-ignore format: a table reads as a table
test.each([
  ["recipients", 20263, ["participation", "recipient_list", "recipient_row"]],
  ["desil",      20268, ["desil_list", "desil_row"]],
  ["bnba",       20269, ["bnba_row", "desil_list", "desil_row", "participation", "recipient_list", "recipient_row"]],
] as const)("a list (%s) that is killed in each of its stages ends as if it had not been", async (kind, seed, changed) => {
  const undisturbed = await offices.open();
  const course = await takeCalmCourse(undisturbed, await receive(undisturbed, kind));
  const differing = Object.keys(course.after).filter((table) => course.after[table] !== course.before[table]);
  expect(differing).toEqual(expect.arrayContaining([...changed]));

  const office = await offices.open();
  const runId = await receive(office, kind);
  await killAt(office, runId, momentsOf(seed, STAGES), course, seed);
  await workOnRun(office.ctx, runId);

  expect(await publishedContent(office.database.pool)).toEqual(course.after);
  await expectNothingLeft(office, runId, "published");
});

test("a BNBA that is killed half way through its publication is not in force by half", async () => {
  const office = await offices.open();
  const { pool, db } = office.database;
  const before = await publishedContent(pool);
  const runId = await receive(office, "bnba");
  await checkRun(office.ctx, runId);
  const letGo = await lockTable(office, "recipient_list");
  const process = startWork(office, runId);
  await vi.waitFor(
    async () => expect(await waitingFor(office, "recipient_list")).toBe(1),
    PATIENCE_MS,
  );

  process.kill("SIGKILL");
  await exitOf(process);
  await letGo();

  expect(await publishedContent(pool)).toEqual(before);
  await workOnRun(office.ctx, runId);
  expect(await db.desilList.findUnique({ where: { runId } })).toMatchObject({
    appliedAt: expect.any(Date),
  });
  await expectNothingLeft(office, runId, "published");
});

function receive({ ctx }: InterruptedOffice, kind: InterruptedList): Promise<string> {
  return receiveList(ctx, kind, { name: "Tahap 4", from: 3 });
}
