import { type ReactNode, useId } from "react";
import { classNames } from "@/lib/shared/class-names";

/** A titled part of a page on its own surface. `flush` leaves the padding to a table inside. */
export function Card({
  title,
  note,
  aside,
  flush = false,
  className,
  children,
}: {
  readonly title: ReactNode;
  /** Where the figures come from and of which day. */
  readonly note?: ReactNode;
  readonly aside?: ReactNode;
  readonly flush?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  const headingId = useId();
  return (
    <section
      aria-labelledby={headingId}
      className={classNames(
        "mb-5 overflow-hidden rounded border border-line bg-surface",
        className,
      )}
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 border-b border-line px-4 py-3">
        <div>
          <h2 id={headingId} className="text-heading">
            {title}
          </h2>
          {note && <p className="text-caption text-muted">{note}</p>}
        </div>
        {aside}
      </div>
      <div className={flush ? undefined : "px-4 py-4"}>{children}</div>
    </section>
  );
}
