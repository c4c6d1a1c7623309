import { goesOn, subjectsOf, visibleQuestions } from "@/lib/forms/asked-questions";
import type { Questionnaire, Section } from "@/lib/forms/definition";
import type { FormProblem, RosterMember } from "@/lib/forms/types";
import type { VisitDocument } from "@/lib/forms/visit-document";

/** One screen of the form. */
export type Step =
  | { readonly kind: "presence"; readonly id: string; readonly title: string }
  | {
      readonly kind: "section";
      readonly id: string;
      readonly title: string;
      readonly section: Section;
    }
  | { readonly kind: "end"; readonly id: string; readonly title: string }
  | { readonly kind: "summary"; readonly id: string; readonly title: string };

/** The screens that this visit has: presence first, then only the sections that ask something. */
export function stepsOf(
  questionnaire: Questionnaire,
  document: VisitDocument,
  roster: readonly RosterMember[],
): Step[] {
  const { presence } = questionnaire;
  const asked = questionnaire.sections.filter((section) => {
    if (section.scope === "household")
      return visibleQuestions(questionnaire, section, document).length > 0;
    // Where nobody is listed the section is the place to write down who lives there.
    if (section.questions.some(({ code }) => code === questionnaire.members.presence))
      return goesOn(questionnaire, document.presence);
    return subjectsOf(questionnaire, document, roster).some(
      (subject) => visibleQuestions(questionnaire, section, document, subject).length > 0,
    );
  });
  return [
    { kind: "presence", id: presence.code, title: "Keberadaan keluarga" },
    ...asked.map(
      (section): Step => ({
        kind: "section",
        id: section.id,
        title: section.title,
        section,
      }),
    ),
    { kind: "end", id: "penutup", title: "Posisi dan catatan" },
    { kind: "summary", id: "ringkasan", title: "Periksa dan kirim" },
  ];
}

/** The screen on which a problem can be mended; the last one, where it is told, for what the form does not know. */
export function stepOfProblem(
  questionnaire: Questionnaire,
  steps: readonly Step[],
  { question }: Pick<FormProblem, "question">,
): Step | undefined {
  if (question === questionnaire.presence.code) return steps[0];
  if (question === questionnaire.note.code || question === questionnaire.position.code)
    return steps.find(({ kind }) => kind === "end");
  const { members } = questionnaire;
  const code =
    question === members.name.code || question === members.nik.code ? members.presence : question;
  const asking = steps.find(
    (step) => step.kind === "section" && step.section.questions.some((one) => one.code === code),
  );
  return asking ?? steps.at(-1);
}

/** The id of a question's control, so that a problem can lead there. */
export function fieldId(question: string, memberKey?: string): string {
  return memberKey === undefined ? `q-${question}` : `m-${memberKey}-${question}`;
}
