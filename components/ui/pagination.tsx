import { ChevronLeft, ChevronRight } from "lucide-react";
import { ButtonLink } from "./button";

/** Keyset pages: a link onward and a link back to the start, never a page number that must be counted to. */
export function Pagination({
  label,
  firstHref,
  nextHref,
  shown,
}: {
  readonly label: string;
  /** Null on the first page. */
  readonly firstHref: string | null;
  /** Null on the last page. */
  readonly nextHref: string | null;
  /** What of the whole is on this page: "50 dari 10.000+ keluarga". */
  readonly shown: string;
}) {
  return (
    <nav
      aria-label={label}
      className="mt-4 flex flex-wrap items-center justify-between gap-x-4 gap-y-3"
    >
      <p className="tabular text-small text-muted">{shown}</p>
      {(firstHref !== null || nextHref !== null) && (
        <div className="flex gap-2">
          {firstHref !== null && (
            <ButtonLink href={firstHref}>
              <ChevronLeft aria-hidden />
              Ke awal daftar
            </ButtonLink>
          )}
          {nextHref !== null && (
            <ButtonLink href={nextHref}>
              Halaman berikutnya
              <ChevronRight aria-hidden />
            </ButtonLink>
          )}
        </div>
      )}
    </nav>
  );
}
