"use client";

import { useEffect } from "react";
import { Button } from "@/components/ui/button";
import { PageHeading } from "@/components/ui/page-heading";

/** What a person sees when the fault is ours: nothing was lost, what to do, and the number to name. */
export function TroubleNotice({
  digest,
  retry,
}: {
  readonly digest: string | undefined;
  readonly retry: () => void;
}) {
  useEffect(() => {
    document.title = "Terjadi gangguan – Tepat";
  }, []);
  return (
    <div role="alert">
      <PageHeading title="Terjadi gangguan" />
      <p className="mb-2 max-w-prose">
        Halaman ini tidak dapat ditampilkan. Perubahan yang belum selesai tidak disimpan; yang sudah
        disimpan tetap aman.
      </p>
      <p className="mb-4 max-w-prose">
        Coba lagi sebentar lagi. Jika tetap terjadi, beri tahu admin kantor
        {digest ? (
          <>
            {" "}
            dan sebutkan nomor gangguan <strong className="tabular">{digest}</strong>.
          </>
        ) : (
          "."
        )}
      </p>
      <Button onClick={retry}>Coba lagi</Button>
    </div>
  );
}
