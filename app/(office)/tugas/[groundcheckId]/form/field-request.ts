/** What became of a request to our own server. */
export type FieldAnswer =
  | { readonly status: "ok"; readonly body: unknown }
  | { readonly status: "offline" }
  | { readonly status: "signed_out" }
  | { readonly status: "refused"; readonly message: string };

const FAULT = "Server sedang bermasalah. Coba lagi sebentar lagi.";
const HTTP_UNAUTHORIZED = 401;

/**
 * Sends something of the visit. A connection that is missing or breaks off is an answer like any
 * other: the phone keeps what it has and tries again.
 */
export async function sendField(
  method: "PUT" | "POST",
  address: string,
  body: string | Blob,
  headers: Readonly<Record<string, string>> = {},
): Promise<FieldAnswer> {
  try {
    const response = await fetch(address, {
      method,
      body,
      headers: { "X-Tepat-Request": "1", ...headers },
    });
    if (response.status === HTTP_UNAUTHORIZED) return { status: "signed_out" };
    const text = await response.text();
    const answer = readJson(text);
    if (response.ok) return { status: "ok", body: answer };
    return { status: "refused", message: messageOf(answer) ?? FAULT };
  } catch {
    return { status: "offline" };
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function messageOf(answer: unknown): string | null {
  const message = fieldOf(answer, "message");
  return typeof message === "string" ? message : null;
}

/** One property of an answer, whatever it is. */
export function fieldOf(answer: unknown, name: string): unknown {
  if (typeof answer !== "object" || answer === null) return undefined;
  return Object.entries(answer).find(([key]) => key === name)?.[1];
}
