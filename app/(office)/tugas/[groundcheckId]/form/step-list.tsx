import { ChevronDown } from "lucide-react";
import { classNames } from "@/lib/shared/class-names";
import type { Step } from "./steps";

/** Where one is on the way, and every other screen one tap away. */
export function StepList({
  steps,
  current,
  marked,
  go,
}: {
  readonly steps: readonly Step[];
  readonly current: Step;
  /** Ids of screens that the office wants done again. */
  readonly marked: ReadonlySet<string>;
  readonly go: (id: string) => void;
}) {
  const place = steps.indexOf(current) + 1;
  return (
    <>
      <progress
        aria-label="Kemajuan formulir"
        max={steps.length}
        value={place}
        className="block h-1.5 w-full overflow-hidden rounded-sm [&::-moz-progress-bar]:bg-brand [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-brand"
      />
      <details className="mb-1">
        <summary className="flex min-h-11 items-center justify-between text-small text-muted">
          Langkah {place} dari {steps.length}
          <span className="flex items-center gap-1 text-link underline">
            Semua langkah
            <ChevronDown aria-hidden className="size-4" />
          </span>
        </summary>
        <ol className="mb-3 grid gap-1 sm:grid-cols-2">
          {steps.map((step, index) => (
            <li key={step.id}>
              <button
                type="button"
                aria-current={step === current ? "step" : undefined}
                onClick={(event) => {
                  event.currentTarget.closest("details")?.removeAttribute("open");
                  go(step.id);
                }}
                className={classNames(
                  "min-h-11 w-full rounded px-3 text-left hover:bg-sunken",
                  step === current && "bg-brand-soft font-semibold",
                )}
              >
                {index + 1}. {step.title}
                {marked.has(step.id) && <span className="text-warning"> (diminta diperbaiki)</span>}
              </button>
            </li>
          ))}
        </ol>
      </details>
    </>
  );
}
