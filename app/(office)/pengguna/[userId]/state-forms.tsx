"use client";

import { useActionState } from "react";
import { ErrorSummary } from "@/components/forms/error-summary";
import { SelectField } from "@/components/forms/field";
import { SubmitButton } from "@/components/forms/submit-button";
import { Notice } from "@/components/ui/notice";
import { errorAt, errorsOf, IDLE } from "@/lib/actions/action-state";
import { formatNumber } from "@/lib/shared/format";
import { ACTIVATION_REASON_LABELS, DEACTIVATION_REASON_LABELS } from "@/lib/users/labels";
import { activate, deactivate } from "./actions";

/** Closes an account, or opens it again; both stay mounted, so that what happened is said. */
export function StateForms({
  userId,
  inactive,
  openTasks,
}: {
  readonly userId: string;
  readonly inactive: boolean;
  readonly openTasks: number;
}) {
  const [closed, sendClose] = useActionState(deactivate, IDLE);
  const [opened, sendOpen] = useActionState(activate, IDLE);
  return (
    <>
      {inactive && closed.status === "ok" && (
        <Notice tone="positive" title="Akun sudah nonaktif" live>
          {formatNumber(closed.value.sessions)} perangkat dikeluarkan.
        </Notice>
      )}
      {!inactive && opened.status === "ok" && (
        <Notice tone="positive" title="Akun sudah aktif lagi" live>
          Orang ini masuk dengan kata sandi yang dahulu.
        </Notice>
      )}
      <ErrorSummary
        errors={[
          ...errorsOf(closed, { reason: "alasan-nonaktif" }),
          ...errorsOf(opened, { reason: "alasan-aktif" }),
        ]}
      />
      {inactive ? (
        <form action={sendOpen} noValidate>
          <input type="hidden" name="userId" value={userId} />
          <SelectField
            name="reason"
            id="alasan-aktif"
            label="Alasan"
            error={errorAt(opened, "reason")}
            options={optionsOf(ACTIVATION_REASON_LABELS)}
          />
          <SubmitButton pendingText="Mengaktifkan …">Aktifkan lagi</SubmitButton>
        </form>
      ) : (
        <form action={sendClose} noValidate>
          <input type="hidden" name="userId" value={userId} />
          <p className="mb-3 text-small">
            Semua perangkatnya keluar seketika. Riwayat kerjanya tetap bernama.
            {openTasks > 0 &&
              ` ${formatNumber(openTasks)} kunjungan yang masih padanya tidak hilang: operator mengalihkannya.`}
          </p>
          <SelectField
            name="reason"
            id="alasan-nonaktif"
            label="Alasan"
            error={errorAt(closed, "reason")}
            options={optionsOf(DEACTIVATION_REASON_LABELS)}
          />
          <SubmitButton variant="danger" pendingText="Menonaktifkan …">
            Nonaktifkan akun
          </SubmitButton>
        </form>
      )}
    </>
  );
}

function optionsOf(labels: Readonly<Record<string, string>>) {
  const reasons = Object.entries(labels).map(([value, text]) => ({ value, text }));
  return [{ value: "", text: "Pilih alasan" }, ...reasons];
}
