import { Notice } from "@/components/ui/notice";
import { LINE_PROBLEM_LABELS } from "@/lib/hand-over/labels";
import type { LineOutcomes, NamedLine } from "@/lib/hand-over/types";
import { formatNumber } from "@/lib/shared/format";

/** What became of the lines of a form: how many went, and which did not and why. */
export function LineOutcomesNotice({
  outcomes: { done, refused },
  verb,
}: {
  readonly outcomes: LineOutcomes;
  /** What was done: "dicatat sudah dientri". */
  readonly verb: string;
}) {
  return (
    <>
      {done.length > 0 && <Notice tone="positive" title={`${doneText(done)} ${verb}`} live />}
      {refused.length > 0 && (
        <Notice tone="warning" title={`${formatNumber(refused.length)} usulan tidak berubah`} live>
          <ul className="text-small">
            {refused.map(({ number, code }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines that nobody knows have no number
              <li key={index}>
                {number === null ? "Usulan yang tidak dikenal" : `Usulan ${number}`}:{" "}
                {LINE_PROBLEM_LABELS[code]}.
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}

function doneText(done: readonly NamedLine[]): string {
  const [only] = done;
  return done.length === 1 && only?.number != null
    ? `Usulan ${only.number}`
    : `${formatNumber(done.length)} usulan`;
}
