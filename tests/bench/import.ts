import type { WorkContext } from "@/lib/jobs/work-context";
import { copyBare, dropBare, unload } from "./bare-copy";
import {
  BENCH_FAMILIES,
  type BenchServer,
  importFiles,
  openEmptyOffice,
  startBenchServer,
} from "./bench-office";
import { measure, median, type Sample } from "./measure";
import { report, table } from "./report";
import { stageTable, startStageClock } from "./stages";

const ROUNDS = 3;

/** Import and publish of a release against a bare COPY of the same rows plus the same indexes. */
export async function benchImport(): Promise<void> {
  const server = await startBenchServer(BENCH_FAMILIES);
  try {
    const warm = await openEmptyOffice(server);
    await importRelease(warm, server);
    const rows = await unload(warm, server.dataDir);

    const clock = startStageClock(server.postmasterPid);
    let stages = "";
    const product: Sample[] = [];
    const bare: Sample[] = [];
    const steps = [
      async () => {
        const office = await openEmptyOffice(server, clock.log);
        clock.take();
        product.push(await measure(server.postmasterPid, () => importRelease(office, server)));
        stages = stageTable(clock.take());
        await office.close();
      },
      async () => {
        bare.push(await measure(server.postmasterPid, () => copyBare(warm.pool, server.dataDir)));
        await dropBare(warm.pool);
      },
    ];
    // A, B, B, A, A, B: a machine that slows down or speeds up favours neither side.
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const step of round % 2 === 0 ? steps : steps.toReversed()) await step();
    }
    await warm.close();
    const where = `Where the seconds of the last round went:\n\n${stages}`;
    report("import", `${importTable(rows, product, bare)}\n\n${where}`);
  } finally {
    await server.stop();
  }
}

function importRelease(ctx: WorkContext, { files }: BenchServer): Promise<void> {
  return importFiles(ctx, { kind: "dtsen", name: "v2 2026", asOf: "2026-07-20" }, [
    { role: "family", path: files.v2.families },
    { role: "member", path: files.v2.members },
  ]);
}

function importTable(rows: number, product: readonly Sample[], bare: readonly Sample[]): string {
  const middle = (samples: readonly Sample[], figure: keyof Sample) =>
    median(samples.map((sample) => sample[figure]));
  const line = (name: string, samples: readonly Sample[]) => [
    name,
    middle(samples, "wallSeconds").toFixed(2),
    Math.round(rows / middle(samples, "wallSeconds")).toLocaleString("en"),
    middle(samples, "cpuSeconds").toFixed(2),
  ];
  const share = (figure: keyof Sample) =>
    `**${Math.round((100 * middle(bare, figure)) / middle(product, figure))}%**`;
  return [
    `${rows.toLocaleString("en")} rows (families and members), median of ${ROUNDS} rounds.`,
    "",
    table(
      ["", "wall s", "rows/s", "CPU s (Node + PostgreSQL)"],
      [
        line("import and publish", product),
        line("bare COPY + indexes", bare),
        ["the product reaches", share("wallSeconds"), "", share("cpuSeconds")],
      ],
    ),
  ].join("\n");
}
