import type { Questionnaire } from "@/lib/forms/definition";
import type { FormProblem, RosterMember } from "@/lib/forms/types";
import type { VisitDocument } from "@/lib/forms/visit-document";
import type { Photos } from "./use-photos";

/** What every screen of the form works with. */
export interface VisitForm {
  readonly questionnaire: Questionnaire;
  readonly roster: readonly RosterMember[];
  readonly document: VisitDocument;
  /** Applies an edit to the document as it is by then: a picture or a position may have come in meanwhile. */
  readonly change: (edit: (document: VisitDocument) => VisitDocument) => void;
  readonly photos: Photos;
  /** What is wrong now, as far as it may be shown: nobody is told off before they were there. */
  readonly shownProblems: readonly FormProblem[];
  /** Why the office sent the answer to a question back, by the question's code. */
  readonly returned: Readonly<Record<string, string>>;
}

/** The sentence to show at a question. */
export function errorAt(
  { shownProblems }: VisitForm,
  question: string,
  memberKey?: string,
): string | undefined {
  return shownProblems.find(
    (problem) =>
      problem.severity === "error" &&
      problem.question === question &&
      problem.memberKey === memberKey,
  )?.message;
}
