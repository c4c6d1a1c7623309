"use client";

import { type ReactNode, useActionState } from "react";
import { useFormStatus } from "react-dom";
import { ErrorSummary } from "@/components/forms/error-summary";
import { Button, ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { errorsOf, IDLE } from "@/lib/actions/action-state";
import type { CreatedBatch } from "@/lib/hand-over/create-batch";
import { formatNumber } from "@/lib/shared/format";
import { create } from "./actions";

/** Makes a list of all that is ready or of what is ticked in the table inside, and says what stayed behind. */
export function CreateForm({
  ready,
  linesMax,
  children,
}: {
  /** How many have a basis. */
  readonly ready: number;
  readonly linesMax: number;
  readonly children: ReactNode;
}) {
  const [state, send] = useActionState(create, IDLE);
  const errors = errorsOf(state);
  return (
    <form action={send} noValidate>
      {(state.status === "ok" || errors.length > 0) && (
        <div className="px-4 pt-4">
          <ErrorSummary errors={errors} />
          {state.status === "ok" && <Created batch={state.value} />}
        </div>
      )}
      <div className="overflow-x-auto">{children}</div>
      {ready > 0 && (
        <div className="flex flex-wrap items-center gap-2 border-t border-line px-4 py-3">
          <Choice which="all" variant="primary">
            {ready > linesMax
              ? `Buat daftar dari ${formatNumber(linesMax)} yang pertama`
              : `Buat daftar dari semua yang siap (${formatNumber(ready)})`}
          </Choice>
          <Choice which="ticked" variant="secondary">
            Buat daftar dari yang dicentang
          </Choice>
        </div>
      )}
    </form>
  );
}

function Choice({
  which,
  variant,
  children,
}: {
  readonly which: "all" | "ticked";
  readonly variant: "primary" | "secondary";
  readonly children: ReactNode;
}) {
  const { pending, data } = useFormStatus();
  const sending = pending && data?.get("which") === which;
  return (
    <Button
      type="submit"
      name="which"
      value={which}
      variant={variant}
      aria-disabled={pending}
      onClick={(event) => {
        if (pending) event.preventDefault();
      }}
    >
      {sending ? "Membuat daftar …" : children}
    </Button>
  );
}

function Created({ batch }: { readonly batch: CreatedBatch }) {
  const left = [
    batch.withoutBasis > 0 && `${formatNumber(batch.withoutBasis)} belum punya dasar`,
    batch.notReady > 0 &&
      `${formatNumber(batch.notReady)} sudah ada di daftar lain atau tidak lagi disahkan`,
    batch.remaining > 0 && `${formatNumber(batch.remaining)} melebihi panjang satu daftar`,
  ].filter((text) => text !== false);
  return (
    <Notice
      tone="positive"
      title={`Daftar ${batch.number} dibuat: ${formatNumber(batch.lines)} usulan`}
      live
    >
      {left.length > 0 && <p>Tidak ikut: {left.join("; ")}.</p>}
      <p className="mt-2">
        <ButtonLink href={`/serah-terima/${batch.id}`}>Buka daftar {batch.number}</ButtonLink>
      </p>
    </Notice>
  );
}
