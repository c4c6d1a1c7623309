import type { Subject } from "./asked-questions";
import type { Questionnaire } from "./definition";
import type { FormProblem, RosterMember } from "./types";

/** Whether a member belongs to the household by what the visitor saw. */
export function isPresent({ members }: Questionnaire, { answers }: Subject): boolean {
  return members.present.includes(String(answers[members.presence] ?? ""));
}

/** The checks across all members of a finished interview. */
export function rosterProblems(
  questionnaire: Questionnaire,
  subjects: readonly Subject[],
  roster: readonly RosterMember[],
): FormProblem[] {
  const { members } = questionnaire;
  const present = subjects.filter((subject) => isPresent(questionnaire, subject));
  if (present.length === 0) return [];
  const answeredAll = subjects.every(({ answers }) => answers[members.presence] !== undefined);
  const withRelation = (code: string) =>
    present.filter(({ answers }) => answers[members.relation] === code);

  return questionnaire.checks.flatMap((check): FormProblem[] => {
    if (check.kind === "condition") return [];
    const { severity, question, message } = check;
    const broken =
      check.kind === "one_head"
        ? present.every(({ answers }) => answers[members.relation] !== undefined) &&
          withRelation(members.head).length !== 1
        : check.kind === "roster_differs"
          ? answeredAll && differs(present, roster)
          : ofOneSex(members, withRelation(members.head), withRelation(members.spouse));
    return broken ? [{ severity, question, message }] : [];
  });
}

/** Somebody listed is not there, or somebody there is not listed. */
function differs(present: readonly Subject[], roster: readonly RosterMember[]): boolean {
  return (
    present.length !== roster.length ||
    roster.some(({ key }) => !present.some((subject) => subject.key === key))
  );
}

function ofOneSex(
  members: Questionnaire["members"],
  heads: readonly Subject[],
  spouses: readonly Subject[],
): boolean {
  const sexOf = ({ answers, listed }: Subject) => answers[members.sex] ?? listed?.sex ?? null;
  const [head] = heads;
  const sex = head ? sexOf(head) : null;
  return sex !== null && spouses.some((spouse) => String(sexOf(spouse)) === String(sex));
}
