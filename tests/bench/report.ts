import { readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";

const FILE = "docs/performance.md";

/** A table of Markdown, numbers already formatted. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** Prints a section and puts it into docs/performance.md between its markers. */
export function report(section: string, body: string): void {
  const begin = `<!-- bench:${section} -->`;
  const end = `<!-- /bench:${section} -->`;
  const machine = `${cpus().length} cores (${cpus()[0]?.model ?? "unknown"}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}`;
  const block = `${begin}\n${body}\n\nMeasured on ${machine}.\n${end}`;
  console.log(`\n${body}\n`);
  const text = readFileSync(FILE, "utf8");
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < 0) throw new Error(`${FILE} has no markers for "${section}"`);
  writeFileSync(FILE, text.slice(0, from) + block + text.slice(to + end.length));
}
