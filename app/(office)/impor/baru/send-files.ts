import { type Answered, type Asked, askServer } from "./ask-server";
import { digestOfParts, readParts } from "./read-parts";

export type UploadAnswer =
  | { readonly status: "taken"; readonly href: string }
  | { readonly status: "refused"; readonly message: string }
  | { readonly status: "stopped" };

export interface SendingProgress {
  /** `waiting`: for the network; `finishing`: the server checks what it has. */
  readonly phase: "sending" | "waiting" | "finishing";
  readonly fileName: string;
  readonly doneBytes: number;
  readonly totalBytes: number;
  /** What of it was sent by this page, and not earlier. */
  readonly sentBytes: number;
}

const ADDRESS = "/api/impor/unggahan";
const WAIT_MS = 1_000;
const WAIT_MAX_MS = 30_000;
/** A part that arrives altered so often does not do so by chance. */
const ROUNDS_MAX = 4;

const SESSION_OVER =
  "Sesi Anda berakhir. Masuk lagi, lalu pilih berkas yang sama: unggahan dilanjutkan dari bagian terakhir.";
const UNREADABLE_HERE =
  "Berkas tidak dapat dibaca lagi dari komputer ini, mungkin berubah atau dipindahkan. Pilih berkasnya sekali lagi.";
const UNEXPECTED =
  "Server tidak dapat menerima berkas saat ini. Coba lagi: bagian yang sudah terkirim tidak diulang.";

/** The end of a sending that did not succeed. */
class Ended extends Error {
  constructor(readonly answer: UploadAnswer) {
    super(answer.status);
  }
}

/**
 * Sends files part by part and asks the server to put them together. It goes on by itself when the
 * network comes back, and where an earlier attempt stopped: a part that lies on the server with the
 * digest of this file's is not sent again.
 */
export async function sendFiles(
  files: readonly File[],
  signal: AbortSignal,
  onProgress: (progress: SendingProgress) => void,
): Promise<UploadAnswer> {
  const totalBytes = files.reduce((sum, { size }) => sum + size, 0);
  const state = { fileName: "", doneBytes: 0, sentBytes: 0, totalBytes };
  const tell = (phase: SendingProgress["phase"], partBytes = 0) =>
    onProgress({
      ...state,
      phase,
      doneBytes: state.doneBytes + partBytes,
      sentBytes: state.sentBytes + partBytes,
    });
  try {
    for (let round = 1; ; round += 1) {
      Object.assign(state, { doneBytes: 0 });
      const uploads = [];
      for (const file of files) {
        state.fileName = file.name;
        uploads.push(await sendFile(file, { signal, state, tell }));
      }
      tell("finishing");
      const body = JSON.stringify({ uploads });
      const address = `${ADDRESS}/selesai`;
      const { status, body: answer } = await ask({ method: "POST", address, body, signal }, tell);
      const href = textIn(answer, "href");
      if (status === 200 && href) return { status: "taken", href };
      // A part that the server's disk damaged is asked for again.
      if (textIn(answer, "code") !== "parts_missing" || round === ROUNDS_MAX)
        throw refusalOf(status, answer);
    }
  } catch (error) {
    if (error instanceof Ended) return error.answer;
    // What the browser throws where a file changed under its hands.
    if (error instanceof DOMException) return { status: "refused", message: UNREADABLE_HERE };
    throw error;
  }
}

/** Gives an upload up. If the server does not hear of it, it forgets the upload by itself later. */
export async function dropUpload(uploadId: string): Promise<boolean> {
  const signal = AbortSignal.timeout(WAIT_MAX_MS);
  const answered = await askServer({
    method: "DELETE",
    address: `${ADDRESS}/${uploadId}`,
    signal,
  });
  return answered.outcome === "answered" && [204, 404].includes(answered.status);
}

interface Sending {
  readonly signal: AbortSignal;
  readonly state: { doneBytes: number; sentBytes: number };
  readonly tell: (phase: SendingProgress["phase"], partBytes?: number) => void;
}

