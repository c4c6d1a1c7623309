import type { ReactNode } from "react";
import { classNames } from "@/lib/shared/class-names";

/** What stands at a question beside its control. */
export interface FieldNotes {
  readonly hint?: string;
  readonly error?: string;
  /** Why the office sent this answer back. */
  readonly returned?: string;
}

/** The ids that describe a control, in the order in which they stand above it. */
export function describedBy(id: string, { hint, error, returned }: FieldNotes): string | undefined {
  const ids = [hint && `${id}-hint`, returned && `${id}-returned`, error && `${id}-error`].filter(
    Boolean,
  );
  return ids.length > 0 ? ids.join(" ") : undefined;
}

const LABEL = "block font-semibold";

/** A question with its hint, the office's remark and what is wrong; `group` for several controls under one legend. */
export function FieldFrame({
  id,
  label,
  optional = false,
  group = false,
  children,
  ...notes
}: FieldNotes & {
  readonly id: string;
  readonly label: string;
  readonly optional?: boolean;
  readonly group?: boolean;
  readonly children: ReactNode;
}) {
  const { error, returned } = notes;
  const marked = error ? "border-negative" : returned ? "border-warning" : null;
  const title = (
    <>
      {label}
      {optional && <span className="font-normal text-muted"> (boleh kosong)</span>}
    </>
  );
  const inside = (
    <>
      <Notes id={id} {...notes} />
      {children}
    </>
  );
  const className = classNames("mb-6 min-w-0", marked && "border-l-4 pl-3", marked);
  // The mark is the box's: a fieldset's own border would begin in the middle of its legend.
  return (
    <div className={className}>
      {group ? (
        <fieldset className="min-w-0" aria-describedby={describedBy(id, notes)}>
          <legend className={LABEL}>{title}</legend>
          {inside}
        </fieldset>
      ) : (
        <>
          <label htmlFor={id} className={LABEL}>
            {title}
          </label>
          {inside}
        </>
      )}
    </div>
  );
}

function Notes({ id, hint, error, returned }: FieldNotes & { readonly id: string }) {
  return (
    <div className="mb-2">
      {hint && (
        <p id={`${id}-hint`} className="text-small text-muted">
          {hint}
        </p>
      )}
      {returned && (
        <p id={`${id}-returned`} className="mt-1 text-small text-warning">
          <strong>Diminta petugas kantor:</strong> {returned}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="mt-1 font-semibold text-negative">
          <span className="sr-only">Galat: </span>
          {error}
        </p>
      )}
    </div>
  );
}
