"use client";

import { useActionState } from "react";
import { ErrorSummary } from "@/components/forms/error-summary";
import { SelectField } from "@/components/forms/field";
import { SubmitButton } from "@/components/forms/submit-button";
import { Notice } from "@/components/ui/notice";
import { errorAt, errorsOf, IDLE } from "@/lib/actions/action-state";
import { formatNumber } from "@/lib/shared/format";
import { reassign } from "./actions";

/** Gives one visit to another companion of the same kelurahan. */
export function ReassignForm({
  groundcheckId,
  version,
  available,
  hasDraft,
  companions,
}: {
  readonly groundcheckId: string;
  readonly version: number;
  readonly available: boolean;
  readonly hasDraft: boolean;
  readonly companions: readonly {
    readonly id: string;
    readonly name: string;
    readonly load: number;
  }[];
}) {
  const [state, send] = useActionState(reassign, IDLE);
  const done = state.status === "ok" && (
    <Notice tone="positive" title="Kunjungan sudah dialihkan" live>
      {state.value.draftDropped && "Draf pendamping sebelumnya dihapus."}
    </Notice>
  );
  if (!available) return done;
  return (
    <>
      {done}
      <section
        aria-labelledby="alihkan"
        className="mb-5 rounded border border-line bg-surface px-4 py-4"
      >
        <h2 id="alihkan" className="mb-1 text-heading">
          Alihkan ke pendamping lain
        </h2>
        <p className="mb-3 text-muted text-small">
          {hasDraft
            ? "Draf yang sudah disimpan pendamping sekarang akan dihapus: pendamping baru mengisi dari awal."
            : "Pendamping baru mengisi dari awal."}
        </p>
        {companions.length === 0 ? (
          <p className="text-small">Tidak ada pendamping lain yang bertugas di kelurahan ini.</p>
        ) : (
          <form action={send} noValidate>
            <ErrorSummary errors={errorsOf(state)} />
            <input type="hidden" name="groundcheckId" value={groundcheckId} />
            <input type="hidden" name="version" value={version} />
            <SelectField
              name="companionId"
              className="max-w-md"
              label="Pendamping"
              defaultValue=""
              error={errorAt(state, "companionId")}
              options={[
                { value: "", text: "Pilih pendamping" },
                ...companions.map(({ id, name, load }) => ({
                  value: id,
                  text: `${name} (${formatNumber(load)} tugas)`,
                })),
              ]}
            />
            <SubmitButton variant="secondary" pendingText="Mengalihkan …">
              Alihkan kunjungan
            </SubmitButton>
          </form>
        )}
      </section>
    </>
  );
}
