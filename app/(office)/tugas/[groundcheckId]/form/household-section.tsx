import { visibleQuestions } from "@/lib/forms/asked-questions";
import type { Section } from "@/lib/forms/definition";
import { withAnswer } from "./edit-document";
import { errorAt, type VisitForm } from "./form-context";
import { QuestionField } from "./question-field";
import { fieldId } from "./steps";

/** A section about the house and the family: its questions, one below the other. */
export function HouseholdSection({
  form,
  section,
}: {
  readonly form: VisitForm;
  readonly section: Section;
}) {
  const { questionnaire, document, roster, photos, returned, change } = form;
  return visibleQuestions(questionnaire, section, document).map((question) => (
    <QuestionField
      key={question.code}
      id={fieldId(question.code)}
      question={question}
      value={document.answers[question.code] ?? ""}
      photos={photos}
      error={errorAt(form, question.code)}
      returned={returned[question.code]}
      onChange={(value) =>
        change((before) =>
          withAnswer(questionnaire, before, { code: question.code, value }, roster),
        )
      }
    />
  ));
}
