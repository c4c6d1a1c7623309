import { Button } from "@/components/ui/button";
import type { Question } from "@/lib/forms/definition";
import { describedBy, FieldFrame, type FieldNotes } from "./field-frame";

/** As long as an answer may be. */
const TEXT_MAX = 200;

/** A line of words, of digits or a day. */
export function TextField({
  id,
  question,
  value,
  onChange,
  ...notes
}: FieldNotes & {
  readonly id: string;
  readonly question: Pick<Question, "label" | "type" | "required" | "shortcut">;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const { label, type, required, shortcut } = question;
  const digits = type === "digits";
  return (
    <FieldFrame id={id} label={label} optional={!required} {...notes}>
      <input
        id={id}
        type={type === "date" ? "date" : "text"}
        inputMode={digits ? "numeric" : undefined}
        autoComplete="off"
        maxLength={type === "date" ? undefined : TEXT_MAX}
        value={value}
        onChange={(event) =>
          onChange(digits ? event.target.value.replace(/[\s.-]/g, "") : event.target.value)
        }
        aria-invalid={notes.error ? true : undefined}
        aria-describedby={describedBy(id, notes)}
        className="control tabular min-h-12 max-w-sm"
      />
      {digits && value !== "" && (
        <p className="mt-1 text-small text-muted">{value.length} digit tertulis</p>
      )}
      {shortcut && value !== shortcut.code && (
        <Button
          variant="secondary"
          className="mt-2 min-h-11"
          onClick={() => onChange(shortcut.code)}
        >
          {shortcut.label}
        </Button>
      )}
    </FieldFrame>
  );
}
