"use client";

import { Upload } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useRef, useState } from "react";
import { ErrorSummary } from "@/components/forms/error-summary";
import { Button } from "@/components/ui/button";
import { formatNumber } from "@/lib/shared/format";
import { FilePicker } from "./file-picker";
import { type UploadAnswer, uploadForm } from "./upload-form-data";
import { UploadProgress } from "./upload-progress";

const MEGABYTE = 1024 * 1024;

type Sending =
  | { readonly status: "idle" }
  | { readonly status: "sending"; readonly sentBytes: number; readonly totalBytes: number }
  | { readonly status: "refused"; readonly message: string };

/**
 * Chooses files and sends them. Without JavaScript it is a plain form with the same address; with
 * it, the person sees how far it is and can stop.
 */
export function UploadForm({
  limitMegabytes,
  problem,
}: {
  readonly limitMegabytes: number;
  /** Why the form that was sent before came back. */
  readonly problem?: string;
}) {
  const router = useRouter();
  const upload = useRef<AbortController>(null);
  const [chosen, setChosen] = useState<readonly File[]>([]);
  const [sending, setSending] = useState<Sending>(
    problem === undefined ? { status: "idle" } : { status: "refused", message: problem },
  );
  const message = sending.status === "refused" ? sending.message : undefined;

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (sending.status === "sending") return;
    const form = event.currentTarget;
    if (chosen.some(({ size }) => size > limitMegabytes * MEGABYTE)) {
      const limit = `${formatNumber(limitMegabytes)} MB`;
      setSending({ status: "refused", message: `Berkas lebih besar daripada batas ${limit}.` });
      return;
    }
    upload.current = new AbortController();
    const answer = await uploadForm(form, upload.current.signal, (sentBytes, totalBytes) =>
      setSending({ status: "sending", sentBytes, totalBytes }),
    );
    show(answer);
  }

  function show(answer: UploadAnswer) {
    if (answer.status === "taken") return router.push(answer.href);
    setSending(
      answer.status === "stopped"
        ? { status: "idle" }
        : { status: "refused", message: answer.message },
    );
  }

  return (
    <form action="/api/impor/berkas" method="post" encType="multipart/form-data" onSubmit={send}>
      <ErrorSummary errors={message ? [{ field: "berkas", message }] : []} />
      <FilePicker
        name="berkas"
        label="Berkas XLSX atau CSV"
        hint="Untuk rilis DTSEN pilih kedua berkas sekaligus."
        error={message}
        chosen={chosen}
        choose={setChosen}
      />
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
