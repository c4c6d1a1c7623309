import Link from "next/link";
import { DesilChange } from "@/components/households/desil-change";
import { StatusTag } from "@/components/ui/tag";
import { tellCase } from "@/lib/cases/evidence";
import { ERROR_KINDS } from "@/lib/cases/kinds";
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
  const { facts, state, kelurahan, kecamatan, openedAt, closedAt } = found;
  const { desil } = tellCase(facts);
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-text">
        <Whose found={found} />
        {kelurahan !== null && <span>{[kelurahan, kecamatan].filter(Boolean).join(", ")}</span>}
        {desil !== null && (
          <span className="inline-flex items-center gap-2 whitespace-nowrap">
            <span className="text-small text-muted">Desil</span>
            <DesilChange {...desil} />
          </span>
        )}
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

/** The person or the family, with the way to the family's file where there is one. */
function Whose({ found: { facts, person, householdId, headName } }: { readonly found: CaseView }) {
  const family =
    householdId === null ? null : (
      <Link href={`/keluarga/${householdId}`} prefetch={false} className="font-semibold">
        {headName ?? "Nama tidak diisi"}
      </Link>
    );
  if (ERROR_KINDS[facts.kind].subject === "household") return family ?? headName;
  const name = person?.name || "Nama tidak diisi";
  return (
    <span>
      <strong>{name}</strong>
      {family === null ? ", di luar keluarga mana pun" : <>, keluarga {family}</>}
    </span>
  );
}
