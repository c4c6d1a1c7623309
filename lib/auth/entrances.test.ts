import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ENTRANCES } from "./policy";

const ROOT = join(import.meta.dirname, "../..");

const files = readdirSync(join(ROOT, "app"), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1));

const textOf = (path: string) => readFileSync(join(ROOT, path), "utf8");
const actionFiles = files.filter(
  (path) => /\.tsx?$/.test(path) && /^\s*["']use server["']/m.test(textOf(path)),
);

/** What a file of actions exports, with the text that makes it. */
function exportsOf(path: string): { name: string; made: string }[] {
  return [...textOf(path).matchAll(/^export\s+(.*)$/gm)].map(([, declaration = ""]) => ({
    name: declaration.match(/^const (\w+) = /)?.[1] ?? declaration,
    made: declaration.replace(/^const \w+ = /, ""),
  }));
}

// The build is asked in tests/e2e/policy-walk.spec.ts; this tells sooner, and what the build hides.
describe("an entrance in the source", () => {
  test("is found at all", () => {
    expect(actionFiles.length).toBeGreaterThan(3);
  });

  test.each(actionFiles)("of %s is made by the one pipeline", (path) => {
    const others = exportsOf(path).filter(
      ({ made }) => !/^define(Public)?Action(?:<|\(\{)/.test(made),
    );

    expect(others).toEqual([]);
  });

  test("that is an action stands in the table", () => {
    const names = actionFiles.flatMap((path) =>
      exportsOf(path).map(({ name }) => `${path}#${name}`),
    );

    expect(names.toSorted()).toEqual(Object.keys(ENTRANCES.action).toSorted());
  });

  test("that is a page asks for the permission of the table in its own file", () => {
    const wrong = files
      .filter((path) => path.endsWith("/page.tsx"))
      .filter((path) => {
        const access = ENTRANCES.page[addressOf(path)];
        const asked = textOf(path).match(/requirePermission\("([^"]+)"\)/)?.[1] ?? "public";
        return access !== asked;
      });

    expect(wrong).toEqual([]);
  });
});

function addressOf(path: string): string {
  const segments = path.split("/").slice(1, -1);
  return `/${segments.filter((segment) => !/^\(.*\)$/.test(segment)).join("/")}`;
}
