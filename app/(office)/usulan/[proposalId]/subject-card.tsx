import Link from "next/link";
import { Card } from "@/components/ui/card";
import { SummaryList } from "@/components/ui/summary-list";
import { StatusTag } from "@/components/ui/tag";
import { may } from "@/lib/auth/policy";
import type { Role } from "@/lib/auth/types";
import { caseNameInFamily } from "@/lib/cases/case-name";
import { CASE_STATE_LABELS } from "@/lib/cases/labels";
import type { ProposalView } from "@/lib/proposals/find-proposal";
import { formatDate } from "@/lib/shared/format";

/** Whom it is about, which cases it settles, where it is typed in, and what came before and after. */
export function SubjectCard({
  found,
  role,
}: {
  readonly found: ProposalView;
  readonly role: Role;
}) {
  const { householdId, headName, nomorKk, kelurahan, kecamatan, cases } = found;
  return (
    <Card title="Keluarga dan kasus">
      <SummaryList
        rows={[
          {
            term: "Kepala keluarga",
            value: (
              <Link href={`/keluarga/${householdId}`} prefetch={false} className="font-semibold">
                {headName ?? "Nama tidak diisi"}
              </Link>
            ),
          },
          { term: "No KK", value: nomorKk },
          { term: "Kelurahan", value: [kelurahan, kecamatan].filter(Boolean).join(", ") },
          ...cases.map(({ id, kind, programCode, personName, state }) => ({
            key: String(id),
            term: "Kasus",
            value: (
              <>
                <Link href={`/kasus/${id}`} prefetch={false} className="mr-2">
                  {caseNameInFamily(kind, programCode, personName)}
                </Link>
                <StatusTag labels={CASE_STATE_LABELS} value={state} />
              </>
            ),
          })),
          ...handOverRows(found, role),
          ...relatedRows(found),
        ]}
      />
    </Card>
  );
}

function handOverRows({ line }: ProposalView, role: Role) {
  if (!line) return [];
  const name = `Daftar ${line.batchNumber}, baris ${line.lineNo}`;
  return [
    {
      term: "Serah terima",
      value: may(role, "hand_over.view") ? (
        <Link href={`/serah-terima/${line.batchId}`} prefetch={false}>
          {name}
        </Link>
      ) : (
        name
      ),
    },
    ...(line.enteredOn === null
      ? []
      : [
          { term: "Dientri", value: formatDate(line.enteredOn) },
          { term: "Bukti SIKS-NG", value: line.evidence },
        ]),
  ];
}

function relatedRows({ previous, next }: ProposalView) {
  const link = ({ id, number }: { readonly id: string; readonly number: number }) => (
    <Link href={`/usulan/${id}`} prefetch={false}>
      Usulan {number}
    </Link>
  );
  return [
    ...(previous ? [{ term: "Mengulang", value: link(previous) }] : []),
    ...(next ? [{ term: "Diulang sebagai", value: link(next) }] : []),
  ];
}
