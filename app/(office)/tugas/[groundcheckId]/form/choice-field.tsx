import type { Option } from "@/lib/forms/definition";
import { describedBy, FieldFrame, type FieldNotes } from "./field-frame";

/** One of a list as cards that a thumb can hit. */
export function ChoiceField({
  id,
  label,
  options,
  chosen,
  optional,
  onChoose,
  ...notes
}: FieldNotes & {
  readonly id: string;
  readonly label: string;
  readonly options: readonly Option[];
  readonly chosen: string;
  readonly optional?: boolean;
  readonly onChoose: (code: string) => void;
}) {
  return (
    <FieldFrame id={id} label={label} optional={optional} group {...notes}>
      <div className="grid grid-cols-1 gap-2 sm:grid-cols-2">
        {options.map((option, index) => (
          <label
            key={option.code}
            className="flex min-h-12 items-center gap-3 rounded border border-line-control bg-surface px-3 py-2 has-checked:border-brand has-checked:bg-brand-soft has-checked:ring-1 has-checked:ring-brand"
          >
            <input
              // A problem leads to the first choice, or to the one that was made.
              id={(chosen === "" ? index === 0 : option.code === chosen) ? id : undefined}
              type="radio"
              name={id}
              value={option.code}
              checked={option.code === chosen}
              onChange={() => onChoose(option.code)}
              aria-invalid={notes.error ? true : undefined}
              aria-describedby={describedBy(id, notes)}
              className="size-5 shrink-0 accent-brand"
            />
            <span className="min-w-0 wrap-anywhere">{option.label}</span>
          </label>
        ))}
      </div>
    </FieldFrame>
  );
}
