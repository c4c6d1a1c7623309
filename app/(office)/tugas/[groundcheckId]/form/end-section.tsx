import { describedBy, FieldFrame } from "./field-frame";
import { errorAt, type VisitForm } from "./form-context";
import { PositionField } from "./position-field";
import { fieldId } from "./steps";

const NOTE_MAX = 2000;

/** Where the house is, and what the visitor has to say besides. */
export function EndSection({ form }: { readonly form: VisitForm }) {
  const { questionnaire, document, returned, change } = form;
  const { position, note } = questionnaire;
  const noteId = fieldId(note.code);
  const notes = {
    hint: note.hint,
    error: errorAt(form, note.code),
    returned: returned[note.code],
  };
  return (
    <>
      <PositionField
        id={fieldId(position.code)}
        label={position.label}
        hint={position.hint}
        error={errorAt(form, position.code)}
        returned={returned[position.code]}
        position={document.position}
        onChange={(found) => change((before) => ({ ...before, position: found }))}
      />
      <FieldFrame id={noteId} label={note.label} optional {...notes}>
        <textarea
          id={noteId}
          rows={4}
          maxLength={NOTE_MAX}
          aria-describedby={describedBy(noteId, notes)}
          value={document.note ?? ""}
          onChange={(event) => change((before) => ({ ...before, note: event.target.value }))}
          className="control"
        />
      </FieldFrame>
    </>
  );
}
