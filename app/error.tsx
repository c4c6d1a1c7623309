"use client";

import { PlainPage } from "@/components/layout/plain-page";
import { TroubleNotice } from "@/components/layout/trouble-notice";

export default function RootError({
  error,
  reset,
}: {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}) {
  return (
    <PlainPage>
      <TroubleNotice digest={error.digest} retry={reset} />
    </PlainPage>
  );
}
