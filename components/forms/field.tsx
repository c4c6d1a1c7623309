import type { ComponentProps, ReactNode } from "react";
import { classNames } from "@/lib/shared/class-names";

interface FieldFrame {
  readonly name: string;
  /** Where one page has the same field in several forms; else the name. */
  readonly id?: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** The sentence that also stands in the error summary. */
  readonly error?: string;
  readonly labelClassName?: string;
}

/** The id of a field is its name, so that an error summary can link to it. */
function describedBy({ name, id = name, hint, error }: FieldFrame): string | undefined {
  const ids = [hint ? `${id}-hint` : null, error ? `${id}-error` : null].filter(Boolean);
  return ids.length > 0 ? ids.join(" ") : undefined;
}

function Frame({
  name,
  id = name,
  label,
  hint,
  error,
  labelClassName,
  children,
}: FieldFrame & { readonly children: ReactNode }) {
  return (
    <div className={classNames("mb-4", error && "border-l-4 border-negative pl-3")}>
      <label htmlFor={id} className={classNames("mb-1 block font-semibold", labelClassName)}>
        {label}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="mb-1 text-small text-muted">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="mb-1 font-semibold text-negative">
          <span className="sr-only">Galat: </span>
          {error}
        </p>
      )}
      {children}
    </div>
  );
}

/** One line of text with its label, hint and error tied to it. */
export function Field({
  label,
  hint,
  error,
  labelClassName,
  className,
  ...input
}: Omit<FieldFrame, "name"> & ComponentProps<"input"> & { readonly name: string }) {
  const frame = { name: input.name, id: input.id, label, hint, error, labelClassName };
  return (
    <Frame {...frame}>
      <input
        id={input.name}
        aria-describedby={describedBy(frame)}
        aria-invalid={error ? true : undefined}
        className={classNames("control", error && "border-2 border-negative", className)}
        {...input}
      />
    </Frame>
  );
}

/** Several lines of text. */
export function TextareaField({
  label,
  hint,
  error,
  labelClassName,
  className,
  ...input
}: Omit<FieldFrame, "name"> & ComponentProps<"textarea"> & { readonly name: string }) {
  const frame = { name: input.name, id: input.id, label, hint, error, labelClassName };
  return (
    <Frame {...frame}>
      <textarea
        id={input.name}
        rows={4}
        aria-describedby={describedBy(frame)}
        aria-invalid={error ? true : undefined}
        className={classNames("control", error && "border-2 border-negative", className)}
        {...input}
      />
    </Frame>
  );
}

export interface SelectOption {
  readonly value: string;
  readonly text: string;
}

/** One of a list. Options may be grouped by a caption (kelurahan under their kecamatan). */
export function SelectField({
  label,
  hint,
  error,
  labelClassName,
  className,
  options,
  groups,
  ...input
}: Omit<FieldFrame, "name"> &
  ComponentProps<"select"> & {
    readonly name: string;
    readonly options?: readonly SelectOption[];
    readonly groups?: readonly {
      readonly text: string;
      readonly options: readonly SelectOption[];
    }[];
  }) {
  const frame = { name: input.name, id: input.id, label, hint, error, labelClassName };
  return (
    <Frame {...frame}>
      <select
        // React sets a form back to the first answers of its selects, not to those that came back.
        key={String(input.defaultValue)}
        id={input.name}
        aria-describedby={describedBy(frame)}
        aria-invalid={error ? true : undefined}
        className={classNames("control", error && "border-2 border-negative", className)}
        {...input}
      >
        {options?.map(({ value, text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
        {groups?.map((group) => (
          <optgroup key={group.text} label={group.text}>
            {group.options.map(({ value, text }) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </Frame>
  );
}

const CHOICE_COLUMNS = { 1: "", 2: "grid-cols-2", 3: "grid-cols-3" } as const;

/** Some of a list (`checkbox`) or exactly one with every choice in sight (`radio`). */
export function ChoiceField({
  type,
  name,
  label,
  hint,
  error,
  options,
  chosen,
  columns = 1,
}: FieldFrame & {
  readonly type: "checkbox" | "radio";
  readonly options: readonly (SelectOption & {
    readonly hint?: string;
    readonly node?: ReactNode;
  })[];
  readonly chosen: readonly string[];
  /** For short choices beside a list. */
  readonly columns?: keyof typeof CHOICE_COLUMNS;
}) {
  const frame = { name, label, hint, error };
  return (
    <fieldset
      aria-describedby={describedBy(frame)}
      className={classNames("mb-4", error && "border-l-4 border-negative pl-3")}
    >
      <legend className="mb-1 font-semibold">{label}</legend>
      {hint && (
        <p id={`${name}-hint`} className="mb-1 text-small text-muted">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${name}-error`} className="mb-1 font-semibold text-negative">
          <span className="sr-only">Galat: </span>
          {error}
        </p>
      )}
      <div className={classNames("grid", CHOICE_COLUMNS[columns])}>
        {options.map((option, index) => (
          <label
            key={option.value}
            className="flex min-h-11 items-center gap-2.5 py-1 text-small md:min-h-8"
          >
            <input
              // The first choice carries the field's id: an error summary leads there.
              id={index === 0 ? name : undefined}
              type={type}
              name={name}
              value={option.value}
              defaultChecked={chosen.includes(option.value)}
              className="size-4.5 shrink-0 accent-brand"
            />
            <span>
              {option.node ?? option.text}
              {option.hint && <span className="block text-muted">{option.hint}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
