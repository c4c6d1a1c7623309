/**
 * `npm test`: every check in order, each under its own heading, with a summary at the end.
 * `node scripts/test.mjs NAME…` runs the named ones: check, unit, build, integration, e2e.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  ensureBuilt,
  ensureGenerated,
  ensureInstalled,
  pinnedNode,
  root,
  run,
  runMain,
  StartProblem,
} from "./bootstrap.mjs";
import { failuresIn } from "./failures.mjs";

const tool = (path, ...args) => [join(root, "node_modules", path), ...args];

/** Where the runners write what failed, for the end of the summary. */
const reports = mkdtempSync(join(tmpdir(), "tepat-report-"));
const reportOf = (group) => join(reports, `${group}.json`);

const vitest = (project) => [
  ...tool("vitest/vitest.mjs", "run", "--project", project, "--reporter", "default"),
  ...["--reporter", "json", `--outputFile.json=${reportOf(project)}`],
];

/** A step is a program to run, or a function that throws when it fails. */
const STEPS = [
  { group: "check", name: "Format and lint", command: tool("@biomejs/biome/bin/biome", "ci") },
  { group: "check", name: "Route types", command: tool("next/dist/bin/next", "typegen") },
  { group: "check", name: "Types", command: tool("typescript/bin/tsc", "--noEmit") },
  { group: "check", name: "Dead code", command: tool("knip/bin/knip.js") },
  { group: "unit", name: "Unit and architecture", command: vitest("unit") },
  { group: "build", name: "Build", command: ensureBuilt, neededBy: ["integration", "e2e"] },
  { group: "integration", name: "Integration on PostgreSQL", command: vitest("integration") },
  {
    group: "e2e",
    name: "End to end in Chromium",
    command: tool("@playwright/test/cli.js", "test", "--reporter", "list,json"),
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: reportOf("e2e") },
  },
];

const wanted = process.argv.slice(2);

await runMain(async () => {
  await ensureInstalled();
  await ensureGenerated();
  const results = [];
  for (const step of STEPS) {
    if (wanted.length === 0 || isWanted(step)) results.push(await check(step));
  }
  return summarize(results);
});

/** Tests in parallel serve one build; none of them may have to make it first. */
function isWanted({ group, neededBy = [] }) {
  return [group, ...neededBy].some((name) => wanted.includes(name));
}

async function check({ group, name, command, env }) {
  console.info(`\n──── ${name} ────`);
  const start = Date.now();
  const passed = await passes(command, env);
  return { group, name, passed, seconds: Math.round((Date.now() - start) / 1000) };
}

async function passes(command, env) {
  if (typeof command !== "function") return (await run(pinnedNode, command, env)) === 0;
  try {
    await command();
    return true;
  } catch (error) {
    if (!(error instanceof StartProblem)) throw error;
    console.error(error.message);
    return false;
  }
}

function summarize(results) {
  console.info("\n──── Summary ────");
  for (const { name, passed, seconds } of results) {
    console.info(`${passed ? "passed" : "FAILED"}  ${name} (${seconds} s)`);
  }
  // Last, so that whoever sees only the end of a long output knows what to look at.
  for (const { group, passed } of results) {
    if (!passed) for (const line of failuresIn(reportOf(group))) console.info(line);
  }
  rmSync(reports, { recursive: true, force: true });
  return results.every(({ passed }) => passed) ? 0 : 1;
}
