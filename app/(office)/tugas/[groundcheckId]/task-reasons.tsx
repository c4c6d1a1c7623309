import { ChevronDown } from "lucide-react";
import { KindTags } from "@/components/cases/kind-tags";
import { caseName } from "@/lib/cases/case-name";
import type { HouseholdCase } from "@/lib/cases/household-cases";

/** The two sentences that tell the list's values; what a desil is need not be told to a companion. */
const SENTENCES = 2;

/**
 * Why the family is visited, in words that can be read aloud at the door. On a phone the kinds are
 * in sight and the words one tap away, so that the form begins on the first screen; the style sheet
 * opens it on wide screens, as it does filters.
 */
export function TaskReasons({ cases }: { readonly cases: readonly HouseholdCase[] }) {
  return (
    <section aria-label="Mengapa dikunjungi" className="mb-3 lg:mb-5">
      <details className="filter-panel rounded border border-line bg-surface">
        <summary className="flex min-h-12 items-center justify-between gap-3 px-4 py-2">
          <span className="min-w-0">
            <span className="mb-1 block font-semibold">Mengapa dikunjungi</span>
            <KindTags kinds={cases.map(({ facts }) => facts.kind)} />
          </span>
          <ChevronDown aria-hidden className="size-4 shrink-0 in-open:rotate-180" />
        </summary>
        <div className="px-4 pt-2 pb-4 lg:pt-3">
          <h2 className="mb-2 hidden text-heading lg:block">Mengapa dikunjungi</h2>
          <ul className="grid gap-3">
            {cases.map(({ id, facts, programCode, sentences }) => (
              <li key={String(id)}>
                <p className="font-semibold">{caseName(facts.kind, programCode)}</p>
                <p className="text-small">
                  {sentences
                    .filter(({ topic }) => topic === "why")
                    .slice(0, SENTENCES)
                    .map(({ text }) => text)
                    .join(" ")}
                </p>
              </li>
            ))}
          </ul>
        </div>
      </details>
    </section>
  );
}
