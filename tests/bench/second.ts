import { createReadStream, createWriteStream } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { AS_OF } from "@/lib/demo/generator/calendar";
import { dropReleaseTables } from "@/lib/import/dtsen/release-tables";
import type { WorkContext } from "@/lib/jobs/work-context";
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
/** One family in so many has another desil in the second release; all else is as it was. */
const CHANGED_ONE_IN = 100;

interface Round {
  readonly first: Sample;
  readonly second: Sample;
  readonly firstBytes: number;
  readonly secondBytes: number;
  /** What is left of the second release's bytes after the first one's tables are detached and dropped. */
  readonly bytesAfterDetaching: number;
  /** Where the seconds of each went, as tables of Markdown. */
  readonly firstStages: string;
  readonly secondStages: string;
}

/** A release, then the same again with one family in a hundred changed: seconds, bytes and what becomes history. */
export async function benchSecond(): Promise<void> {
  const server = await startBenchServer(BENCH_FAMILIES);
  try {
    const changed = await changeFamilies(server);
    const rounds: Round[] = [];
    for (let round = 0; round < ROUNDS; round += 1) rounds.push(await takeBoth(server, changed));
    report("second", secondTable(rounds, changed.count));
  } finally {
    await server.stop();
  }
}

interface ChangedFamilies {
  readonly path: string;
  readonly count: number;
}

/** The family file with another desil in every hundredth line. */
async function changeFamilies({ files, dataDir }: BenchServer): Promise<ChangedFamilies> {
  const path = join(dataDir, "second_families.csv");
  const lines = createInterface({ input: createReadStream(files.v2.families) });
  let lineNo = 0;
  let count = 0;
  let desil = -1;
  async function* changed() {
    for await (const line of lines) {
      const fields = line.split("|");
      if (lineNo === 0) desil = fields.indexOf('"desil_nasional"');
      else if (lineNo % CHANGED_ONE_IN === 0) {
        fields[desil] = fields[desil] === '"9"' ? '"10"' : '"9"';
        count += 1;
      }
      lineNo += 1;
      yield `${fields.join("|")}\n`;
    }
  }
  await pipeline(Readable.from(changed()), createWriteStream(path));
  return { path, count };
}

async function takeBoth(server: BenchServer, changed: ChangedFamilies): Promise<Round> {
  const clock = startStageClock(server.postmasterPid);
  const office = await openEmptyOffice(server, clock.log);
  try {
    const { families, members } = server.files.v2;
    const take = (name: string, asOf: string, path: string) =>
      measure(server.postmasterPid, () =>
        importFiles(office, { kind: "dtsen", name, asOf }, [
          { role: "family", path },
          { role: "member", path: members },
        ]),
      );
    const empty = await sizeOf(office);
    clock.take();
    const first = await take("v2 2026", AS_OF.v2, families);
    const firstStages = stageTable(clock.take());
    const afterFirst = await sizeOf(office);
    const changesBefore = await office.db.desilChange.count();
    clock.take();
    const second = await take("v3 2026", AS_OF.v3, changed.path);
    const secondStages = stageTable(clock.take());
    const afterSecond = await sizeOf(office);
    const history = (await office.db.desilChange.count()) - changesBefore;
    if (history !== changed.count)
      throw new Error(`${changed.count} families changed, and ${history} changes were written`);
    const { id } = await office.db.release.findFirstOrThrow({ orderBy: { id: "asc" } });
    await dropReleaseTables(office.pool, id);
    return {
      first,
      second,
      firstBytes: afterFirst - empty,
      secondBytes: afterSecond - afterFirst,
      bytesAfterDetaching: (await sizeOf(office)) - afterFirst,
      firstStages,
      secondStages,
    };
  } finally {
    await office.close();
  }
}

async function sizeOf({ pool }: WorkContext): Promise<number> {
  await pool.query("CHECKPOINT");
  const { rows } = await pool.query<{ size: string }>(
    "SELECT pg_database_size(current_database()) AS size",
  );
  return Number(rows[0]?.size);
}

function secondTable(rounds: readonly Round[], changedCount: number): string {
  const middle = (figure: (round: Round) => number) => median(rounds.map(figure));
  const megabytes = (bytes: number) => (bytes / 2 ** 20).toFixed(0);
  const line = (
    name: string,
    sample: (round: Round) => Sample,
    bytes: (round: Round) => number,
  ) => [
    name,
    middle((round) => sample(round).wallSeconds).toFixed(2),
    middle((round) => sample(round).cpuSeconds).toFixed(2),
    megabytes(middle(bytes)),
  ];
  const ratio = (figure: (round: Round) => number) => `**${middle(figure).toFixed(2)} ×**`;
  const last = rounds.at(-1);
  return [
    `Median of ${ROUNDS} rounds, each in a new office. Of ${changedCount.toLocaleString("en")} families with another desil, exactly as many changes became history.`,
    "",
    table(
      ["", "wall s", "CPU s (Node + PostgreSQL)", "database grows by MB"],
      [
        line(
          "first release",
          ({ first }) => first,
          ({ firstBytes }) => firstBytes,
        ),
        line(
          "second release, 99% the same",
          ({ second }) => second,
          ({ secondBytes }) => secondBytes,
        ),
        [
          "second of first",
          ratio(({ first, second }) => second.wallSeconds / first.wallSeconds),
          ratio(({ first, second }) => second.cpuSeconds / first.cpuSeconds),
          ratio(({ firstBytes, secondBytes }) => secondBytes / firstBytes),
        ],
      ],
    ),
    "",
    `Once the first release's tables are detached and dropped, the database is ${megabytes(middle(({ bytesAfterDetaching }) => bytesAfterDetaching))} MB from where it was before the second.`,
    "",
    "Where the seconds of the last round went, in the first release:",
    "",
    last?.firstStages ?? "",
    "",
    "and in the second:",
    "",
    last?.secondStages ?? "",
  ].join("\n");
}
