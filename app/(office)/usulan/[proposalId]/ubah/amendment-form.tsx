"use client";

import { useActionState } from "react";
import { ErrorSummary } from "@/components/forms/error-summary";
import { SubmitButton } from "@/components/forms/submit-button";
import { Card } from "@/components/ui/card";
import { errorsOf, IDLE } from "@/lib/actions/action-state";
import { saveAmendment } from "./actions";
import { ChoiceGroups } from "./choice-groups";
import { JustificationField } from "./justification-field";
import type { ChoiceGroup } from "./load-draft";

/** Usul perbaikan: what the visit found and what was added by hand, each to keep or to leave out. */
export function AmendmentForm({
  proposalId,
  version,
  justification,
  groups,
}: {
  readonly proposalId: string;
  readonly version: number;
  readonly justification: string;
  readonly groups: readonly ChoiceGroup[];
}) {
  const [state, send] = useActionState(saveAmendment, IDLE);
  return (
    <Card title="Isi usulan">
      <form action={send} noValidate>
        <ErrorSummary errors={errorsOf(state)} />
        <input type="hidden" name="proposalId" value={proposalId} />
        <input type="hidden" name="version" value={version} />
        {groups.length === 0 ? (
          <p className="mb-4 text-muted">
            Belum ada perubahan. Tambahkan di bagian bawah halaman ini.
          </p>
        ) : (
          <>
            <p className="mb-3 text-small text-muted">
              Hapus centang pada yang tidak ikut diusulkan. Desil ditentukan BPS, jadi tidak ada di
              sini.
            </p>
            <ChoiceGroups groups={groups} />
          </>
        )}
        <JustificationField state={state} justification={justification} />
        <SubmitButton pendingText="Menyimpan …">Simpan draf</SubmitButton>
      </form>
    </Card>
  );
}
