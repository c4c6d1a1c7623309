import {
  askedOf,
  contextOf,
  goesOn,
  isNewKey,
  questionsOfScope,
  type Subject,
  subjectsOf,
} from "./asked-questions";
import { type ConditionContext, holds } from "./conditions";
import type { FormScope, Question, Questionnaire, QuestionType } from "./definition";
import { isPresent, rosterProblems } from "./roster-checks";
import type { FormProblem, RosterMember } from "./types";
import type { VisitDocument, VisitMember } from "./visit-document";
import { wrongAnswer } from "./wrong-answer";

/**
 * Everything that is wrong in a document: what stops it from being sent (`error`) and what a person
 * may accept (`warning`). A draft (`final: false`) may lack anything; only what it says is looked at.
 * The phone and the server ask the same function.
 */
export function checkDocument(
  questionnaire: Questionnaire,
  document: VisitDocument,
  roster: readonly RosterMember[],
  { final, today = new Date() }: { readonly final: boolean; readonly today?: Date },
): FormProblem[] {
  const { presence } = questionnaire;
  const known = presence.options.some(({ code }) => code === document.presence);
  if (!known)
    return document.presence === "" && !final
      ? []
      : [{ severity: "error", question: presence.code, message: "Pilih status keberadaan." }];

  const subjects = goesOn(questionnaire, document.presence)
    ? subjectsOf(questionnaire, document, roster, today)
    : [];
  const family = contextOf(questionnaire, document);
  const people = subjects.map((subject): Person => {
    const context = { ...family, member: subject };
    return { subject, context, asked: askedOf(questionnaire, document, subject, context) };
  });
  const asked = askedOf(questionnaire, document, undefined, family);
  const check = { questionnaire, document, final, today, family, asked };
  const problems = [
    ...unknownParts(check, roster, people),
    ...answerProblems(check, asked, document.answers),
    ...people.flatMap((person) => memberProblems(check, person)),
    ...conditionProblems(check, people),
    ...(final ? endProblems(check, roster, subjects) : []),
  ];
  return problems.filter(
    (problem, index) =>
      problems.findIndex(
        (other) =>
          other.question === problem.question &&
          other.memberKey === problem.memberKey &&
          other.message === problem.message,
      ) === index,
  );
}

interface CheckContext {
  readonly questionnaire: Questionnaire;
  readonly document: VisitDocument;
  readonly final: boolean;
  readonly today: Date;
  readonly family: ConditionContext;
  /** The questions that are asked of the family. */
  readonly asked: readonly Question[];
}

/** Somebody whom the visit asks about, with the questions that are asked about them. */
interface Person {
  readonly subject: Subject;
  readonly context: ConditionContext;
  readonly asked: readonly Question[];
}

/** Answers and members that the form does not have, and in a finished document those not asked for. */
function unknownParts(
  check: CheckContext,
  roster: readonly RosterMember[],
  people: readonly Person[],
): FormProblem[] {
  const { document, asked } = check;
  const given = [...Object.keys(document.answers), ...Object.keys(document.photos)];
  const members = document.members.flatMap(({ key, answers }) => {
    const person = people.find(({ subject }) => subject.key === key);
    const isListed = isNewKey(key) || roster.some((one) => one.key === key);
    const codes = isListed ? Object.keys(answers) : [];
    return unknownCodes(check, codes, "individual", person?.asked ?? []).map((one) => ({
      ...one,
      memberKey: key,
    }));
  });
  return [
    ...unknownCodes(check, given, "household", asked),
    ...members,
    ...strangers(check, roster),
    ...repeatedKeys(check),
  ];
}

function unknownCodes(
  { questionnaire, final }: CheckContext,
  codes: readonly string[],
  scope: FormScope,
  asked: readonly Question[],
): FormProblem[] {
  const has = (questions: readonly Question[], code: string) =>
    questions.some((question) => question.code === code);
  return codes.flatMap((question): FormProblem[] => {
    if (has(asked, question)) return [];
    if (!has(questionsOfScope(questionnaire, scope), question))
      return [{ severity: "error", question, message: "Pertanyaan ini tidak ada di formulir." }];
    if (!final) return [];
    const message = "Pertanyaan ini tidak ditanyakan pada jawaban lain yang dipilih.";
    return [{ severity: "error", question, message }];
  });
}

/** Somebody whom the roster named when the form was opened, and no longer does. */
function strangers(
  { questionnaire, document }: CheckContext,
  roster: readonly RosterMember[],
): FormProblem[] {
  return document.members
    .filter(({ key }) => !isNewKey(key) && !roster.some((one) => one.key === key))
    .map(({ key }) => ({
      severity: "warning",
      question: questionnaire.members.presence,
      memberKey: key,
      message: "Anggota ini tidak lagi ada di daftar keluarga.",
    }));
}

