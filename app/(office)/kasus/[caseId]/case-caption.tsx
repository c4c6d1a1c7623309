import Link from "next/link";
import { DesilChange } from "@/components/households/desil-change";
import { StatusTag } from "@/components/ui/tag";
import { tellCase } from "@/lib/cases/evidence";
import { CASE_STATE_LABELS, KIND_LABELS } from "@/lib/cases/labels";
import type { CaseView } from "@/lib/cases/queries";
import { formatAge, formatDay, type TimeZone } from "@/lib/shared/format";

/** Under the case's name: whose case it is, how it stands, and since when. */
export function CaseCaption({
  found,
  timeZone,
}: {
  readonly found: CaseView;
  readonly timeZone: TimeZone;
}) {
  const { facts, state, householdId, headName, kelurahan, kecamatan, openedAt, closedAt } = found;
  const name = headName ?? "Nama tidak diisi";
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-text">
        {householdId === null ? (
          name
        ) : (
          <Link href={`/keluarga/${householdId}`} prefetch={false} className="font-semibold">
            {name}
          </Link>
        )}
        {kelurahan !== null && <span>{[kelurahan, kecamatan].filter(Boolean).join(", ")}</span>}
        <span className="inline-flex items-center gap-2 whitespace-nowrap">
          <span className="text-small text-muted">Desil</span>
          <DesilChange {...tellCase(facts).desil} />
        </span>
      </p>
      <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-small">
        <StatusTag labels={CASE_STATE_LABELS} value={state} />
        <span>
          Dibuka {formatDay(openedAt, timeZone)}
          {closedAt
            ? `, ditutup ${formatDay(closedAt, timeZone)}`
            : ` (${formatAge(openedAt, new Date(), timeZone)})`}
        </span>
        <span>{KIND_LABELS[facts.kind].explanation}</span>
      </p>
    </>
  );
}