/** Sends what of a file the server has not, and returns what it is asked to compare its disk with. */
async function sendFile(
  file: File,
  { signal, state, tell }: Sending,
): Promise<{ uploadId: string; digest: string }> {
  tell("sending");
  const body = JSON.stringify({ name: file.name, sizeBytes: file.size });
  const asked = { method: "POST", address: ADDRESS, body, signal } as const;
  const { status, body: answer } = await ask(asked, tell);
  const begun = status === 200 ? readBegun(answer) : null;
  if (!begun) throw refusalOf(status, answer);
  const digests: string[] = [];
  for await (const { index, bytes, sha256 } of readParts(file, begun.partBytes)) {
    if (signal.aborted) throw new Ended({ status: "stopped" });
    digests.push(sha256);
    if (begun.parts[index] !== sha256) {
      const address = `${ADDRESS}/${begun.uploadId}/${index}`;
      await sendPart({ address, bytes, sha256 }, { signal, tell });
      state.sentBytes += bytes.byteLength;
    }
    state.doneBytes += bytes.byteLength;
    tell("sending");
  }
  return { uploadId: begun.uploadId, digest: await digestOfParts(digests) };
}

async function sendPart(
  { address, bytes, sha256 }: { address: string; bytes: ArrayBuffer; sha256: string },
  { signal, tell }: Pick<Sending, "signal" | "tell">,
): Promise<void> {
  const headers = { "Content-Type": "application/octet-stream", "X-Part-Sha256": sha256 };
  const onSent = (partBytes: number) => tell("sending", partBytes);
  const asked = { method: "PUT", address, headers, body: bytes, signal, onSent } as const;
  for (let round = 1; ; round += 1) {
    const { status, body } = await ask(asked, tell);
    if (status === 204) return;
    const broken = ["part_altered", "part_incomplete"].includes(textIn(body, "code") ?? "");
    if (!broken || round === ROUNDS_MAX) throw refusalOf(status, body);
  }
}

/** Asks until there is an answer: a lost connection and a server that starts anew are waited for. */
async function ask(
  asked: Asked,
  tell: Sending["tell"],
): Promise<Extract<Answered, { outcome: "answered" }>> {
  for (let wait = WAIT_MS; ; wait = Math.min(2 * wait, WAIT_MAX_MS)) {
    const answered = await askServer(asked);
    if (answered.outcome === "stopped") throw new Ended({ status: "stopped" });
    if (answered.outcome === "answered" && !isPassing(answered.status)) return answered;
    tell("waiting");
    await networkOr(wait, asked.signal);
  }
}

/** What a proxy answers while the server behind it starts. */
function isPassing(status: number): boolean {
  return status === 0 || status === 408 || status === 429 || (status >= 502 && status <= 504);
}

/** Waits so long, or until the browser says that the network is back, or the person stops. */
function networkOr(waitMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer);
      removeEventListener("online", go);
      signal.removeEventListener("abort", go);
      resolve();
    };
    const timer = setTimeout(go, waitMs);
    addEventListener("online", go);
    signal.addEventListener("abort", go);
  });
}

function refusalOf(status: number, answer: unknown): Ended {
  const message = status === 401 ? SESSION_OVER : (textIn(answer, "message") ?? UNEXPECTED);
  return new Ended({ status: "refused", message });
}

function readBegun(
  answer: unknown,
): { uploadId: string; partBytes: number; parts: readonly unknown[] } | null {
  const { partBytes, parts }: Readonly<Record<string, unknown>> = { ...Object(answer) };
  const uploadId = textIn(answer, "uploadId");
  return uploadId && typeof partBytes === "number" && Array.isArray(parts)
    ? { uploadId, partBytes, parts }
    : null;
}

function textIn(answer: unknown, name: string): string | undefined {
  const { [name]: value }: Readonly<Record<string, unknown>> = { ...Object(answer) };
  return typeof value === "string" ? value : undefined;
}
