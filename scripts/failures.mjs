import { existsSync, readFileSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";

const FAILURES_MAX = 12;
const LINES_EACH = 4;

/** The failures of a JSON report of Vitest or Playwright, a few lines each; none if there is no report. */
export function failuresIn(file) {
  if (!existsSync(file)) return [];
  const report = JSON.parse(readFileSync(file, "utf8"));
  const failures = report.testResults ? ofVitest(report) : ofPlaywright(report);
  const told = failures.slice(0, FAILURES_MAX).flatMap(({ name, message }) => [
    `FAILED  ${name}`,
    ...stripVTControlCharacters(message)
      .split("\n")
      .filter((line) => line.trim() !== "" && !line.includes("node_modules"))
      .slice(0, LINES_EACH)
      .map((line) => `        ${line.trim()}`),
  ]);
  const rest = failures.length - FAILURES_MAX;
  return rest > 0 ? [...told, `…and ${rest} more`] : told;
}

function ofVitest({ testResults }) {
  return testResults.flatMap((file) => {
    const failed = file.assertionResults
      .filter(({ status }) => status === "failed")
      .map(({ fullName, failureMessages }) => ({
        name: `${file.name}: ${fullName}`,
        message: failureMessages.join("\n"),
      }));
    // A file can fail without a test: in its hooks, or because it cannot be read.
    const inFile = file.status === "failed" && file.message;
    return inFile ? [...failed, { name: file.name, message: file.message }] : failed;
  });
}

function ofPlaywright({ suites = [], errors = [] }) {
  return [
    ...suites.flatMap(specsOf).flatMap(({ file, title, tests }) =>
      tests
        .filter(({ status }) => status === "unexpected")
        .map(({ results }) => ({
          name: `${file}: ${title}`,
          message:
            results
              .at(-1)
              ?.errors.map(({ message }) => message)
              .join("\n") ?? "",
        })),
    ),
    ...errors.map(({ message }) => ({ name: "Playwright", message })),
  ];
}

function specsOf({ specs = [], suites = [] }) {
  return [...specs, ...suites.flatMap(specsOf)];
}
