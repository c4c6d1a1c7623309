"use client";

import { PlainPage } from "@/components/layout/plain-page";
import { TroubleNotice } from "@/components/layout/trouble-notice";
import "./globals.css";

/** Stands in for the root layout itself, for example while the database is away. */
export default function GlobalError({
  error,
  reset,
}: {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}) {
  return (
    <html lang="id">
      <body className="flex flex-col">
        <PlainPage>
          <TroubleNotice digest={error.digest} retry={reset} />
        </PlainPage>
      </body>
    </html>
  );
}
