"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState, useSyncExternalStore } from "react";

const NEVER_CHANGES = () => () => undefined;
const SAID_FOR_MS = 2500;

/** Copies a text for pasting elsewhere. Before scripts run there is no button: the text itself can be selected. */
export function CopyButton({ value, what }: { readonly value: string; readonly what: string }) {
  const scripted = useSyncExternalStore(
    NEVER_CHANGES,
    () => true,
    () => false,
  );
  const [answer, setAnswer] = useState<"copied" | "failed" | null>(null);
  useEffect(() => {
    if (answer === null) return;
    const timer = setTimeout(() => setAnswer(null), SAID_FOR_MS);
    return () => clearTimeout(timer);
  }, [answer]);
  if (!scripted) return null;
  const copy = () =>
    navigator.clipboard.writeText(value).then(
      () => setAnswer("copied"),
      () => setAnswer("failed"),
    );
  return (
    <>
      <button
        type="button"
        data-copy=""
        onClick={copy}
        className="inline-flex min-h-9 items-center gap-1.5 rounded border border-line-control bg-surface px-2.5 text-small font-semibold hover:bg-sunken md:min-h-8 [&_svg]:size-3.5"
      >
        {answer === "copied" ? <Check aria-hidden /> : <Copy aria-hidden />}
        {answer === "copied" ? "Disalin" : "Salin"}
        <span className="sr-only"> {what}</span>
      </button>
      <span role="status" className={answer === "failed" ? "text-small text-warning" : "sr-only"}>
        {answer === "copied" && `${what} disalin`}
        {answer === "failed" && "Tidak dapat disalin: pilih teksnya, lalu Ctrl+C"}
      </span>
    </>
  );
}
