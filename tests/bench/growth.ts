import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { promisify } from "node:util";
import { z } from "zod";
import { startBenchServer } from "./bench-office";
import { drawLineChart } from "./line-chart";
import { report, table } from "./report";

/** Families of the generator's city: from about 10,000 people to about 2,700,000. */
const SIZES = [3_300, 10_000, 33_400, 100_000, 300_000, 900_000];
/** Up to a million people, which a machine of an office's size does in a few minutes. */
const FAMILIES_MAX = 300_000;
const CHART_FILE = "docs/import-growth.svg";

const Sample = z.object({ wallSeconds: z.number(), cpuSeconds: z.number() });
const Growth = z.object({
  people: z.number(),
  rows: z.number(),
  product: Sample,
  bare: Sample,
  peakMegabytes: z.number(),
});
type Growth = z.infer<typeof Growth>;

/** How an import's time and memory grow with the size of the regency, up to so many families. */
export async function benchGrowth(familiesMax = FAMILIES_MAX): Promise<void> {
  const grown: Growth[] = [];
  for (const families of SIZES.filter((size) => size <= familiesMax))
    grown.push(await growTo(families));
  writeFileSync(CHART_FILE, chartOf(grown));
  report(
    "growth",
    [
      "![Seconds over people on logarithmic axes](import-growth.svg)",
      growthTable(grown),
      "Each size once, in a new server and a process of its own.",
    ].join("\n\n"),
  );
}

const run = promisify(execFile);

async function growTo(families: number): Promise<Growth> {
  const server = await startBenchServer(families);
  try {
    const { ownerUrl, dataDir, postmasterPid, files } = server;
    const place = { ownerUrl, dataDir, postmasterPid, ...files.v2 };
    const { stdout } = await run(process.execPath, [
      "scripts/tsx.mjs",
      "tests/bench/grow.ts",
      JSON.stringify(place),
    ]);
    return Growth.parse(JSON.parse(stdout));
  } finally {
    await server.stop();
  }
}

function chartOf(grown: readonly Growth[]): string {
  const pointsOf = (side: "product" | "bare") =>
    grown.map((one) => ({ x: one.people, y: one[side].wallSeconds }));
  return drawLineChart({
    title: "From CSV on disk to published, searchable and detected",
    xLabel: "people",
    yLabel: "seconds",
    series: [
      { name: "import and publish", color: "#1d4ed8", points: pointsOf("product") },
      { name: "bare COPY + indexes", color: "#71717a", points: pointsOf("bare") },
    ],
  });
}

function growthTable(grown: readonly Growth[]): string {
  const whole = (value: number) => Math.round(value).toLocaleString("en");
  return table(
    [
      "people",
      "rows",
      "wall s",
      "rows/s",
      "CPU s",
      "bare CPU s",
      "share of the bare side (wall, CPU)",
      "Node's peak memory MB",
    ],
    grown.map(({ people, rows, product, bare, peakMegabytes }) => [
      whole(people),
      whole(rows),
      product.wallSeconds.toFixed(1),
      whole(rows / product.wallSeconds),
      product.cpuSeconds.toFixed(1),
      bare.cpuSeconds.toFixed(1),
      `${whole((100 * bare.wallSeconds) / product.wallSeconds)}%, ${whole((100 * bare.cpuSeconds) / product.cpuSeconds)}%`,
      whole(peakMegabytes),
    ]),
  );
}
