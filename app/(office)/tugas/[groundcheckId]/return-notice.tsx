import { Notice } from "@/components/ui/notice";
import type { Questionnaire } from "@/lib/forms/definition";
import { questionLabel } from "@/lib/forms/question-label";
import type { TaskReturn } from "@/lib/groundchecks/find-task";
import { formatDay, type TimeZone } from "@/lib/shared/format";

/** Why a visit came back and which questions have to be done again. */
export function ReturnNotice({
  returned: { at, reason, questions },
  questionnaire,
  timeZone,
}: {
  readonly returned: TaskReturn;
  readonly questionnaire: Questionnaire;
  readonly timeZone: TimeZone;
}) {
  return (
    <Notice tone="warning" title={`Dikembalikan petugas kantor pada ${formatDay(at, timeZone)}`}>
      {reason && <p>{reason}</p>}
      {questions.length > 0 && (
        <>
          <p className="mt-2 font-semibold">Perbaiki jawaban ini:</p>
          <ul className="list-disc pl-5">
            {questions.map(({ code, reason: why }) => (
              <li key={code}>
                <strong>{questionLabel(questionnaire, code)}</strong>: {why}
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="mt-2">Jawaban yang lama masih terisi. Perbaiki, lalu kirim lagi.</p>
    </Notice>
  );
}
