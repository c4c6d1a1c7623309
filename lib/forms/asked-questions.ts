import { ageInYears } from "@/lib/shared/format";
import { type ConditionContext, holds } from "./conditions";
import type { FormScope, Question, Questionnaire, Section } from "./definition";
import type { RosterMember } from "./types";
import type { VisitDocument, VisitMember } from "./visit-document";

/** A member of the visit with what is known of them beside the answers. */
export interface Subject {
  readonly key: string;
  readonly isNew: boolean;
  readonly answers: VisitMember["answers"];
  readonly age: number | null;
  readonly listed: RosterMember | null;
}

/** Whether the presence that was chosen lets the interview go on. */
export function goesOn(questionnaire: Questionnaire, presence: string): boolean {
  return questionnaire.presence.goesOn.includes(presence);
}

export function isNewKey(key: string): boolean {
  return key.startsWith("new-");
}

/**
 * Whom a visit asks about: everybody on the roster, answered or not, then those who are new. A
 * member of a draft who has left the roster since is not among them.
 */
export function subjectsOf(
  questionnaire: Questionnaire,
  document: VisitDocument,
  roster: readonly RosterMember[],
  today: Date = new Date(),
): Subject[] {
  const answersOf = (key: string) => document.members.find((one) => one.key === key)?.answers ?? {};
  const listed = roster.map(
    (one): Subject => ({
      key: one.key,
      isNew: false,
      answers: answersOf(one.key),
      age: one.age,
      listed: one,
    }),
  );
  const added = document.members
    .filter(({ key }) => isNewKey(key))
    .map(({ key, answers }): Subject => {
      const birthDate = answers[questionnaire.members.birthDate];
      const age = typeof birthDate === "string" ? ageOn(birthDate, today) : null;
      return { key, isNew: true, answers, age, listed: null };
    });
  return [...listed, ...added];
}

function ageOn(birthDate: string, today: Date): number | null {
  const date = new Date(`${birthDate}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? null : ageInYears(date, today);
}

/**
 * The questions of a section that are asked now: of the family, or of the member given. Where the
 * presence stops the interview only those that are asked anyway remain, and none is required.
 */
export function visibleQuestions(
  questionnaire: Questionnaire,
  section: Section,
  document: VisitDocument,
  subject?: Pick<Subject, "answers" | "age">,
): Question[] {
  const context = contextOf(questionnaire, document, subject);
  return visibleInContext(questionnaire, section, document, context);
}

function visibleInContext(
  questionnaire: Questionnaire,
  section: Section,
  { presence }: VisitDocument,
  context: ConditionContext,
): Question[] {
  if (!goesOn(questionnaire, presence)) {
    if (presence === "" || section.scope === "individual") return [];
    return section.questions
      .filter(({ code }) => questionnaire.presence.askedAnyway.includes(code))
      .map((question) => ({ ...question, required: false }));
  }
  return section.questions.filter(
    ({ visibleIf }) => visibleIf === undefined || holds(visibleIf, context),
  );
}

export function contextOf(
  questionnaire: Questionnaire,
  document: VisitDocument,
  subject?: Pick<Subject, "answers" | "age">,
): ConditionContext {
  const answers = { ...document.answers, [questionnaire.presence.code]: document.presence };
  return subject ? { answers, member: subject } : { answers };
}

export function questionsOfScope(questionnaire: Questionnaire, scope: FormScope): Question[] {
  return questionnaire.sections
    .filter((section) => section.scope === scope)
    .flatMap(({ questions }) => questions);
}

/** All questions asked of the family, or of a member. */
export function askedOf(
  questionnaire: Questionnaire,
  document: VisitDocument,
  subject?: Subject,
  context: ConditionContext = contextOf(questionnaire, document, subject),
): Question[] {
  return questionnaire.sections
    .filter(({ scope }) => scope === (subject ? "individual" : "household"))
    .flatMap((section) => visibleInContext(questionnaire, section, document, context));
}

/**
 * The document without answers to questions that are not asked: what somebody typed before they
 * changed the answer that led there. A draft keeps them, a submission does not.
 */
export function pruneDocument(
  questionnaire: Questionnaire,
  document: VisitDocument,
  roster: readonly RosterMember[],
  today?: Date,
): VisitDocument {
  // An answer that falls away can take others with it, which were asked because of it.
  let pruned = pruneOnce(questionnaire, document, roster, today);
  for (let size = -1; size !== sizeOf(pruned); ) {
    size = sizeOf(pruned);
    pruned = pruneOnce(questionnaire, pruned, roster, today);
  }
  return pruned;
}

function pruneOnce(
  questionnaire: Questionnaire,
  document: VisitDocument,
  roster: readonly RosterMember[],
  today?: Date,
): VisitDocument {
  const askedCodes = new Set(askedOf(questionnaire, document).map(({ code }) => code));
  const keep = <Value>(record: Record<string, Value>, codes: ReadonlySet<string>) =>
    Object.fromEntries(Object.entries(record).filter(([code]) => codes.has(code)));
  const subjects = goesOn(questionnaire, document.presence)
    ? subjectsOf(questionnaire, document, roster, today)
    : [];
  const members = subjects.map((subject): VisitMember => {
    const codes = new Set(askedOf(questionnaire, document, subject).map(({ code }) => code));
    const given = document.members.find(({ key }) => key === subject.key);
    return { ...given, key: subject.key, answers: keep(subject.answers, codes) };
  });
  return {
    ...document,
    answers: keep(document.answers, askedCodes),
    photos: keep(document.photos, askedCodes),
    members,
  };
}

function sizeOf({ answers, photos, members }: VisitDocument): number {
  const count = (record: object) => Object.keys(record).length;
  return members.reduce(
    (sum, one) => sum + count(one.answers),
    count(answers) + count(photos) + members.length,
  );
}