function repeatedKeys({ questionnaire: { members }, document }: CheckContext): FormProblem[] {
  const keys = document.members.map(({ key }) => key);
  return keys
    .filter((key, index) => keys.indexOf(key) !== index)
    .map((memberKey) => ({
      severity: "error",
      question: members.presence,
      memberKey,
      message: "Anggota ini tercatat dua kali.",
    }));
}

/** The answers of the family, or of a member. */
function answerProblems(
  { document, final, today }: CheckContext,
  asked: readonly Question[],
  answers: VisitMember["answers"],
  memberKey?: string,
): FormProblem[] {
  const about = memberKey === undefined ? {} : { memberKey };
  return asked.flatMap((question): FormProblem[] => {
    const given =
      question.type === "photo" ? document.photos[question.code] : answers[question.code];
    const problem = () => ({ severity: "error", question: question.code, ...about }) as const;
    if (given === undefined || given === "")
      return question.required && final
        ? [{ ...problem(), message: MISSING[question.type] ?? "Belum diisi.", missing: true }]
        : [];
    if (question.type === "photo") return [];
    const wrong = wrongAnswer(question, given, today);
    return wrong === null ? [] : [{ ...problem(), message: wrong }];
  });
}

/** What to do about a question without an answer; the question itself stands beside it. */
const MISSING: Partial<Record<QuestionType, string>> = {
  photo: "Ambil fotonya.",
  single: "Pilih satu jawaban.",
};

const NAME_MISSING = "Nama anggota baru belum diisi.";
const NIK_WRONG = "NIK anggota baru harus 16 digit.";

function memberProblems(check: CheckContext, { subject, asked }: Person): FormProblem[] {
  const { questionnaire, document, final } = check;
  const problems = answerProblems(check, asked, subject.answers, subject.key);
  const given = document.members.find(({ key }) => key === subject.key);
  const { members } = questionnaire;
  const joined = subject.answers[members.presence] === members.joined;
  if (!subject.isNew && joined)
    return [
      ...problems,
      {
        severity: "error",
        question: members.presence,
        memberKey: subject.key,
        message: "Anggota ini sudah ada di daftar, jadi bukan anggota baru.",
      },
    ];
  if (!subject.isNew || !given) return problems;
  const say = (question: string, message: string) =>
    problems.push({ severity: "error", question, memberKey: subject.key, message });
  if (final && !given.name?.trim()) say(members.name.code, NAME_MISSING);
  if (given.nik ? !/^\d{16}$/.test(given.nik) : final) say(members.nik.code, NIK_WRONG);
  const same = document.members.filter(({ nik }) => nik !== undefined && nik === given.nik);
  if (given.nik && same.length > 1)
    say(members.nik.code, "NIK ini tertulis pada dua anggota baru.");
  if (!joined && final)
    say(members.presence, "Anggota baru harus ditandai sebagai anggota keluarga baru.");
  return problems;
}

function conditionProblems(
  { questionnaire, document, family }: CheckContext,
  people: readonly Person[],
): FormProblem[] {
  if (!goesOn(questionnaire, document.presence)) return [];
  return questionnaire.checks.flatMap((one): FormProblem[] => {
    if (one.kind !== "condition") return [];
    const { severity, question, message } = one;
    if (one.scope === "household")
      return holds(one.when, family) ? [{ severity, question, message }] : [];
    return people
      .filter(({ context }) => holds(one.when, context))
      .map(({ subject }) => ({ severity, question, memberKey: subject.key, message }));
  });
}

/** What can only be said of a whole document. */
function endProblems(
  { questionnaire, document }: CheckContext,
  roster: readonly RosterMember[],
  subjects: readonly Subject[],
): FormProblem[] {
  const problems: FormProblem[] = [];
  const warn = (question: string, message: string) =>
    problems.push({ severity: "warning", question, message });
  if (document.position === null)
    warn(questionnaire.position.code, "Posisi rumah belum diambil dan belum ditulis.");
  if (!goesOn(questionnaire, document.presence)) {
    if (!document.note?.trim())
      warn(questionnaire.note.code, "Tulis catatan singkat: apa yang Anda temui di lapangan.");
    return problems;
  }
  const allAnswered = subjects.every(
    ({ answers }) => answers[questionnaire.members.presence] !== undefined,
  );
  if (allAnswered && !subjects.some((subject) => isPresent(questionnaire, subject)))
    problems.push({
      severity: "error",
      question: questionnaire.members.presence,
      message:
        "Keluarga ditemukan, tetapi tidak ada anggota yang tinggal di sini. Periksa status keberadaan keluarga.",
    });
  return [...problems, ...rosterProblems(questionnaire, subjects, roster)];
}
