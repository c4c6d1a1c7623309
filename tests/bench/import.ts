import type { WorkContext } from "@/lib/jobs/work-context";
import { copyBare, dropBare, RELEASE_AND_IDENTITIES, RELEASE_ROWS, unload } from "./bare-copy";
import {
  BENCH_FAMILIES,
  type BenchServer,
  dropOffice,
  importFiles,
  openEmptyOffice,
  startBenchServer,
} from "./bench-office";
import { measure, median, type Sample } from "./measure";
import { report, table } from "./report";
import { stageTable, startStageClock } from "./stages";

const ROUNDS = 3;

interface Samples {
  readonly product: Sample[];
  readonly bareRows: Sample[];
  readonly bareEverything: Sample[];
}

/**
 * Import and publish of a release against a bare COPY of the same rows plus the same indexes, and
 * against one of everything that a first release fills. A regency of another size than the ordinary
 * one has a table of its own.
 */
export async function benchImport(families = BENCH_FAMILIES): Promise<void> {
  const server = await startBenchServer(families);
  try {
    const warm = await openEmptyOffice(server);
    await importRelease(warm, server);
    const rows = await unload(warm, server.dataDir);

    const samples: Samples = { product: [], bareRows: [], bareEverything: [] };
    let stages = "";
    const steps = [
      async () => {
        stages = await takeProduct(server, samples.product);
      },
      () => takeBare(warm, server, samples.bareRows, RELEASE_ROWS),
      () => takeBare(warm, server, samples.bareEverything, RELEASE_AND_IDENTITIES),
    ];
    // A, B, C, C, B, A, A, B, C: a machine that slows down or speeds up favours no side.
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const step of round % 2 === 0 ? steps : steps.toReversed()) {
        await warm.pool.query("CHECKPOINT");
        await step();
      }
    }
    await warm.close();
    const where = `Where the seconds of the last round went:\n\n${stages}`;
    const section = families === BENCH_FAMILIES ? "import" : "import-regency";
    report(section, `${importTable(rows, samples)}\n\n${where}`);
  } finally {
    await server.stop();
  }
}

/** One import into an office of its own; says where its seconds went. */
async function takeProduct(server: BenchServer, samples: Sample[]): Promise<string> {
  const clock = startStageClock(server.postmasterPid);
  const office = await openEmptyOffice(server, clock.log);
  clock.take();
  samples.push(await measure(server.postmasterPid, () => importRelease(office, server)));
  const stages = stageTable(clock.take());
  await dropOffice(server, office);
  return stages;
}

async function takeBare(
  { pool }: WorkContext,
  { postmasterPid, dataDir }: BenchServer,
  samples: Sample[],
  tables: Parameters<typeof copyBare>[2],
): Promise<void> {
  samples.push(await measure(postmasterPid, () => copyBare(pool, dataDir, tables)));
  await dropBare(pool);
}

function importRelease(ctx: WorkContext, { files }: BenchServer): Promise<void> {
  return importFiles(ctx, { kind: "dtsen", name: "v2 2026", asOf: "2026-07-20" }, [
    { role: "family", path: files.v2.families },
    { role: "member", path: files.v2.members },
  ]);
}

function importTable(rows: number, { product, bareRows, bareEverything }: Samples): string {
  const middle = (samples: readonly Sample[], figure: keyof Sample) =>
    median(samples.map((sample) => sample[figure]));
  const line = (name: string, samples: readonly Sample[]) => [
    name,
    middle(samples, "wallSeconds").toFixed(2),
    Math.round(rows / middle(samples, "wallSeconds")).toLocaleString("en"),
    middle(samples, "cpuSeconds").toFixed(2),
  ];
  const share = (bare: readonly Sample[], figure: keyof Sample) =>
    `**${Math.round((100 * middle(bare, figure)) / middle(product, figure))}%**`;
  const shares = (name: string, bare: readonly Sample[]) => [
    name,
    share(bare, "wallSeconds"),
    "",
    share(bare, "cpuSeconds"),
  ];
  return [
    `${rows.toLocaleString("en")} rows (families and members), median of ${ROUNDS} rounds.`,
    "",
    table(
      ["", "wall s", "rows/s", "CPU s (Node + PostgreSQL)"],
      [
        line("import and publish", product),
        line("bare COPY + indexes of the rows", bareRows),
        line("bare COPY + indexes of rows and identities", bareEverything),
        shares("the product reaches, of the rows alone", bareRows),
        shares("the product reaches, of rows and identities", bareEverything),
      ],
    ),
  ].join("\n");
}
