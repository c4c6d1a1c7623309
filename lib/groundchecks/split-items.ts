const COLON_AFTER = /\s*:/y;

/**
 * The elements of the list `items` of a JSON object, each as the text that was sent, character by
 * character: what a phone sent is kept for ever, and JSON.parse forgets how it was written.
 *
 * @param body text that JSON.parse has accepted
 */
export function splitItems(body: string): string[] {
  let items: string[] = [];
  let depth = 0;
  let key = "";
  /** Where the element at hand begins; undefined outside the list. */
  let begin: number | undefined;
  for (let at = 0; at < body.length; at += 1) {
    const sign = body[at];
    if (sign === '"') {
      const end = endOfText(body, at);
      COLON_AFTER.lastIndex = end;
      if (depth === 1 && COLON_AFTER.test(body)) key = String(JSON.parse(body.slice(at, end)));
      at = end - 1;
    } else if (sign === "{" || sign === "[") {
      depth += 1;
      if (sign === "[" && depth === 2 && key === "items") {
        // As JSON.parse does it: of two keys of one name the last one counts.
        items = [];
        begin = at + 1;
      }
    } else if (sign === "}" || sign === "]" || sign === ",") {
      if (begin !== undefined && depth === 2 && sign !== "}") {
        items.push(body.slice(begin, at).trim());
        begin = sign === "," ? at + 1 : undefined;
      }
      if (sign !== ",") depth -= 1;
    }
  }
  return items.filter((item) => item !== "");
}

/** Where the text that begins at a quote is over: behind the first quote that is not escaped. */
function endOfText(body: string, begin: number): number {
  let quote = begin;
  do quote = body.indexOf('"', quote + 1);
  while (isEscaped(body, quote));
  return quote + 1;
}

function isEscaped(body: string, at: number): boolean {
  let before = at - 1;
  while (body[before] === "\\") before -= 1;
  return (at - before) % 2 === 0;
}
