/** A text (with its colon where it is a key), or a sign that opens, closes or divides. */
const TOKEN = /"(?:[^"\\]+|\\.)*"(\s*:)?|[{}[\],]/g;

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
  for (const { 0: token, 1: colon, index } of body.matchAll(TOKEN)) {
    const inList = depth === 2 && begin !== undefined;
    if (inList && (token === "," || token === "]")) items.push(body.slice(begin, index).trim());
    if (inList) begin = token === "]" ? undefined : token === "," ? index + 1 : begin;
    if (token === "{" || token === "[") depth += 1;
    if (token === "}" || token === "]") depth -= 1;
    if (depth === 1 && colon !== undefined) key = keyOf(token);
    if (token === "[" && depth === 2 && key === "items") {
      // As JSON.parse does it: of two keys of one name the last one counts.
      items = [];
      begin = index + 1;
    }
  }
  return items.filter((item) => item !== "");
}

function keyOf(token: string): string {
  return String(JSON.parse(token.slice(0, token.lastIndexOf('"') + 1)));
}
