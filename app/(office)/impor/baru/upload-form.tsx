"use client";

import { Upload } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useRef, useState } from "react";
import { ErrorSummary } from "@/components/forms/error-summary";
import { Button } from "@/components/ui/button";
import { formatBytes } from "@/lib/shared/format";
import { ChosenFiles } from "./chosen-files";
import { FilePicker } from "./file-picker";
import { type SendingProgress, sendFiles, type UploadAnswer } from "./send-files";
import { openPace, type Pace } from "./transfer-pace";
import { UploadProgress } from "./upload-progress";

const TELL_EVERY_MS = 1000;

type Sending =
  | { readonly status: "idle" }
  | ({ readonly status: "sending"; readonly pace: Pace } & SendingProgress)
  | { readonly status: "refused"; readonly message: string };

/**
 * Chooses files and sends them. Without JavaScript it is a plain form that sends them in one; with
 * it they go in parts, the person sees how far it is, can stop, and goes on where it stopped.
 */
export function UploadForm({
  limitBytes,
  filesMax,
  tooMany,
  problem,
}: {
  readonly limitBytes: number;
  readonly filesMax: number;
  /** What is said of more files than these. */
  readonly tooMany: string;
  /** Why the form that was sent before came back. */
  readonly problem?: string;
}) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const upload = useRef<AbortController>(null);
  const [chosen, setChosen] = useState<readonly File[]>([]);
  const [sending, setSending] = useState<Sending>(
    problem === undefined ? { status: "idle" } : { status: "refused", message: problem },
  );
  const message = sending.status === "refused" ? sending.message : undefined;

  async function send(event: FormEvent<HTMLFormElement>) {
    // An address that is neither https nor this machine's: no digests there, and the plain form works.
    if (!globalThis.isSecureContext) return;
    event.preventDefault();
    if (sending.status === "sending") return;
    const tooLarge = chosen.find(({ size }) => size > limitBytes);
    if (tooLarge) {
      const sentence = `${tooLarge.name} lebih besar daripada batas ${formatBytes(limitBytes)}. Minta pengelola server mengimpornya lewat baris perintah.`;
      setSending({ status: "refused", message: sentence });
      return;
    }
    if (chosen.length > filesMax) {
      setSending({ status: "refused", message: tooMany });
      return;
    }
    upload.current = new AbortController();
    show(await sendWithPace(chosen, upload.current.signal, setSending));
  }

  function takeOut(file: File) {
    const left = chosen.filter((other) => other !== file);
    setChosen(left);
    setSending({ status: "idle" });
    // The plain form sends what the browser's own field holds.
    const field = form.current?.elements.namedItem("berkas");
    const kept = new DataTransfer();
    for (const each of left) kept.items.add(each);
    if (field instanceof HTMLInputElement) field.files = kept.files;
  }

  function show(answer: UploadAnswer) {
    if (answer.status === "taken") return router.push(answer.href);
    setSending(
      answer.status === "stopped"
        ? { status: "idle" }
        : { status: "refused", message: answer.message },
    );
    // What was sent so far stands in the list of unfinished uploads.
    router.refresh();
  }

  return (
    <form
      ref={form}
      action="/api/impor/berkas"
      method="post"
      encType="multipart/form-data"
      onSubmit={send}
    >
      <ErrorSummary errors={message ? [{ field: "berkas", message }] : []} />
      <FilePicker
        name="berkas"
        label="Berkas XLSX, CSV, ZIP, atau GZ"
        hint="Untuk rilis DTSEN pilih semua berkas keluarga dan anggotanya sekaligus, atau satu arsipnya."
        error={message}
        chosen={chosen}
        choose={setChosen}
      />
      <ChosenFiles files={chosen} remove={sending.status === "sending" ? undefined : takeOut} />
      {sending.status === "sending" ? (
        <UploadProgress {...sending} stop={() => upload.current?.abort()} />
      ) : (
        <Button type="submit">
          <Upload aria-hidden />
          Unggah
        </Button>
      )}
    </form>
  );
}

/** The pace is told anew each second: a line over which nothing goes has no time left to promise. */
async function sendWithPace(
  files: readonly File[],
  signal: AbortSignal,
  tell: (sending: Extract<Sending, { status: "sending" }>) => void,
): Promise<UploadAnswer> {
  const paceOf = openPace();
  let last: SendingProgress | undefined;
  const tellPace = (progress: SendingProgress) => {
    last = progress;
    const { sentBytes, totalBytes, doneBytes } = progress;
    const pace = paceOf(sentBytes, totalBytes - doneBytes, performance.now());
    tell({ status: "sending", pace, ...progress });
  };
  const timer = setInterval(() => last && tellPace(last), TELL_EVERY_MS);
  try {
    return await sendFiles(files, signal, tellPace);
  } finally {
    clearInterval(timer);
  }
}
