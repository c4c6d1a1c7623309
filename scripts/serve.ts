/** The part of `npm start` that runs on the pinned Node: database, first office, web and worker. */
import { setTimeout as sleep } from "node:timers/promises";
import { type OpenDatabase, openDatabase } from "@/lib/db/connect";
import { findDatabaseProblem } from "@/lib/db/database-problem";
import { createPool } from "@/lib/db/pool";
import { demoAccounts, prepareDemoOffice } from "@/lib/demo/prepare-demo-office";
import { env } from "@/lib/env";
import { migrateOffice } from "@/lib/office/migrate-office";
import { OperatorProblem } from "@/lib/shared/operator-problem";
import { type Program, supervise } from "./supervise";

type OfficeKind = "demo" | "real";

const READY_POLL_MS = 100;
const DATABASE_POLL_MS = 2000;

// The listeners stay: one Ctrl-C arrives here twice, from the terminal and from the parent.
const stopAsked = new Promise<undefined>((resolve) => {
  for (const event of ["SIGINT", "SIGTERM", "SIGHUP", "disconnect"]) {
    process.on(event, () => resolve(undefined));
  }
});

process.exit(
  await serve().catch((error: unknown) => {
    const problem = error instanceof OperatorProblem ? error : findDatabaseProblem(error);
    if (!problem) throw error;
    console.error(`Tepat: ${problem.message}`);
    return 1;
  }),
);

async function serve(): Promise<number> {
  console.info("Menyiapkan basis data…");
  const database = await openDatabase();
  try {
    const { ownerUrl, appUrl, schema } = database;
    await migrateOffice({ url: ownerUrl, schema, appUrl });
    const office = await Promise.race([ensureOffice(database), stopAsked]);
    return office === undefined ? 0 : await runOffice(database, office);
  } finally {
    await database.release();
  }
}

/**
 * Makes the demonstration office where there is none, and only in our own database: an office's own
 * server never gets invented families. One that was interrupted is finished.
 */
async function ensureOffice({ embedded, ownerUrl, schema }: OpenDatabase) {
  const kind = await readOfficeKind(ownerUrl, schema);
  if (kind === "real" || !embedded) return kind ?? "real";
  await prepareDemoOffice({
    url: ownerUrl,
    schema,
    dataDir: env().TEPAT_DATA_DIR,
    report: (sentence) => console.info(sentence),
  });
  return "demo";
}

async function readOfficeKind(url: string, schema: string): Promise<OfficeKind | undefined> {
  const pool = createPool(url, schema, { max: 1 });
  try {
    const { rows } = await pool.query<{ kind: OfficeKind }>("SELECT kind FROM office");
    return rows[0]?.kind;
  } finally {
    await pool.end();
  }
}

async function runOffice(database: OpenDatabase, office: OfficeKind): Promise<number> {
  const { promise: gaveUp, resolve: giveUp } = Promise.withResolvers<string>();
  const running = [webProgram(database), workerProgram()].map((program) =>
    supervise(program, giveUp),
  );
  const ended = Promise.race([gaveUp, stopAsked]);
  void announceWhenReady(office, ended);
  const watch = setInterval(async () => {
    if (!(await database.isRunning())) {
      giveUp("Basis data berhenti mendadak; jalankan npm start lagi, data yang tersimpan aman.");
    }
  }, DATABASE_POLL_MS);
  const failure = await ended;
  clearInterval(watch);
  if (failure) console.error(`Tepat: ${failure}`);
  else console.info("Menghentikan Tepat…");
  await Promise.all(running.map((program) => program.stop()));
  return failure ? 1 : 0;
}

function webProgram({ appUrl, embedded }: OpenDatabase): Program {
  const { HOST, NODE_ENV, PORT, TEPAT_APP_DATABASE_URL } = env();
  const command = NODE_ENV === "development" ? "dev" : "start";
  const withOwner = embedded || TEPAT_APP_DATABASE_URL ? { DATABASE_URL: "" } : {};
  return {
    name: "Server web",
    args: [
      "--import",
      "./scripts/end-with-parent.mjs",
      "node_modules/next/dist/bin/next",
      command,
      "--hostname",
      HOST,
      "--port",
      String(PORT),
    ],
    // The owner's address stays out of the process that strangers talk to.
    env: { ...process.env, ...withOwner, TEPAT_APP_DATABASE_URL: appUrl },
  };
}

/** The worker opens the database by itself, so that it also ends the server if we are killed. */
function workerProgram(): Program {
  return {
    name: "Pekerja latar",
    args: [
      "--import",
      "./scripts/end-with-parent.mjs",
      "--conditions=react-server",
      "--import",
      "tsx",
      "lib/worker/main.ts",
    ],
    env: process.env,
  };
}

async function announceWhenReady(office: OfficeKind, ended: Promise<unknown>): Promise<void> {
  let waiting = true;
  void ended.then(() => {
    waiting = false;
  });
  while (waiting && !(await answers())) await sleep(READY_POLL_MS);
  if (!waiting) return;
  console.info(`\nTepat siap: ${publicAddress()}`);
  if (office === "demo") printAccounts();
  console.info("Tekan Ctrl-C untuk berhenti.\n");
}

function publicAddress(): string {
  const { HOST, PORT, TEPAT_URL } = env();
  return TEPAT_URL ?? `http://${HOST === "127.0.0.1" ? "localhost" : HOST}:${PORT}`;
}

async function answers(): Promise<boolean> {
  const { HOST, PORT } = env();
  try {
    const host = HOST === "0.0.0.0" ? "127.0.0.1" : HOST;
    await fetch(`http://${host}:${PORT}/api/health`, { redirect: "manual" });
    return true;
  } catch {
    return false;
  }
}

function printAccounts(): void {
  console.info("\nKantor contoh, dengan orang rekaan. Masuk sebagai:");
  for (const { role, username, password } of demoAccounts()) {
    console.info(`  ${role.padEnd(18)} ${username.padEnd(18)} ${password}`);
  }
  console.info("");
}
