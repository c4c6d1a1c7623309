"use client";

import { useActionState } from "react";
import { ErrorSummary } from "@/components/forms/error-summary";
import { SubmitButton } from "@/components/forms/submit-button";
import { Notice } from "@/components/ui/notice";
import { errorsOf, IDLE } from "@/lib/actions/action-state";
import { type AccountDefaults, AccountFields } from "../account-fields";
import type { KecamatanChoice } from "../area-tree";
import { change } from "./actions";

export function ChangeForm({
  userId,
  defaults,
  kecamatan,
  regencyName,
}: {
  readonly userId: string;
  readonly defaults: AccountDefaults;
  readonly kecamatan: readonly KecamatanChoice[];
  readonly regencyName: string;
}) {
  const [state, send] = useActionState(change, IDLE);
  return (
    <form action={send} noValidate>
      {state.status === "ok" && (
        <Notice tone="positive" title="Perubahan berlaku sekarang juga" live>
          Perangkat yang sedang masuk tetap masuk, dengan peran dan wilayah yang baru.
        </Notice>
      )}
      <ErrorSummary errors={errorsOf(state)} />
      <input type="hidden" name="userId" value={userId} />
      <AccountFields
        state={state}
        defaults={defaults}
        kecamatan={kecamatan}
        regencyName={regencyName}
      />
      <SubmitButton pendingText="Menyimpan …">Simpan perubahan</SubmitButton>
    </form>
  );
}
