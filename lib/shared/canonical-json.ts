/** A value of JSON as JSON with its keys in order: the same content is the same text, whoever wrote it. */
export function canonicalJson(value: unknown): string {
  if (typeof value === "string") return quoted(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  let members = "";
  // Not in the order of some locale: by the code units themselves.
  for (const key of Object.keys(value).sort()) {
    const part: unknown = Reflect.get(value, key);
    if (part === undefined) continue;
    members += `${members && ","}${quoted(key)}:${canonicalJson(part)}`;
  }
  return `{${members}}`;
}

/** Most texts need no escaping, and saying so is quicker than asking for it. */
function quoted(text: string): string {
  return /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/.test(text) ? `"${text}"` : JSON.stringify(text);
}
