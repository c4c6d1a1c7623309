"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import type { TimeZone } from "@/lib/shared/format";
import { EvidencePictures } from "../evidence-card";
import { sendEvidence } from "./send-evidence";

type Status =
  | { readonly of: "idle" }
  | { readonly of: "sending"; readonly done: number; readonly all: number }
  | { readonly of: "sent"; readonly all: number }
  | { readonly of: "refused"; readonly message: string };

/** Pictures as evidence: the ones that are there, and more of them. */
export function EvidenceUpload({
  proposalId,
  needed,
  evidence,
  timeZone,
}: {
  readonly proposalId: string;
  /** Without a groundcheck at least one picture is needed before submission. */
  readonly needed: boolean;
  readonly evidence: readonly { readonly id: string; readonly uploadedAt: Date }[];
  readonly timeZone: TimeZone;
}) {
  const router = useRouter();
  const [files, setFiles] = useState<readonly File[]>([]);
  const [status, setStatus] = useState<Status>({ of: "idle" });
  const sending = status.of === "sending";

  const send = async () => {
    if (sending || files.length === 0) return;
    for (const [index, file] of files.entries()) {
      setStatus({ of: "sending", done: index, all: files.length });
      const message = await sendEvidence(proposalId, file);
      if (message !== null) {
        setStatus({ of: "refused", message });
        return router.refresh();
      }
    }
    setStatus({ of: "sent", all: files.length });
    setFiles([]);
    router.refresh();
  };

  return (
    <Card
      title="Foto bukti"
      note={
        needed
          ? "Paling sedikit satu: usulan ini tidak memiliki groundcheck"
          : "Boleh ditambah; foto kunjungan sudah ada di groundcheck"
      }
    >
      {status.of === "refused" && (
        <Notice tone="negative" title="Foto belum tersimpan" live>
          {status.message}
        </Notice>
      )}
      {status.of === "sent" && (
        <Notice tone="positive" title={`${status.all} foto tersimpan`} live />
      )}
      <EvidencePictures evidence={evidence} timeZone={timeZone} />
      <div className={evidence.length > 0 ? "mt-4" : undefined}>
        <label htmlFor="bukti" className="mb-1 block font-semibold">
          Pilih foto
        </label>
        <p id="bukti-hint" className="mb-1 text-small text-muted">
          JPEG, PNG, atau WebP, paling besar 10 MB. Keterangan di dalam berkas dihapus.
        </p>
        <div className="flex flex-wrap items-center gap-3">
          <input
            // A new one after each sending: a file field cannot be emptied otherwise.
            key={status.of === "sent" ? evidence.length : "pilih"}
            id="bukti"
            type="file"
            multiple
            accept="image/jpeg,image/png,image/webp"
            aria-describedby="bukti-hint"
            onChange={(event) => setFiles([...(event.currentTarget.files ?? [])])}
            className="control max-w-md"
          />
          <Button variant="secondary" aria-disabled={sending || files.length === 0} onClick={send}>
            {status.of === "sending"
              ? `Mengunggah ${status.done + 1} dari ${status.all} …`
              : "Unggah foto"}
          </Button>
        </div>
        <noscript>
          <p className="mt-2 text-small text-negative">
            Mengunggah foto memerlukan JavaScript. Aktifkan di peramban ini, atau pakai komputer
            lain.
          </p>
        </noscript>
      </div>
    </Card>
  );
}
