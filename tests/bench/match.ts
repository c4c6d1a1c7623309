import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { AS_OF } from "@/lib/demo/generator/calendar";
import type { OpenWorkContext } from "@/lib/jobs/open-work-context";
import { type BenchServer, importFiles, openEmptyOffice, startBenchServer } from "./bench-office";
import { type DrawnRow, drawList, SPELLINGS } from "./draw-list";
import { measure, type Sample } from "./measure";
import { report, table } from "./report";

/** About 300,000 people in the generator's city. */
const MATCH_FAMILIES = 100_000;

const SIZES = [1_000, 10_000, 100_000];

const Compared = z.object({
  runId: z.string(),
  sample: z.object({ wallSeconds: z.number(), cpuSeconds: z.number() }),
  peakMegabytes: z.number(),
});

interface Match extends z.infer<typeof Compared> {
  readonly drawn: readonly DrawnRow[];
  readonly bare: Sample;
}

/** Lists of another office against the registry, beside a bare join by NIK of the same rows. */
export async function benchMatch(families = MATCH_FAMILIES): Promise<void> {
  const server = await startBenchServer(families);
  try {
    const office = await openEmptyOffice(server);
    await importFiles(office, { kind: "dtsen", name: "v2 2026", asOf: AS_OF.v2 }, [
      { role: "family", path: server.files.v2.families },
      { role: "member", path: server.files.v2.members },
    ]);
    const people = await office.db.individualRelease.count();
    const matches: Match[] = [];
    for (const size of SIZES.filter((rows) => rows <= people))
      matches.push(await matchList(office, server, size));
    const largest = matches.at(-1);
    if (!largest) throw new Error("No list was compared");
    report(
      "match",
      [
        `A registry of ${people.toLocaleString("en")} people; each list once, in a process of its own.`,
        timesTable(matches),
        `What became of the list of ${largest.drawn.length.toLocaleString("en")} rows:`,
        await foundTable(office, largest),
      ].join("\n\n"),
    );
    await office.close();
  } finally {
    await server.stop();
  }
}

const run = promisify(execFile);

async function matchList(
  office: OpenWorkContext,
  { dataDir, postmasterPid }: BenchServer,
  size: number,
): Promise<Match> {
  const path = join(dataDir, `list-${size}.csv`);
  const drawn = await drawList(office, size, path);
  const { url, schema } = office;
  const { stdout } = await run(process.execPath, [
    "scripts/tsx.mjs",
    "tests/bench/match-once.ts",
    JSON.stringify({ url, schema, dataDir, postmasterPid, path }),
  ]);
  const compared = Compared.parse(JSON.parse(stdout));
  const bare = await measure(postmasterPid, () => joinBare(office, compared.runId));
  return { ...compared, drawn, bare };
}

/** The least that a comparison can be: whose NIK of the list is in the release. */
async function joinBare({ pool }: OpenWorkContext, runId: string): Promise<void> {
  await pool.query(`
    CREATE TABLE bare_match AS
    SELECT matching_row.line_no, individual_release.line_no AS member_line
      FROM matching_list
      JOIN matching_row ON matching_row.list_id = matching_list.id
      JOIN individual_release
        ON individual_release.release_id = matching_list.release_id
       AND individual_release.nik = matching_row.nik
     WHERE matching_list.run_id = '${z.uuid().parse(runId)}'`);
  await pool.query("DROP TABLE bare_match");
}

function timesTable(matches: readonly Match[]): string {
  return table(
    [
      "rows",
      "wall s",
      "rows/s",
      "CPU s (Node + PostgreSQL)",
      "bare join by NIK, CPU s",
      "ratio",
      "Node's peak memory MB",
    ],
    matches.map(({ drawn, sample, bare, peakMegabytes }) => [
      drawn.length.toLocaleString("en"),
      sample.wallSeconds.toFixed(1),
      Math.round(drawn.length / sample.wallSeconds).toLocaleString("en"),
      sample.cpuSeconds.toFixed(1),
      bare.cpuSeconds.toFixed(2),
      `${(sample.cpuSeconds / bare.cpuSeconds).toFixed(0)} ×`,
      Math.round(peakMegabytes).toLocaleString("en"),
    ]),
  );
}

const Outcome = z.object({
  lineNo: z.number().int(),
  result: z.enum(["matched", "similar", "unmatched"]),
  /** Who it was found to be. */
  found: z.string().nullable(),
  offered: z.array(z.string()),
});

/** Each way of writing somebody down, and how many of its rows found whom they mean. */
async function foundTable({ pool }: OpenWorkContext, { drawn, runId }: Match): Promise<string> {
  const { rows } = await pool.query(
    `SELECT matching_row.line_no AS "lineNo",
            matching_row.result::text,
            min(candidate.individual_id::text)
              FILTER (WHERE candidate.member_line = matching_row.member_line) AS found,
            coalesce(array_agg(candidate.individual_id::text)
              FILTER (WHERE candidate.individual_id IS NOT NULL), '{}') AS offered
       FROM matching_list
       JOIN matching_row ON matching_row.list_id = matching_list.id
  LEFT JOIN matching_candidate AS candidate USING (list_id, line_no)
      WHERE matching_list.run_id = $1
   GROUP BY matching_row.list_id, matching_row.line_no`,
    [runId],
  );
  const outcomes = new Map(
    z
      .array(Outcome)
      .parse(rows)
      .map((row) => [row.lineNo, row]),
  );
  const lines = SPELLINGS.map(({ name }) => {
    const counts = { rows: 0, settled: 0, offered: 0, wrong: 0, others: 0, nobody: 0 };
    for (const { lineNo, individualId } of drawn.filter(({ spelling }) => spelling === name)) {
      const outcome = outcomes.get(lineNo);
      if (!outcome) throw new Error(`Line ${lineNo} was not compared`);
      counts.rows += 1;
      counts[judge(outcome, individualId)] += 1;
    }
    return [name, ...Object.values(counts).map((count) => count.toLocaleString("en"))];
  });
  return table(
    [
      "written",
      "rows",
      "Padan, the right person",
      "Mirip, among those offered",
      "Padan, somebody else",
      "Mirip, others only",
      "Tidak padan",
    ],
    lines,
  );
}

function judge({ result, found, offered }: z.infer<typeof Outcome>, individualId: string | null) {
  if (result === "matched") return found === individualId ? "settled" : "wrong";
  if (result === "unmatched") return "nobody";
  return individualId !== null && offered.includes(individualId) ? "offered" : "others";
}
