import Link from "next/link";
import { StatusTag } from "@/components/ui/tag";
import type { GroundcheckView } from "@/lib/groundchecks/find-groundcheck";
import { GROUNDCHECK_RESULT_LABELS, GROUNDCHECK_STATE_LABELS } from "@/lib/groundchecks/labels";
import { formatAge, formatDay, type TimeZone } from "@/lib/shared/format";

/** Under the family's name: where it lives, how the visit stands, and since when. */
export function GroundcheckCaption({
  view,
  timeZone,
}: {
  readonly view: GroundcheckView;
  readonly timeZone: TimeZone;
}) {
  const { state, result, kelurahan, kecamatan, householdId, submittedAt, assignedAt } = view;
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-text">
        {kelurahan !== null && <span>{[kelurahan, kecamatan].filter(Boolean).join(", ")}</span>}
        <Link href={`/keluarga/${householdId}`} prefetch={false}>
          Buka halaman keluarga
        </Link>
      </p>
      <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-small">
        <StatusTag labels={GROUNDCHECK_STATE_LABELS} value={state} />
        {result && <strong className="text-text">{GROUNDCHECK_RESULT_LABELS[result]}</strong>}
        <span>{sinceSentence(submittedAt, assignedAt, timeZone)}</span>
      </p>
    </>
  );
}

function sinceSentence(submittedAt: Date | null, assignedAt: Date, timeZone: TimeZone): string {
  const [what, at] = submittedAt ? ["Dikirim", submittedAt] : ["Ditugaskan", assignedAt];
  const age = formatAge(at, new Date(), timeZone);
  return `${what} ${formatDay(at, timeZone)} (${age === "hari ini" ? age : `${age} lalu`})`;
}
