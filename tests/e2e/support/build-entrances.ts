import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const BUILD = ".next/server";

/** Pages, routes by method, and actions by file and name, as the build has them. */
export interface BuildEntrances {
  readonly page: readonly string[];
  readonly route: readonly string[];
  readonly action: readonly string[];
}

/** An action as it can be called: its id in this build and the pages that serve it. */
export interface BuiltAction {
  readonly id: string;
  readonly name: string;
  readonly pages: readonly string[];
}

const ActionsManifest = z.object({
  node: z.record(
    z.string(),
    z.object({
      filename: z.string(),
      exportedName: z.string(),
      workers: z.record(z.string(), z.unknown()),
    }),
  ),
  edge: z.record(z.string(), z.unknown()),
});

export function readBuildEntrances(): BuildEntrances {
  const keys = Object.keys(
    z.record(z.string(), z.string()).parse(readManifest("app-paths-manifest.json")),
  );
  return {
    page: keys.filter((key) => existsSync(sourceOf(key, "tsx"))).map(addressOf),
    route: keys.filter((key) => existsSync(sourceOf(key, "ts"))).flatMap(methodsOf),
    action: readBuildActions().map(({ name }) => name),
  };
}

export function readBuildActions(): BuiltAction[] {
  const { node, edge } = ActionsManifest.parse(readManifest("server-reference-manifest.json"));
  if (Object.keys(edge).length > 0)
    throw new Error("An action of the edge runtime is walked by nobody");
  return Object.entries(node).map(([id, { filename, exportedName, workers }]) => ({
    id,
    name: `${filename}#${exportedName}`,
    pages: Object.keys(workers).map((worker) => addressOf(worker.replace(/^app/, ""))),
  }));
}

function readManifest(name: string): unknown {
  return JSON.parse(readFileSync(join(BUILD, name), "utf8"));
}

/** What Next adds by itself (its error pages, the icon) has no source file of this name. */
function sourceOf(key: string, extension: "ts" | "tsx"): string {
  return `app${key}.${extension}`;
}

/** `/(office)/kasus/[caseId]/page` is `/kasus/[caseId]` in the browser. */
function addressOf(key: string): string {
  const segments = key.split("/").slice(1, -1);
  return `/${segments.filter((segment) => !/^\(.*\)$/.test(segment)).join("/")}`;
}

function methodsOf(key: string): string[] {
  const source = readFileSync(sourceOf(key, "ts"), "utf8");
  const exported = source.matchAll(
    /^export (?:const|(?:async )?function) (GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b/gm,
  );
  return [...exported].map(([, method]) => `${method} ${addressOf(key)}`);
}
