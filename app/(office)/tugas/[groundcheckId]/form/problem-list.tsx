import { CircleAlert, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { questionLabel } from "@/lib/forms/question-label";
import type { FormProblem } from "@/lib/forms/types";
import type { VisitForm } from "./form-context";
import { type Step, stepOfProblem } from "./steps";

const LISTS = {
  error: {
    title: "Harus diperbaiki",
    Icon: CircleAlert,
    box: "border-negative",
    ink: "text-negative",
  },
  warning: {
    title: "Perlu diperiksa",
    Icon: TriangleAlert,
    box: "border-warning",
    ink: "text-warning",
  },
} as const;

/** What is wrong, or may be, by the screens of the form. */
export function ProblemList({
  tone,
  problems,
  form,
  steps,
  open,
}: {
  readonly tone: keyof typeof LISTS;
  readonly problems: readonly FormProblem[];
  readonly form: VisitForm;
  readonly steps: readonly Step[];
  readonly open: (problem: FormProblem) => void;
}) {
  const { title, Icon, box, ink } = LISTS[tone];
  return (
    <section className={`mb-5 rounded border-2 bg-surface px-4 py-3 ${box}`}>
      <h3 className={`mb-1 flex items-center gap-2 text-heading ${ink}`}>
        <Icon aria-hidden className="size-5 shrink-0" />
        {title} ({problems.length})
      </h3>
      {steps.map((step) => (
        <StepProblems
          key={step.id}
          step={step}
          problems={problems.filter(
            (problem) => stepOfProblem(form.questionnaire, steps, problem) === step,
          )}
          ink={ink}
          form={form}
          open={open}
        />
      ))}
    </section>
  );
}

/** More questions without an answer than this are told as a number: the screen itself lists them. */
const MISSING_LISTED_MAX = 2;

/** The problems of one screen under its name, in the order of the form. */
function StepProblems({
  step,
  problems,
  ink,
  form,
  open,
}: {
  readonly step: Step;
  readonly problems: readonly FormProblem[];
  readonly ink: string;
  readonly form: VisitForm;
  readonly open: (problem: FormProblem) => void;
}) {
  if (problems.length === 0) return null;
  const missing = problems.filter((problem) => problem.missing);
  const [first] = missing;
  const counted = first !== undefined && missing.length > MISSING_LISTED_MAX;
  const listed = counted ? problems.filter((problem) => !problem.missing) : problems;
  return (
    <div className="border-t border-line py-2 first-of-type:border-0">
      <h4 className="text-small text-muted">{step.title}</h4>
      <ul>
        {counted && (
          <li>
            <ProblemButton ink={ink} open={() => open(first)}>
              {missing.length} pertanyaan belum dijawab
            </ProblemButton>
          </li>
        )}
        {listed.map((problem) => (
          <li key={`${problem.question} ${problem.memberKey ?? ""} ${problem.message}`}>
            <ProblemButton ink={ink} about={aboutOf(form, problem)} open={() => open(problem)}>
              {problem.message}
            </ProblemButton>
          </li>
        ))}
      </ul>
    </div>
  );
}

function ProblemButton({
  ink,
  about,
  open,
  children,
}: {
  readonly ink: string;
  /** The question, and the member where it is about one. */
  readonly about?: string;
  readonly open: () => void;
  readonly children: ReactNode;
}) {
  return (
    <button type="button" onClick={open} className="min-h-11 w-full py-1.5 text-left">
      {about && <span className="block text-small">{about} </span>}
      <span className={`font-semibold underline ${ink}`}>{children}</span>
    </button>
  );
}

function aboutOf(form: VisitForm, { question, memberKey }: FormProblem): string {
  return [nameOf(form, memberKey), questionLabel(form.questionnaire, question)]
    .filter(Boolean)
    .join(": ");
}

/** Whom a problem is about. */
function nameOf({ roster, document }: VisitForm, memberKey: string | undefined): string | null {
  if (memberKey === undefined) return null;
  const member = [...roster, ...document.members].find(({ key }) => key === memberKey);
  return member?.name?.trim() || "Anggota baru";
}
