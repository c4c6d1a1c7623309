import { ArrowRight } from "lucide-react";
import type { ChoiceGroup } from "./load-draft";

/** Changes to tick, the family's first, then person by person: old value, arrow, new value. */
export function ChoiceGroups({
  groups,
  withOld = true,
}: {
  readonly groups: readonly ChoiceGroup[];
  readonly withOld?: boolean;
}) {
  return groups.map(({ key, who, choices }, group) => (
    <fieldset key={key} className="mb-4">
      <legend className="mb-1 font-semibold">{who}</legend>
      <ul className="divide-y divide-line rounded border border-line">
        {choices.map((choice, index) => (
          <li key={choice.key}>
            <label className="grid min-h-11 grid-cols-[auto_minmax(0,1fr)] items-start gap-x-3 px-3 py-2 text-small">
              <input
                id={group === 0 && index === 0 ? "keep" : undefined}
                type="checkbox"
                name="keep"
                value={choice.key}
                defaultChecked={choice.kept}
                className="mt-0.5 size-4.5 shrink-0 accent-brand"
              />
              <span className="grid gap-x-4 sm:grid-cols-[minmax(0,14rem)_minmax(0,1fr)]">
                <span className="text-muted">{choice.what}</span>
                <span className="flex min-w-0 flex-wrap items-center gap-x-2 break-words">
                  {withOld && (
                    <>
                      <span className="text-muted">{choice.old ?? "tidak diisi"}</span>
                      <ArrowRight aria-hidden className="size-4 shrink-0 text-muted" />
                      <span className="sr-only">menjadi</span>
                    </>
                  )}
                  <strong>{choice.wanted ?? "dikosongkan"}</strong>
                </span>
              </span>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  ));
}
