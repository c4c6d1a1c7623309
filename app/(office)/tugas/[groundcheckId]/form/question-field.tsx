import type { Question } from "@/lib/forms/definition";
import { ChoiceField } from "./choice-field";
import type { AnswerValue } from "./edit-document";
import type { FieldNotes } from "./field-frame";
import { NumberField } from "./number-field";
import { PhotoField } from "./photo-field";
import { TextField } from "./text-field";
import type { Photos } from "./use-photos";

/** Any question of the form, by its type. */
export function QuestionField({
  id,
  question,
  value,
  photos,
  onChange,
  error,
  returned,
}: Pick<FieldNotes, "error" | "returned"> & {
  readonly id: string;
  readonly question: Question;
  readonly value: AnswerValue;
  readonly photos: Photos;
  readonly onChange: (value: AnswerValue) => void;
}) {
  const notes = { id, hint: question.hint, error, returned };
  switch (question.type) {
    case "single":
      return (
        <ChoiceField
          {...notes}
          label={question.label}
          options={question.options ?? []}
          chosen={String(value)}
          optional={!question.required}
          onChoose={onChange}
        />
      );
    case "integer":
    case "rupiah":
      return <NumberField {...notes} question={question} value={value} onChange={onChange} />;
    case "photo":
      return <PhotoField {...notes} question={question} photos={photos} />;
    default:
      return <TextField {...notes} question={question} value={String(value)} onChange={onChange} />;
  }
}
