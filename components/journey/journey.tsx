import { Check, Minus, X } from "lucide-react";
import type { ReactNode } from "react";
import {
  JOURNEY_STEP_LABELS,
  JOURNEY_STEPS,
  type JourneyStep,
  type JourneyStepState,
} from "@/lib/cases/journey-steps";
import { classNames } from "@/lib/shared/class-names";
import { formatDay, type TimeZone } from "@/lib/shared/format";

/** What a reader who sees no marks hears. */
const STATE_WORDS = {
  done: "selesai",
  current: "sekarang",
  ahead: "belum",
  skipped: "dilewati",
  stopped: "berhenti",
} as const satisfies Record<JourneyStepState, string>;

const MARK = {
  done: "border-brand bg-brand text-on-brand",
  current: "border-brand bg-brand-soft text-brand-strong ring-4 ring-brand-soft",
  ahead: "border-line-control bg-surface text-muted",
  skipped: "border-line bg-sunken text-muted",
  stopped: "border-warning bg-warning-soft text-warning",
} as const satisfies Record<JourneyStepState, string>;

/**
 * The whole way of a case or proposal, from found to changed, with date, person and a short note at
 * each step: a row on a wide screen, a column on a phone and on paper.
 */
export function Journey({
  steps,
  timeZone,
}: {
  readonly steps: readonly JourneyStep[];
  readonly timeZone: TimeZone;
}) {
  if (steps.length === 0) return null;
  return (
    <section
      aria-label="Perjalanan"
      className="mb-5 break-inside-avoid rounded border border-line bg-surface px-4 py-4"
    >
      <ol className="lg:flex">
        {steps.map((step, index) => (
          <li
            key={step.step}
            aria-current={step.state === "current" ? "step" : undefined}
            className={classNames(
              "relative flex gap-3 pb-3.5 last:pb-0 lg:block lg:min-w-0 lg:basis-0 lg:pr-3 lg:pb-0 lg:last:pr-0",
              hasStory(step) ? "lg:grow-2" : "lg:grow",
            )}
          >
            {index < steps.length - 1 && <Connector passed={isPassed(steps[index + 1])} />}
            <span
              className={classNames(
                "relative flex size-7 shrink-0 items-center justify-center rounded-full border-2 text-caption font-bold print:ring-0",
                MARK[step.state],
              )}
              aria-hidden
            >
              <Sign state={step.state} place={index + 1} />
            </span>
            <StepText step={step} timeZone={timeZone} />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Why it stopped, or what it waits for, can be a sentence: such a step gets the room of two. */
function hasStory({ state, note }: JourneyStep): boolean {
  return (state === "current" || state === "stopped") && (note?.length ?? 0) > 24;
}

function isPassed(next: JourneyStep | undefined): boolean {
  return next !== undefined && next.state !== "ahead";
}

/** To the next mark: solid once the journey has gone beyond it. */
function Connector({ passed }: { readonly passed: boolean }) {
  return (
    <span
      aria-hidden
      className={classNames(
        "absolute top-7 bottom-0 left-[0.8125rem] border-l-2 lg:top-[0.8125rem] lg:right-0 lg:bottom-auto lg:left-7 lg:border-t-2 lg:border-l-0",
        passed ? "border-brand" : "border-line border-dashed",
      )}
    />
  );
}

function Sign({
  state,
  place,
}: {
  readonly state: JourneyStepState;
  readonly place: number;
}): ReactNode {
  switch (state) {
    case "done":
      return <Check className="size-4" strokeWidth={3} />;
    case "skipped":
      return <Minus className="size-4" />;
    case "stopped":
      return <X className="size-4" strokeWidth={3} />;
    case "current":
    case "ahead":
      // Drawn, not written: a step's text begins with its name.
      return <span data-place={place} className="tabular before:content-[attr(data-place)]" />;
  }
}

function StepText({
  step: { step, state, at, by, note },
  timeZone,
}: {
  readonly step: JourneyStep;
  readonly timeZone: TimeZone;
}) {
  const quiet = state === "ahead" || state === "skipped";
  return (
    <div className="min-w-0 pt-0.5 lg:pt-1.5">
      <p className={classNames("leading-snug", quiet ? "text-muted" : "font-semibold")}>
        {JOURNEY_STEP_LABELS[step]}
        <span className="sr-only">, {STATE_WORDS[state]}</span>
      </p>
      {note && (
        <p
          className={classNames(
            "text-caption",
            state === "current" || state === "stopped" ? "font-semibold" : "text-muted",
            state === "stopped" && "text-warning",
          )}
        >
          {note}
        </p>
      )}
      {/* One line on a phone, one below the other in a column. */}
      {(at || by) && (
        <p className="text-caption text-muted">
          {at && (
            <span className="lg:block">
              {state === "current" && "sejak "}
              <time dateTime={at.toISOString()}>{formatDay(at, timeZone)}</time>
            </span>
          )}
          {at && by && <span className="lg:sr-only"> · </span>}
          {by && <span className="lg:block">{by}</span>}
        </p>
      )}
    </div>
  );
}

const SEGMENT = {
  done: "bg-brand",
  current: "bg-warning-line",
  ahead: "bg-line",
  skipped: "bg-line",
  stopped: "bg-warning",
} as const satisfies Record<JourneyStepState, string>;

/** The same journey in one line: eight segments, and in words where it stands. */
export function JourneyLine({ steps }: { readonly steps: readonly JourneyStep[] }) {
  const here =
    steps.find(({ state }) => state === "current") ??
    steps.findLast(({ state }) => state === "done" || state === "stopped");
  if (!here) return null;
  return (
    <div>
      <div aria-hidden className="flex gap-0.5">
        {steps.map(({ step, state }) => (
          <span key={step} className={classNames("h-1.5 flex-1 rounded-sm", SEGMENT[state])} />
        ))}
      </div>
      <p className="mt-1 text-caption">
        <span className="text-muted">
          Langkah {JOURNEY_STEPS.indexOf(here.step) + 1} dari {JOURNEY_STEPS.length}:{" "}
        </span>
        <strong>{JOURNEY_STEP_LABELS[here.step]}</strong>
        {here.note && `, ${here.note}`}
      </p>
    </div>
  );
}
