"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import type { FormProblem } from "@/lib/forms/types";
import { ChoiceField } from "./choice-field";
import { withAnswer } from "./edit-document";
import { EndSection } from "./end-section";
import { errorAt, type VisitForm as Form } from "./form-context";
import { HouseholdSection } from "./household-section";
import { MembersSection } from "./members-section";
import { SaveStatus } from "./save-status";
import { StepList } from "./step-list";
import { fieldId, type Step, stepOfProblem, stepsOf } from "./steps";
import { SignedOut, SummarySection } from "./summary-section";
import { useVisit, type Visit, type VisitTask } from "./use-visit";

/** The form of a visit, one section a screen. What it asks stands in the questionnaire, not here. */
export function VisitForm({ task }: { readonly task: VisitTask }) {
  const { questionnaire, roster, returned, timeZone } = task;
  const visit = useVisit(task);
  const steps = stepsOf(questionnaire, visit.document, roster);
  const way = useWay(task, visit, steps);
  const { current } = way;
  const form: Form = {
    questionnaire,
    roster,
    returned,
    document: visit.document,
    change: visit.change,
    photos: visit.photos,
    shownProblems: visit.problems.filter((problem) => way.mayShow(problem)),
  };
  return (
    <section aria-label="Formulir kunjungan" className="min-w-0">
      <StepList steps={steps} current={current} marked={way.marked} go={way.go} />
      <h2 ref={way.heading} tabIndex={-1} className="mb-4 scroll-mt-4 text-title">
        {current.title}
      </h2>
      {visit.draft.status.kind === "signed_out" && <SignedOut />}
      <StepContent form={form} visit={visit} steps={steps} way={way} />
      <div className="sticky bottom-0 flex flex-wrap items-center justify-between gap-x-4 border-t border-line bg-page py-2">
        <SaveStatus draft={visit.draft} timeZone={timeZone} />
        <StepButtons way={way} />
      </div>
    </section>
  );
}

interface Way {
  readonly current: Step;
  readonly previous: Step | undefined;
  readonly next: Step | undefined;
  readonly marked: ReadonlySet<string>;
  readonly heading: React.RefObject<HTMLHeadingElement | null>;
  readonly go: (id: string) => void;
  readonly open: (problem: FormProblem) => void;
  readonly mayShow: (problem: FormProblem) => boolean;
}

function StepButtons({ way: { previous, next, go } }: { readonly way: Way }) {
  return (
    <div className="ml-auto flex gap-2">
      {previous && (
        <Button
          variant="secondary"
          className="min-h-12 px-3 sm:px-4"
          aria-label={`Kembali ke ${previous.title}`}
          onClick={() => go(previous.id)}
        >
          <ChevronLeft aria-hidden />
          <span className="max-sm:sr-only">Kembali</span>
        </Button>
      )}
      {next && (
        <Button className="min-h-12" onClick={() => go(next.id)}>
          Lanjut
          <ChevronRight aria-hidden />
        </Button>
      )}
    </div>
  );
}

/** Which screen is open, and where the keyboard goes when another one opens. */
function useWay({ questionnaire, returned }: VisitTask, visit: Visit, steps: Step[]): Way {
  const [first] = steps;
  const [currentId, setCurrentId] = useState(first?.id ?? "");
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  /** What takes the focus once the screen is there: a field, or the heading. */
  const target = useRef<{ readonly field: string | null } | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  // A screen that is asked no more gives way to the one before it, never to none.
  const index = Math.max(
    0,
    steps.findIndex(({ id }) => id === currentId),
  );
  const current = steps[index] ?? { kind: "summary", id: "ringkasan", title: "Periksa dan kirim" };

  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when another screen is there
  useEffect(() => {
    const wanted = target.current;
    if (!wanted) return;
    target.current = null;
    const field = wanted.field === null ? null : document.getElementById(wanted.field);
    (field ?? heading.current)?.focus();
    if (!field) heading.current?.scrollIntoView();
  }, [currentId]);

  function move(id: string, field: string | null) {
    target.current = { field };
    setLeft(
      (before) => new Set([...before, current.id, ...(id === "ringkasan" ? idsOf(steps) : [])]),
    );
    setCurrentId(id);
    void visit.draft.saveNow();
  }
  const stepOf = (problem: Pick<FormProblem, "question">) =>
    stepOfProblem(questionnaire, steps, problem);
  return {
    current,
    previous: steps[index - 1],
    next: steps[index + 1],
    heading,
    marked: new Set(Object.keys(returned).flatMap((question) => stepOf({ question })?.id ?? [])),
    go: (id) => move(id, null),
    open: (problem) => {
      const step = stepOf(problem);
      if (step) move(step.id, fieldId(problem.question, problem.memberKey));
    },
    mayShow: (problem) => left.has(stepOf(problem)?.id ?? ""),
  };
}

function idsOf(steps: readonly Step[]): string[] {
  return steps.map(({ id }) => id);
}

function StepContent({
  form,
  visit,
  steps,
  way,
}: {
  readonly form: Form;
  readonly visit: Visit;
  readonly steps: readonly Step[];
  readonly way: Way;
}) {
  const [accepted, setAccepted] = useState(false);
  const { current } = way;
  switch (current.kind) {
    case "presence":
      return <PresenceSection form={form} />;
    case "section":
      return current.section.scope === "household" ? (
        <HouseholdSection form={form} section={current.section} />
      ) : (
        <MembersSection form={form} section={current.section} />
      );
    case "end":
      return <EndSection form={form} />;
    case "summary":
      return (
        <SummarySection
          form={form}
          problems={visit.problems}
          steps={steps}
          sending={visit.sending}
          accepted={accepted}
          setAccepted={setAccepted}
          open={way.open}
          send={() => void visit.send()}
        />
      );
  }
}

function PresenceSection({ form }: { readonly form: Form }) {
  const { questionnaire, document, roster, returned, change } = form;
  const { code, label, hint, options } = questionnaire.presence;
  return (
    <ChoiceField
      id={fieldId(code)}
      label={label}
      hint={hint}
      options={options}
      chosen={document.presence}
      error={errorAt(form, code)}
      returned={returned[code]}
      onChoose={(value) =>
        change((before) => withAnswer(questionnaire, before, { code, value }, roster))
      }
    />
  );
}
