import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { generateDemo } from "@/lib/demo/generator/generate-demo";
import { receiveImport, requestPublish } from "@/lib/import/commands";
import { storeLocalFile } from "@/lib/import/storage";
import { sendImportJob } from "@/lib/jobs/send-job";
import { type BenchApp, startBenchApp } from "./bench-app";
import { median, percentile } from "./measure";
import { listPages, type Page } from "./pages";
import { report, table } from "./report";

/** Three times the office's families, so that the import lasts long enough to be measured beside. */
const FAMILIES = 100_000;
const SEED = 7335;
const IDLE_TURNS = 60;
const WARM_UP_TURNS = 20;
const RATIO_MAX = 2;
const POLL_MS = 200;
const COMMAND_LINE = { kind: "command_line" } as const;

type Times = ReadonlyMap<string, number[]>;

/** The pages while nothing else happens, and while the worker takes a release of 300,000 people in. */
export async function benchMeanwhile(): Promise<void> {
  const app = await startBenchApp();
  const outDir = await mkdtemp(join(tmpdir(), "tepat-bench-files-"));
  try {
    const { paths } = await generateDemo({ families: FAMILIES, seed: SEED, outDir });
    const pages = await listPages(app);
    let turns = 0;
    await timeTurns(pages, () => turns++ >= WARM_UP_TURNS);
    turns = 0;
    const idle = await timeTurns(pages, () => turns++ >= IDLE_TURNS);
    const importing = takeRelease(app, Object.values(paths.v3));
    let isOver = false;
    const over = importing.finally(() => {
      isOver = true;
    });
    const meanwhile = await timeTurns(pages, () => isOver);
    await over;
    report("meanwhile", meanwhileTable(idle, meanwhile));
  } finally {
    await app.stop();
    await rm(outDir, { recursive: true, force: true });
  }
}

/** The pages take turns, so that a slow moment of the machine falls on all of them. */
async function timeTurns(pages: readonly Page[], isOver: () => boolean): Promise<Times> {
  const times = new Map<string, number[]>(pages.map(({ name }) => [name, []]));
  while (!isOver()) {
    for (const { name, send } of pages) {
      const before = performance.now();
      const response = await send();
      await response.arrayBuffer();
      if (response.status >= 400) throw new Error(`"${name}" answered ${response.status}`);
      times.get(name)?.push(performance.now() - before);
    }
  }
  return times;
}

/** Has the office's worker take a release in, from received to published: it works beside the pages. */
async function takeRelease({ db, dataDir }: BenchApp, paths: readonly string[]): Promise<void> {
  const files = await Promise.all(
    paths.map(async (path, index) => {
      const file = await storeLocalFile(dataDir, path);
      if (!file.ok) throw new Error(`A file could not be stored: ${file.problem.code}`);
      const role = index === 0 ? ("family" as const) : ("member" as const);
      return { role, name: basename(path), ...file.value };
    }),
  );
  const asOf = new Date().toISOString().slice(0, 10);
  const received = await db.$transaction(async (tx) => {
    const intake = { kind: "dtsen", name: "v4 2026", asOf, files } as const;
    const run = await receiveImport(tx, COMMAND_LINE, intake);
    if (run.ok) await sendImportJob(tx, { runId: run.value.runId, task: "check" });
    return run;
  });
  if (!received.ok) throw new Error(`The import was refused: ${received.problem.code}`);
  const { runId } = received.value;
  const version = await waitFor(db, runId, "ready");
  const reason = "Kota lain, untuk mengukur";
  const asked = await db.$transaction(async (tx) => {
    await sendImportJob(tx, { runId, task: "publish" });
    return requestPublish(tx, COMMAND_LINE, { runId, version, confirmed: "on", reason });
  });
  if (!asked.ok) throw new Error(`The publication was refused: ${asked.problem.code}`);
  await waitFor(db, runId, "published");
}

async function waitFor(db: BenchApp["db"], runId: string, wanted: string): Promise<number> {
  for (;;) {
    const { state, version } = await db.importRun.findUniqueOrThrow({ where: { id: runId } });
    if (state === wanted) return version;
    if (state === "failed") throw new Error("The import failed");
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

function meanwhileTable(idle: Times, meanwhile: Times): string {
  const rows = [...idle].map(([name, alone]) => {
    const beside = meanwhile.get(name) ?? [];
    return {
      cells: [
        name,
        median(alone).toFixed(1),
        median(beside).toFixed(1),
        percentile(beside, 0.95).toFixed(1),
      ],
      ratio: median(beside) / median(alone),
    };
  });
  const turns = meanwhile.values().next().value?.length ?? 0;
  const isReached = rows.every(({ ratio }) => ratio <= RATIO_MAX);
  return [
    `${IDLE_TURNS} turns through the pages while idle, ${turns} during the import of ${FAMILIES.toLocaleString("en")} families.`,
    "",
    table(
      ["page", "idle median ms", "median ms meanwhile", "95th percentile ms meanwhile", "ratio"],
      rows.map(({ cells, ratio }) => [...cells, `${ratio.toFixed(1)} ×`]),
    ),
    "",
    `Goal: at most ${RATIO_MAX} ×; ${isReached ? "reached" : "**not reached**"}.`,
  ].join("\n");
}
