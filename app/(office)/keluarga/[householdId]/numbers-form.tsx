"use client";

import { Eye, EyeOff } from "lucide-react";
import { useActionState } from "react";
import { SubmitButton } from "@/components/forms/submit-button";
import { errorsOf, IDLE } from "@/lib/actions/action-state";
import { conceal, reveal } from "./actions";

/** Shows the family's numbers in full, or hides them again. The page itself holds them only while shown. */
export function NumbersForm({
  householdId,
  revealed,
}: {
  readonly householdId: string;
  readonly revealed: boolean;
}) {
  const [state, send] = useActionState(revealed ? conceal : reveal, IDLE);
  const [error] = errorsOf(state);
  return (
    <form action={send}>
      <input type="hidden" name="householdId" value={householdId} />
      <SubmitButton variant="secondary" pendingText="Sebentar …">
        {revealed ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
        {revealed ? "Sembunyikan nomor" : "Tampilkan NIK dan No KK"}
      </SubmitButton>
      {error && (
        <p role="alert" className="mt-1 font-semibold text-negative">
          {error.message}
        </p>
      )}
    </form>
  );
}
