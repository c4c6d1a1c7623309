import { Card } from "@/components/ui/card";
import { SummaryList } from "@/components/ui/summary-list";
import type { Role } from "@/lib/auth/types";
import type { ProposalView } from "@/lib/proposals/find-proposal";
import { BASIS_LABELS } from "@/lib/proposals/labels";
import { proposalWorkflow } from "@/lib/proposals/workflow";
import { formatDate } from "@/lib/shared/format";
import { availableActions } from "@/lib/workflow/machine";
import { BasisForm } from "./basis-form";

/** Berita acara or SPTJM: what the proposal rests on before it goes to SIKS-NG. */
export function BasisCard({
  found: { id, version, state, basisKind, basisNumber, basisDate },
  role,
  today,
}: {
  readonly found: ProposalView;
  readonly role: Role;
  readonly today: string;
}) {
  const mayRecord = availableActions(proposalWorkflow, state, role).includes("record_basis");
  return (
    <Card title="Dasar usulan">
      {basisKind === null ? (
        <p className="text-small text-muted">
          Belum dicatat. Berita acara musyawarah atau SPTJM harus ada sebelum serah terima.
        </p>
      ) : (
        <SummaryList
          rows={[
            { term: "Jenis", value: BASIS_LABELS[basisKind] },
            { term: "Nomor", value: basisNumber },
            { term: "Tanggal", value: basisDate && formatDate(basisDate) },
          ]}
        />
      )}
      <BasisForm
        marked={`${id}.${version}`}
        today={today}
        recorded={basisKind !== null}
        available={mayRecord}
      />
    </Card>
  );
}
