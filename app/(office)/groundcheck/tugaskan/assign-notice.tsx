import { Notice } from "@/components/ui/notice";
import type { SelectionOutcome } from "@/lib/groundchecks/assign-selection";
import { formatNumber } from "@/lib/shared/format";
import { leftOverSentences } from "./left-over-sentences";

/** Who got how many, and what was left; or, where it was only reckoned, who would. */
export function AssignNotice({ outcome }: { readonly outcome: SelectionOutcome }) {
  const { done, assigned, perCompanion } = outcome;
  const receiving = perCompanion.filter((share) => share.assigned > 0);
  const left = leftOverSentences(outcome);
  const title = `${formatNumber(assigned)} keluarga ${done ? "sudah ditugaskan" : "akan ditugaskan"} kepada ${formatNumber(receiving.length)} pendamping`;
  return (
    <Notice tone={done && left.length === 0 ? "positive" : "info"} title={title} live>
      <ul className="mt-1 gap-x-8 text-small sm:columns-2">
        {receiving.map((share) => (
          <li key={share.companionId} className="break-inside-avoid">
            {share.name}: <strong className="tabular">{formatNumber(share.assigned)}</strong>{" "}
            keluarga, {done ? "sekarang" : "menjadi"} {formatNumber(share.load)} tugas
          </li>
        ))}
      </ul>
      {left.map((sentence) => (
        <p key={sentence} className="mt-1 text-small">
          {sentence}
        </p>
      ))}
      {!done && (
        <p className="mt-1 text-small">
          Belum ada yang disimpan. Tekan Tugaskan jika sudah sesuai.
        </p>
      )}
    </Notice>
  );
}
