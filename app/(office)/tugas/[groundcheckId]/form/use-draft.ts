import { useCallback, useEffect, useRef, useState } from "react";
import type { VisitDocument } from "@/lib/forms/visit-document";
import { fieldOf, sendField } from "./field-request";

/** How safe the answers on the page are. */
export type DraftStatus =
  | { readonly kind: "unchanged" }
  | { readonly kind: "waiting" }
  | { readonly kind: "saving" }
  | { readonly kind: "saved"; readonly at: Date }
  | { readonly kind: "offline" }
  | { readonly kind: "signed_out" }
  | { readonly kind: "refused"; readonly message: string };

/** Long enough not to save at each letter, short enough that a lost phone loses little. */
const QUIET_MS = 1500;

export interface Draft {
  readonly status: DraftStatus;
  /** Saves what is not saved yet and waits for what is on its way. */
  readonly saveNow: () => Promise<void>;
}

/**
 * Keeps the document on the server while it is filled in: shortly after each change, once at a time,
 * and again when the connection is back.
 */
export function useDraft(
  groundcheckId: string,
  version: number,
  document: VisitDocument,
  savedAt: Date | null,
): Draft {
  const [status, setStatus] = useState<DraftStatus>(
    savedAt ? { kind: "saved", at: savedAt } : { kind: "unchanged" },
  );
  const saved = useRef(document);
  const latest = useRef(document);
  const running = useRef<Promise<void> | null>(null);

  const saveNow = useCallback(async () => {
    while (running.current !== null) await running.current;
    const toSave = latest.current;
    if (toSave === saved.current) return;
    setStatus({ kind: "saving" });
    const work = putDraft(groundcheckId, version, toSave).then((result) => {
      if (result.kind === "saved") saved.current = toSave;
      setStatus(latest.current === toSave ? result : { kind: "waiting" });
    });
    running.current = work;
    await work;
    running.current = null;
  }, [groundcheckId, version]);

  useEffect(() => {
    latest.current = document;
    if (document === saved.current) return;
    setStatus({ kind: "waiting" });
    const timer = setTimeout(() => void saveNow(), QUIET_MS);
    return () => clearTimeout(timer);
  }, [document, saveNow]);

  useEffect(() => {
    const again = () => void saveNow();
    window.addEventListener("online", again);
    return () => window.removeEventListener("online", again);
  }, [saveNow]);

  useWarningBeforeLeaving(status.kind !== "saved" && status.kind !== "unchanged");
  return { status, saveNow };
}

async function putDraft(
  groundcheckId: string,
  version: number,
  document: VisitDocument,
): Promise<DraftStatus> {
  const answer = await sendField(
    "PUT",
    `/api/v1/groundcheck/${groundcheckId}/draf`,
    JSON.stringify({ version, document }),
    { "Content-Type": "application/json" },
  );
  if (answer.status === "refused") return { kind: "refused", message: answer.message };
  if (answer.status !== "ok") return { kind: answer.status };
  const at = new Date(String(fieldOf(answer.body, "savedAt")));
  return { kind: "saved", at: Number.isNaN(at.getTime()) ? new Date() : at };
}

/** The browser asks before it closes a page whose answers are nowhere else. */
function useWarningBeforeLeaving(unsaved: boolean): void {
  useEffect(() => {
    if (!unsaved) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [unsaved]);
}
