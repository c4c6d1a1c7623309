/** The answer of a command: standard output, and nothing else goes there. */
export function print(line = ""): void {
  process.stdout.write(`${line}\n`);
}

/** One JSON document a line; 64-bit numbers as text, because JavaScript's own reader would round them. */
export function printJson(value: unknown): void {
  print(JSON.stringify(value, (_, field) => (typeof field === "bigint" ? String(field) : field)));
}

/** What a person at the terminal reads meanwhile: standard error. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
