export type UploadAnswer =
  | { readonly status: "taken"; readonly href: string }
  | { readonly status: "refused"; readonly message: string }
  | { readonly status: "stopped" };

const BROKEN_OFF = "Sambungan ke server terputus. Periksa jaringan, lalu unggah lagi.";

/**
 * Sends a form with files to its own address. XMLHttpRequest, because `fetch` cannot tell how much
 * of a body was sent.
 */
export function uploadForm(
  form: HTMLFormElement,
  signal: AbortSignal,
  onProgress: (sentBytes: number, totalBytes: number) => void,
): Promise<UploadAnswer> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.upload.onprogress = ({ loaded, total }) => onProgress(loaded, total);
    request.onload = () => resolve(readAnswer(request.responseText));
    request.onerror = () => resolve({ status: "refused", message: BROKEN_OFF });
    request.onabort = () => resolve({ status: "stopped" });
    signal.addEventListener("abort", () => request.abort());
    onProgress(0, 1);
    request.send(new FormData(form));
  });
}

/** What the server answers, or a proxy in between whose answer is no JSON. */
function readAnswer(text: string): UploadAnswer {
  const answer = parseJson(text);
  if (typeof answer === "object" && answer !== null) {
    if ("href" in answer && typeof answer.href === "string")
      return { status: "taken", href: answer.href };
    if ("message" in answer && typeof answer.message === "string")
      return { status: "refused", message: answer.message };
  }
  return { status: "refused", message: BROKEN_OFF };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
