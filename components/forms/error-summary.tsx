"use client";

import { useEffect, useRef } from "react";

export interface FormError {
  /** The field's name; absent for what belongs to no single field. */
  readonly field?: string;
  readonly message: string;
}

/**
 * All that keeps a form from being taken, above it: takes the focus, links to the fields, and
 * lets the page's title begin with "Galat:". The same sentences stand at the fields.
 */
export function ErrorSummary({ errors }: { readonly errors: readonly FormError[] }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (errors.length === 0) return;
    box.current?.focus();
    const title = document.title;
    if (!title.startsWith("Galat: ")) document.title = `Galat: ${title}`;
    return () => {
      document.title = document.title.replace(/^Galat: /, "");
    };
  }, [errors]);

  if (errors.length === 0) return null;
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      aria-labelledby="error-summary-title"
      className="mb-5 rounded border-4 border-negative bg-surface px-4 py-3"
    >
      <h2 id="error-summary-title" className="text-heading">
        Ada yang perlu diperbaiki
      </h2>
      <ul className="mt-1">
        {errors.map(({ field, message }) => (
          <li key={`${field ?? ""} ${message}`}>
            {field ? (
              <a href={`#${field}`} className="font-semibold text-negative">
                {message}
              </a>
            ) : (
              <span className="font-semibold text-negative">{message}</span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
