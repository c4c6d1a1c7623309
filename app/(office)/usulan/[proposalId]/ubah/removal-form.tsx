"use client";

import { useActionState } from "react";
import { ErrorSummary } from "@/components/forms/error-summary";
import { ChoiceField, SelectField } from "@/components/forms/field";
import { SubmitButton } from "@/components/forms/submit-button";
import { Card } from "@/components/ui/card";
import { errorAt, errorsOf, IDLE, valueAt } from "@/lib/actions/action-state";
import { REMOVAL_REASON_LABELS } from "@/lib/proposals/labels";
import { REMOVAL_REASONS, type RemovalReason } from "@/lib/proposals/removal-reasons";
import { saveRemoval } from "./actions";
import { JustificationField } from "./justification-field";
import type { MemberChoice } from "./load-draft";

/** Usul hapus: whom, and why. */
export function RemovalForm({
  proposalId,
  version,
  justification,
  members,
  whom,
  chosen,
  reason,
}: {
  readonly proposalId: string;
  readonly version: number;
  readonly justification: string;
  readonly members: readonly MemberChoice[];
  readonly whom: "keluarga" | "anggota";
  readonly chosen: readonly string[];
  readonly reason: RemovalReason | null;
}) {
  const [state, send] = useActionState(saveRemoval, IDLE);
  return (
    <Card title="Isi usulan">
      <form action={send} noValidate className="group/whom">
        <ErrorSummary errors={errorsOf(state)} />
        <input type="hidden" name="proposalId" value={proposalId} />
        <input type="hidden" name="version" value={version} />
        <ChoiceField
          type="radio"
          name="whom"
          label="Siapa yang dihapus"
          chosen={[valueAt(state, "whom") ?? whom]}
          error={errorAt(state, "whom")}
          options={[
            { value: "keluarga", text: "Seluruh keluarga" },
            { value: "anggota", text: "Anggota tertentu" },
          ]}
        />
        {/* By style alone, so that it works before scripts do. */}
        <div className="hidden group-has-[input[value=anggota]:checked]/whom:block">
          <ChoiceField
            type="checkbox"
            name="members"
            label="Anggota yang dihapus"
            chosen={chosen}
            error={errorAt(state, "members")}
            options={members.map(({ individualId, name, nik }) => ({
              value: individualId,
              text: name,
              hint: nik === null ? undefined : `NIK ${nik}`,
            }))}
          />
        </div>
        <SelectField
          name="removalReason"
          label="Sebab penghapusan"
          defaultValue={valueAt(state, "removalReason") ?? reason ?? ""}
          error={errorAt(state, "removalReason")}
          className="max-w-sm"
          options={[
            { value: "", text: "Pilih sebabnya" },
            ...REMOVAL_REASONS.map((value) => ({ value, text: REMOVAL_REASON_LABELS[value] })),
          ]}
        />
        <JustificationField state={state} justification={justification} />
        <SubmitButton pendingText="Menyimpan …">Simpan draf</SubmitButton>
      </form>
    </Card>
  );
}
