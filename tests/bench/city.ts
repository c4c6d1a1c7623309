import type { UserActor } from "@/lib/auth/types";
import { detectCases } from "@/lib/cases/detect";
import { AS_OF } from "@/lib/demo/generator/calendar";
import type { WorkContext } from "@/lib/jobs/work-context";
import { copyBare, dropBare, RELEASE_ROWS, unload } from "./bare-copy";
import { type BenchServer, importFiles, openEmptyOffice, startBenchServer } from "./bench-office";
import { readingTable } from "./city-reading";
import { measure, type Sample } from "./measure";
import { report, table } from "./report";

/** About 904,000 people in the generator's city. */
const CITY_FAMILIES = 300_000;

const BARE = "bare COPY + indexes of the rows of v2";

type Intake = Parameters<typeof importFiles>[1];
type Files = Parameters<typeof importFiles>[2];

interface Step {
  readonly name: string;
  readonly sample: Sample;
  /** Rows that the step wrote; none were counted for a step without a file. */
  readonly rows?: number;
}

/** One office with the files of a whole city: what taking them in costs, and what reading costs then. */
export async function benchCity(families = CITY_FAMILIES): Promise<void> {
  const server = await startBenchServer(families);
  try {
    const office = await openEmptyOffice(server);
    const steps = await importCity(office, server);
    report(
      "city",
      [
        `${families.toLocaleString("en")} families in the generator's city; each step once.`,
        stepsTable(steps),
        await describeSize(office),
        await readingTable(office.db, HEAD),
      ].join("\n\n"),
    );
    await office.close();
  } finally {
    await server.stop();
  }
}

/** Who asks: the whole regency is the most that anybody reads. */
const HEAD: UserActor = {
  kind: "user",
  id: "00000000-0000-4000-8000-000000000000",
  sessionId: "00000000-0000-4000-8000-000000000000",
  username: "kepala",
  name: "Kepala Bench",
  role: "head",
  area: { level: "regency" },
};

/** In the order in which an office has them, so that the last release finds everything to compare with. */
async function importCity(office: WorkContext, server: BenchServer): Promise<Step[]> {
  const { v2, v3, dtks, recipients, dukcapil } = server.files;
  const pid = server.postmasterPid;
  const steps: Step[] = [];
  const take = async (name: string, intake: Intake, files: Files) => {
    const sample = await measure(pid, () => importFiles(office, intake, files));
    steps.push({ name, sample, rows: await countRows(office) });
  };
  const list = (name: string, intake: Intake, path: string) =>
    take(name, intake, [{ role: intake.kind === "dtsen" ? "family" : intake.kind, path }]);
  const release = (name: string, asOf: string, paths: typeof v2) =>
    take(`release ${name}`, { kind: "dtsen", name, asOf }, [
      { role: "family", path: paths.families },
      { role: "member", path: paths.members },
    ]);

  await release("v2", AS_OF.v2, v2);
  const rows = await unload(office, server.dataDir);
  steps.push({
    name: BARE,
    sample: await measure(pid, () => copyBare(office.pool, server.dataDir, RELEASE_ROWS)),
    rows,
  });
  await dropBare(office.pool);
  await list("old DTKS", { kind: "dtks", name: "DTKS", asOf: AS_OF.dtks }, dtks);
  for (const programCode of ["PKH", "SEMBAKO", "PBI_JK"] as const)
    await list(
      `recipients ${programCode}`,
      { kind: "recipients", name: programCode, programCode },
      recipients[programCode],
    );
  await release("v3, with everything before it", AS_OF.v3, v3);
  const answered = { kind: "dukcapil", name: "Padan Dukcapil", asOf: AS_OF.dukcapil } as const;
  await list("Dukcapil's matching result", answered, dukcapil);
  steps.push({
    name: "detection again, all kinds",
    sample: await measure(pid, () => detectCases(office, { day: new Date() })),
  });
  return steps;
}

function stepsTable(steps: readonly Step[]): string {
  const bare = steps.find(({ name }) => name === BARE)?.sample;
  if (!bare) throw new Error("The bare side was not measured");
  return table(
    ["step", "rows", "wall s", "rows/s", "CPU s (Node + PostgreSQL)", "of the bare COPY's wall"],
    steps.map(({ name, rows, sample: { wallSeconds, cpuSeconds } }) => [
      name,
      rows?.toLocaleString("en") ?? "",
      wallSeconds.toFixed(1),
      rows ? Math.round(rows / wallSeconds).toLocaleString("en") : "",
      cpuSeconds.toFixed(1),
      `${(wallSeconds / bare.wallSeconds).toFixed(1)} ×`,
    ]),
  );
}

/** The rows of the newest import. */
async function countRows({ db }: WorkContext): Promise<number> {
  const run = await db.importRun.findFirstOrThrow({
    orderBy: { id: "desc" },
    select: { files: { select: { rowsGood: true } } },
  });
  return run.files.reduce((sum, { rowsGood }) => sum + (rowsGood ?? 0), 0);
}

async function describeSize({ db, pool }: WorkContext): Promise<string> {
  const { rows } = await pool.query<{ size: string }>(
    "SELECT pg_size_pretty(pg_database_size(current_database())) AS size",
  );
  const openCases = await db.errorCase.count({
    where: { state: { notIn: ["resolved", "dismissed"] } },
  });
  const peak = Math.round(process.resourceUsage().maxRSS / 1024);
  return `The database takes ${rows[0]?.size}, with ${openCases.toLocaleString("en")} open cases. Node needed at most ${peak.toLocaleString("en")} MiB.`;
}
