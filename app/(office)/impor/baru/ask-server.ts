/** What became of one request: an answer, or none because the connection or the person broke it off. */
export type Answered =
  | { readonly outcome: "answered"; readonly status: number; readonly body: unknown }
  | { readonly outcome: "lost" }
  | { readonly outcome: "stopped" };

export interface Asked {
  readonly method: "POST" | "PUT" | "DELETE";
  readonly address: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: XMLHttpRequestBodyInit;
  readonly signal: AbortSignal;
  readonly onSent?: (bytes: number) => void;
}

/** A connection over which nothing went for so long is taken for lost, whatever the network says. */
const SILENT_AFTER_MS = 30_000;

/** XMLHttpRequest, because `fetch` cannot tell how much of a body was sent. */
export function askServer(asked: Asked): Promise<Answered> {
  const { method, address, headers = {}, body, signal, onSent } = asked;
  return new Promise((resolve) => {
    if (signal.aborted) return resolve({ outcome: "stopped" });
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    let watch: ReturnType<typeof setTimeout> | undefined;
    const stayAwake = () => {
      clearTimeout(watch);
      watch = setTimeout(stop, SILENT_AFTER_MS);
    };
    const end = (answered: Answered) => {
      clearTimeout(watch);
      signal.removeEventListener("abort", stop);
      resolve(answered);
    };
    request.open(method, address);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded }) => {
      stayAwake();
      onSent?.(loaded);
    };
    // The server may think for long over what it has in whole: then nobody watches.
    request.upload.onload = () => clearTimeout(watch);
    request.onload = () =>
      end({ outcome: "answered", status: request.status, body: parseJson(request.responseText) });
    request.onerror = () => end({ outcome: "lost" });
    request.onabort = () => end({ outcome: signal.aborted ? "stopped" : "lost" });
    signal.addEventListener("abort", stop);
    if (body !== undefined) stayAwake();
    request.send(body);
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No answer of ours: a proxy's page, or nothing.
    return undefined;
  }
}
