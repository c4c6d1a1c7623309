import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { Client } from "pg";
import { detectCases } from "@/lib/cases/detect";
import { checkRun } from "@/lib/import/check-run";
import { requestPublish } from "@/lib/import/commands";
import { putInForce } from "@/lib/import/publish-run";
import type { WorkContext } from "@/lib/jobs/work-context";
import { createOffice } from "@/lib/office/create-office";
import { linkLists } from "@/lib/registry/link-lists";
import { createTestDatabase, type TestDatabase } from "./database";
import {
  family,
  member,
  nik,
  nomorKk,
  openTestContext,
  type ReleaseFiles,
  receiveRelease,
} from "./dtsen-files";
import { receiveList } from "./interrupted-lists";
import { type PublishedContent, publishedContent } from "./published-content";
import { workOnRun } from "./work-on-run";

const COMMAND_LINE = { kind: "command_line" } as const;
const FAMILIES = 600;

/** An office whose imports are interrupted. */
export interface InterruptedOffice {
  readonly database: Pick<TestDatabase, "db" | "pool" | "url" | "schema">;
  readonly ctx: WorkContext & { close(): Promise<void> };
}

/** Such an office in a database of its own, which the test server keeps. */
export type OfficeOfATest = InterruptedOffice & { readonly database: TestDatabase };

/** Offices that are alike, one for each test of a file; `drop` ends all that were opened. */
export async function prepareOffices(): Promise<{
  open(): Promise<OfficeOfATest>;
  drop(): Promise<void>;
}> {
  const template = await createTestDatabase();
  await layInterruptedOffice(template);
  await template.disconnect();
  const opened: OfficeOfATest[] = [];
  return {
    async open() {
      const database = await createTestDatabase(template.name);
      const office = { ...(await openInterruptedOffice(database)), database };
      opened.push(office);
      return office;
    },
    async drop() {
      for (const { ctx, database } of opened) {
        await ctx.close();
        await database.drop();
      }
      await template.drop();
    },
  };
}

export async function openInterruptedOffice(
  database: InterruptedOffice["database"],
): Promise<InterruptedOffice> {
  return { database, ctx: await openTestContext(database) };
}

/** A release in force and a list of recipients tied to it, and whoever listens is told of stages. */
export async function layInterruptedOffice(database: InterruptedOffice["database"]): Promise<void> {
  const { ctx } = await openInterruptedOffice(database);
  await createOffice(database.db, { kind: "real", regencyCode: "35.73" });
  await workOnRun(ctx, (await receiveRelease(ctx, "v1", "2026-07-20", firstRelease())).id);
  await workOnRun(ctx, await receiveList(ctx, "recipients", { name: "Tahap 3", from: 0 }));
  await database.pool.query(`
    CREATE FUNCTION tell_stage() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN PERFORM pg_notify('stage', NEW.stage); RETURN NULL; END $$;
    CREATE TRIGGER tell_stage AFTER UPDATE OF stage ON import_run
      FOR EACH ROW EXECUTE FUNCTION tell_stage()`);
  await ctx.close();
}

/** Some families under a new number, some gone, some new, some NIK twice, and other desils. */
export function secondRelease(): ReleaseFiles {
  const numbers = Array.from({ length: FAMILIES }, (_, index) => index + 50);
  const kkOf = (number: number) => nomorKk(number % 97 === 0 ? number + 5000 : number);
  return {
    families: numbers.map((number) => family(kkOf(number), { desil_nasional: `${number % 11}` })),
    members: numbers.flatMap((number) => [
      member(kkOf(number), nik(number % 89 === 0 ? number : number + 1)),
      member(kkOf(number), "", { nama: `ANAK ${number}`, status_hubungan_keluarga: "3" }),
    ]),
  };
}

function firstRelease(): ReleaseFiles {
  const numbers = Array.from({ length: FAMILIES }, (_, index) => index);
  return {
    families: numbers.map((number) => family(nomorKk(number))),
    members: numbers.flatMap((number) => [
      member(nomorKk(number), nik(number + 1)),
      member(nomorKk(number), "", { nama: `ANAK ${number}`, status_hubungan_keluarga: "3" }),
    ]),
  };
}

/** What may be in force while an import is worked on, and how long each of its stages takes. */
export interface CalmCourse {
  readonly before: PublishedContent;
  readonly after: PublishedContent;
  /** Before and after, and in between where the lists or the cases are those of before. */
  readonly states: readonly PublishedContent[];
  readonly stageMs: ReadonlyMap<string, number>;
}

/** Works on a run when nobody disturbs it, step by step. */
export async function takeCalmCourse(
  { ctx, database }: InterruptedOffice,
  runId: string,
): Promise<CalmCourse> {
  const { pool, db } = database;
  const before = await publishedContent(pool);
  const states = [before];
  const stages = await listenToStages(database.url);
  const took: [string, number][] = [];
  async function take(stage: string, work: () => Promise<unknown>) {
    const start = performance.now();
    await work();
    took.push([stage, performance.now() - start]);
    states.push(await publishedContent(pool));
  }
  await checkRun(ctx, runId);
  const { kind, state, version } = await db.importRun.findUniqueOrThrow({ where: { id: runId } });
  if (state === "ready") {
    const step = { runId, version, reason: "Sudah diperiksa", confirmed: "on" } as const;
    await db.$transaction((tx) => requestPublish(tx, COMMAND_LINE, step));
    await take("publishing", () => putInForce(ctx, { id: runId, kind }));
    await take("linking", () => linkLists(db));
    await take("detecting", () => detectCases(ctx, { day: new Date() }));
  }
  await workOnRun(ctx, runId);
  const stageMs = new Map([...(await stages.close()), ...took]);
  const after = await publishedContent(pool);
  return { before, after, states: [...states, after], stageMs };
}

/** A process that works on a run as one does that has just started. */
export function startWork({ database, ctx }: InterruptedOffice, runId: string): ChildProcess {
  const script = fileURLToPath(new URL("./work-on-run-process.ts", import.meta.url));
  const args = [script, database.url, database.schema, ctx.dataDir, runId];
  return spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", ...args], {
    stdio: ["ignore", "ignore", "pipe"],
  });
}

/** Hears when stages of imports begin. */
export async function listenToStages(url: string) {
  const client = new Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  const beganAt: { readonly stage: string; readonly at: number }[] = [];
  client.on("notification", ({ payload = "" }) =>
    beganAt.push({ stage: payload, at: performance.now() }),
  );
  await client.query("LISTEN stage");
  return {
    /** Settles when the stage begins. */
    began: (stage: string) =>
      new Promise<void>((resolve) => {
        client.on("notification", ({ payload }) => payload === stage && resolve());
      }),
    /** Ends listening and tells how long each stage took; the last one of a stage counts. */
    async close(): Promise<ReadonlyMap<string, number>> {
      await client.end();
      const end = performance.now();
      return new Map(
        beganAt.map(({ stage, at }, index) => [stage, (beganAt[index + 1]?.at ?? end) - at]),
      );
    },
  };
}

export async function exitOf(process: ChildProcess): Promise<number | null> {
  if (process.exitCode === null && process.signalCode === null) await once(process, "exit");
  return process.exitCode;
}
