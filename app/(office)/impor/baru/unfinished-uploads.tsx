"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { BreakableName } from "../breakable-name";
import { dropUpload } from "./send-files";

export interface UnfinishedUpload {
  readonly id: string;
  readonly name: string;
  /** How much of it lies on the server, and when it was begun, as they are shown. */
  readonly stored: string;
  readonly begun: string;
}

/** What this person began to send and did not finish; choosing the same file goes on with it. */
export function UnfinishedUploads({ uploads }: { readonly uploads: readonly UnfinishedUpload[] }) {
  const router = useRouter();
  const [failed, setFailed] = useState(false);
  if (uploads.length === 0) return null;

  async function drop(id: string) {
    setFailed(!(await dropUpload(id)));
    router.refresh();
  }

  return (
    <Card
      title="Unggahan yang belum selesai"
      note="Pilih berkas yang sama untuk melanjutkan; bagian yang sudah terkirim tidak diulang. Setelah tiga hari tanpa kiriman, dihapus sendiri."
    >
      <ul className="divide-y divide-line">
        {uploads.map(({ id, name, stored, begun }) => (
          <li
            key={id}
            className="flex flex-wrap items-center justify-between gap-3 py-2 first:pt-0 last:pb-0"
          >
            <span className="min-w-0 text-small">
              <span className="block font-semibold">
                <BreakableName name={name} />
              </span>
              <span className="tabular text-muted">
                {stored}, dimulai {begun}
              </span>
            </span>
            <Button variant="secondary" onClick={() => drop(id)}>
              Hapus<span className="sr-only"> unggahan {name}</span>
            </Button>
          </li>
        ))}
      </ul>
      {failed && (
        <p role="alert" className="mt-2 text-small text-negative">
          Unggahan belum terhapus: server tidak dapat dihubungi. Coba lagi.
        </p>
      )}
    </Card>
  );
}
