import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";

/**
 * Filters beside a list: always in sight on a desk, folded on a phone. One `<details>` serves both;
 * the style sheet opens it on wide screens (a browser too old for that keeps the fold).
 */
export function FilterPanel({
  active,
  children,
}: {
  /** How many filters are set: the folded line says so. */
  readonly active: number;
  readonly children: ReactNode;
}) {
  return (
    <details className="filter-panel mb-4 rounded border border-line bg-surface">
      <summary className="flex min-h-11 items-center justify-between px-4 font-semibold">
        <span>Saringan</span>
        <span className="flex items-center gap-2 text-small font-normal text-muted">
          {active > 0 ? `${active} aktif` : "tidak ada"}
          <ChevronDown aria-hidden className="size-4 in-open:rotate-180" />
        </span>
      </summary>
      <div className="px-4 pt-3 pb-4">
        <h2 className="mb-3 hidden text-body lg:block">Saringan</h2>
        {children}
      </div>
    </details>
  );
}
