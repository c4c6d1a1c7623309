import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

/** The one `<h1>` of a page, with the way back above it and what belongs to the whole page beside it. */
export function PageHeading({
  title,
  caption,
  back,
  actions,
}: {
  readonly title: ReactNode;
  readonly caption?: ReactNode;
  readonly back?: { readonly href: string; readonly text: string };
  readonly actions?: ReactNode;
}) {
  return (
    <div className="mb-4">
      {back && (
        <Link
          href={back.href}
          prefetch={false}
          className="mb-1 -ml-1 inline-flex min-h-11 items-center gap-1 text-small md:min-h-8"
        >
          <ChevronLeft aria-hidden className="size-4" />
          {back.text}
        </Link>
      )}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h1 className="text-title">{title}</h1>
          {caption && <div className="mt-1 text-muted">{caption}</div>}
        </div>
        {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  );
}
