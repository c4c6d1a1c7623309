import { expect, test } from "vitest";
import { logConsoleErrors } from "./console-errors";
import { createLogger } from "./logger";

/** A console whose errors go through the logger, and what the logger wrote. */
function loggedConsole() {
  const lines: string[] = [];
  const target: Pick<Console, "error"> = { error: () => {} };
  logConsoleErrors(createLogger("web", { write: (line) => lines.push(line) }), target);
  return { target, lines };
}

test("an error that a library prints loses its message and keeps its place", () => {
  const { target, lines } = loggedConsole();

  target.error("⨯", new Error('invalid input syntax: "SITI 1073050101900001"'));

  expect(lines.join("")).not.toContain("SITI");
  expect(lines.join("")).toContain("console-errors.test.ts");
});

test("an error of a request is left to the line that names its route", () => {
  const { target, lines } = loggedConsole();

  target.error(Object.assign(new Error("x"), { digest: "1" }));

  expect(lines).toEqual([]);
});

test("a sentence is kept, without numbers of people", () => {
  const { target, lines } = loggedConsole();

  target.error("Failed to find Server Action for 1073050101900001");

  expect(lines.join("")).toContain("Failed to find Server Action for [16 digits]");
});
