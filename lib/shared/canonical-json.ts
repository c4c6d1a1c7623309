/** A value as JSON with its keys in order: the same content is the same text, whoever wrote it. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part) ? inOrder(part) : part,
  );
}

function inOrder(record: object): object {
  // Not in code units' order of some locale: by the units themselves.
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
