import type { ReactNode } from "react";

export interface TimelineEntry {
  readonly key: string;
  readonly title: ReactNode;
  /** Machine-readable moment, for `<time dateTime>`. */
  readonly dateTime: string;
  readonly when: string;
  readonly who?: string;
  readonly body?: ReactNode;
}

/** What happened, newest first: what, when, who, and why where there is a reason. */
export function Timeline({ entries }: { readonly entries: readonly TimelineEntry[] }) {
  return (
    <ol className="border-l-2 border-line pl-5">
      {entries.map((entry) => (
        <li key={entry.key} className="relative pb-4 last:pb-0">
          <span
            aria-hidden
            className="-left-[1.7rem] absolute top-1.5 size-3 rounded-full border-2 border-brand bg-surface"
          />
          <p className="font-semibold">{entry.title}</p>
          <p className="text-caption text-muted">
            <time dateTime={entry.dateTime}>{entry.when}</time>
            {entry.who && ` · ${entry.who}`}
          </p>
          {entry.body && <div className="mt-1 text-small">{entry.body}</div>}
        </li>
      ))}
    </ol>
  );
}
