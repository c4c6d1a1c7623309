import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative } from "node:path";
import { describe, expect, test } from "vitest";

/** Who may import whom. Read a row as: files matching `from` must not import modules matching `to`. */
const RULES = [
  {
    because: "lib/ is the domain: it must run from a script or a test, without pages or components",
    from: /^lib\//,
    to: /^(app|components)\/|^(react-dom|recharts|@tanstack\/.*)$/,
  },
  {
    because: "components/ui holds no domain words: it could ship in another product",
    from: /^components\/(ui|forms|data-table)\//,
    to: /^lib\/(?!shared\/)/,
  },
  {
    because: "components show what they are given: reading and writing belong to pages and actions",
    from: /^components\//,
    to: /^lib\/[^/]+\/(queries|commands)\.ts$|^lib\/db\/(?!generated\/enums)/,
  },
  {
    because: "rules are pure: load the facts in a query and pass them in",
    from: /^lib\/[^/]+\/((rules|workflow|policy|schema|types|labels|kinds|evidence|sentences)\.ts$|facts\/)/,
    to: /^lib\/db\/|^(server-only|next\/.*|pg|@prisma\/.*|node:.*)$/,
  },
  {
    because: "lib/shared imports nothing of ours",
    from: /^lib\/shared\//,
    to: /^lib\/(?!shared\/)/,
  },
  {
    because: "cases and programs stand above the registry, never below it",
    from: /^lib\/(registry|areas|audit|auth|workflow|db)\//,
    to: /^lib\/(cases|import|jobs|worker|cli|demo)\//,
  },
  {
    because: "next-auth stays replaceable: only lib/auth and its route know it",
    from: /^(?!lib\/auth\/|app\/api\/auth\/)/,
    to: /^next-auth/,
  },
] as const;

const ROOT = join(import.meta.dirname, "..");
const FOLDERS = ["app", "components", "lib"];

function sourceFiles(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter(
      (entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name),
    )
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .filter((path) => !path.startsWith("lib/db/generated/"));
}

/** Modules a file loads at run time, as paths from the root or as package names; `import type` does not count. */
function runtimeImports(path: string): string[] {
  const text = readFileSync(join(ROOT, path), "utf8");
  const pattern =
    /(?:import|export)\s+(?!type\b)(?:[^"';]*?\bfrom\s*)?["']([^"']+)["']|import\(\s*["']([^"']+)["']/g;
  return [...text.matchAll(pattern)].flatMap((match) => {
    const target = match[1] ?? match[2];
    if (target === undefined) return [];
    if (target.startsWith("@/")) return [withExtension(target.slice(2))];
    if (target.startsWith(".")) return [withExtension(posix.join(dirname(path), target))];
    return [target];
  });
}

function withExtension(path: string): string {
  return /\.\w+$/.test(path) ? path : `${path}.ts`;
}

const sources = FOLDERS.flatMap(sourceFiles);

describe("architecture", () => {
  test("the check sees the code base", () => {
    expect(sources.length).toBeGreaterThan(100);
    expect(sources.flatMap(runtimeImports).length).toBeGreaterThan(300);
  });

  test.each(RULES)("$because", ({ from, to }) => {
    const violations = sources
      .filter((path) => from.test(path))
      .flatMap((path) =>
        runtimeImports(path)
          .filter((target) => to.test(target))
          .map((target) => `${path} → ${target}`),
      );

    expect(violations).toEqual([]);
  });

  test("SQL is never built from text", () => {
    const unsafe = sources.filter((path) =>
      /\$(queryRawUnsafe|executeRawUnsafe)\b/.test(readFileSync(join(ROOT, path), "utf8")),
    );

    expect(unsafe).toEqual([]);
  });

  test("no file is named after nothing", () => {
    const nameless = sources.filter((path) =>
      /(^|\/)(utils?|helpers?|services?|constants|common|misc)\.tsx?$/.test(path),
    );
    const barrels = sources.filter((path) => /^(lib|components)\/.*\/index\.tsx?$/.test(path));

    expect([...nameless, ...barrels]).toEqual([]);
  });
});
