"use client";

import { TroubleNotice } from "@/components/layout/trouble-notice";

export default function OfficeError({
  error,
  reset,
}: {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}) {
  return <TroubleNotice digest={error.digest} retry={reset} />;
}
