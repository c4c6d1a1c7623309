import { answerWords } from "@/lib/forms/answer-words";
import {
  askedOf,
  goesOn,
  type Subject,
  subjectsOf,
  visibleQuestions,
} from "@/lib/forms/asked-questions";
import { checkDocument } from "@/lib/forms/check-document";
import {
  compareWithRelease,
  type Difference,
  type ReleaseMembers,
} from "@/lib/forms/compare-with-release";
import type { Question, Questionnaire, Severity } from "@/lib/forms/definition";
import { questionLabel } from "@/lib/forms/question-label";
import { isPresent } from "@/lib/forms/roster-checks";
import type { RosterMember } from "@/lib/forms/types";
import type { VisitDocument } from "@/lib/forms/visit-document";
import { type ColumnValues, valueWords } from "@/lib/registry/describe-values";
import { FAMILY_COLUMNS, MEMBER_COLUMNS } from "@/lib/registry/dtsen-dictionary";
import { maskNumber } from "@/lib/shared/mask";

/** One question with what the visit answered and what the release says. */
export interface AnswerLine {
  readonly code: string;
  readonly label: string;
  readonly answer: string | null;
  /** Null: the release has no such value, or left it empty. */
  readonly old: string | null;
  readonly differs: boolean;
}

export interface AnswerSection {
  readonly id: string;
  readonly title: string;
  readonly lines: readonly AnswerLine[];
}

export interface VisitedMember {
  readonly key: string;
  readonly name: string;
  /** With its last four digits only. */
  readonly nik: string | null;
  readonly age: number | null;
  readonly isNew: boolean;
  readonly present: boolean;
  readonly lines: readonly AnswerLine[];
}

export interface VisitRemark {
  readonly severity: Severity;
  readonly question: string;
  readonly member: string | null;
  readonly message: string;
}

/** A visit as the office reads it. */
export interface DescribedVisit {
  readonly formName: string;
  readonly presence: string;
  /** Whether the family was met and asked. */
  readonly asked: boolean;
  readonly sections: readonly AnswerSection[];
  readonly members: readonly VisitedMember[];
  readonly photos: readonly {
    readonly code: string;
    readonly label: string;
    readonly id: string;
  }[];
  readonly differences: readonly Difference[];
  readonly remarks: readonly VisitRemark[];
  readonly note: string | null;
  readonly position: VisitDocument["position"];
  /** Everything that a return can name, in the order of the form. */
  readonly questions: readonly { readonly code: string; readonly label: string }[];
}

/** What a visit is read beside: the persons that the lists count to the family, and the release's values. */
export interface VisitBackground {
  readonly roster: readonly RosterMember[];
  readonly household: ColumnValues | null;
  readonly members: ReleaseMembers;
}

/** Puts a visit's codes into the words of its form, beside the values of the release. */
export function describeVisit(
  form: Questionnaire,
  document: VisitDocument,
  { roster, household, members }: VisitBackground,
  on: Date,
): DescribedVisit {
  const asked = goesOn(form, document.presence);
  const differences = compareWithRelease(form, document, household, members);
  const subjects = asked ? subjectsOf(form, document, roster, on) : [];
  const people = subjects.map((subject) =>
    describeMember(form, document, subject, members, differences),
  );
  const ofFamily = differences.filter(({ scope }) => scope === "household");
  return {
    formName: form.name,
    presence: wordsOf(form.presence.options, document.presence),
    asked,
    sections: form.sections
      .filter(({ scope }) => scope === "household")
      .map((section) => ({
        id: section.id,
        title: section.title,
        lines: visibleQuestions(form, section, document)
          .filter(({ type }) => type !== "photo")
          .map((question) =>
            lineOf(question, document.answers[question.code], household ?? {}, ofFamily),
          ),
      }))
      .filter(({ lines }) => lines.length > 0),
    members: people,
    photos: askedOf(form, document).flatMap(({ type, code, label }) => {
      const id = document.photos[code];
      return type === "photo" && id !== undefined ? [{ code, label, id }] : [];
    }),
    differences,
    remarks: checkDocument(form, document, roster, { final: true, today: on }).map((problem) => ({
      severity: problem.severity,
      question: questionLabel(form, problem.question),
      member: people.find(({ key }) => key === problem.memberKey)?.name ?? null,
      message: problem.message,
    })),
    note: document.note?.trim() || null,
    position: document.position,
    questions: returnableQuestions(form, document, subjects),
  };
}

function describeMember(
  form: Questionnaire,
  document: VisitDocument,
  subject: Subject,
  members: ReleaseMembers,
  differences: readonly Difference[],
): VisitedMember {
  const given = document.members.find(({ key }) => key === subject.key);
  const own = differences.filter(({ memberKey }) => memberKey === subject.key);
  const nik = subject.listed ? subject.listed.nik : given?.nik ? maskNumber(given.nik) : null;
  return {
    key: subject.key,
    name: subject.listed?.name ?? given?.name ?? "Tanpa nama",
    nik,
    age: subject.age,
    isNew: subject.isNew,
    present: isPresent(form, subject),
    lines: askedOf(form, document, subject)
      .filter(({ type }) => type !== "photo")
      .map((question) =>
        lineOf(question, subject.answers[question.code], members[subject.key]?.values ?? {}, own),
      ),
  };
}

function lineOf(
  question: Question,
  answer: string | number | undefined,
  values: ColumnValues,
  differences: readonly Difference[],
): AnswerLine {
  const column = [...FAMILY_COLUMNS, ...MEMBER_COLUMNS].find(
    (one) => one.column === question.mapsTo,
  )?.column;
  // A customer number is personal: what is shown of it is its end.
  const show = (words: string | null) =>
    words !== null && column === "id_pelanggan_pln" ? maskNumber(words) : words;
  return {
    code: question.code,
    label: question.label,
    answer: show(answer === undefined || answer === "" ? null : answerWords(question, answer)),
    old: column === undefined ? null : show(valueWords(values, column)),
    differs: column !== undefined && differences.some((one) => one.column === column),
  };
}

function wordsOf(
  options: readonly { readonly code: string; readonly label: string }[],
  code: string,
): string {
  return options.find((option) => option.code === code)?.label ?? `Kode ${code}`;
}

function returnableQuestions(
  form: Questionnaire,
  document: VisitDocument,
  subjects: readonly Subject[],
): { readonly code: string; readonly label: string }[] {
  const all = [
    form.presence,
    ...askedOf(form, document),
    ...subjects.flatMap((subject) => askedOf(form, document, subject)),
    form.position,
    form.note,
  ];
  const codes = new Map(all.map(({ code, label }) => [code, label]));
  return [...codes].map(([code, label]) => ({ code, label }));
}

/** A question that two documents answer differently, each answer in words. */
export interface AnswerConflict {
  readonly key: string;
  readonly label: string;
  readonly member: string | null;
  readonly first: string | null;
  readonly second: string | null;
}

/** What two submissions are compared by. */
type Comparable = Pick<
  DescribedVisit,
  "presence" | "sections" | "members" | "photos" | "position" | "note"
>;

/** Where two submissions of one visit say different things; all that the second says where there is no first. */
export function compareVisits(first: Comparable | null, second: Comparable): AnswerConflict[] {
  return linesOfBoth(first, second)
    .filter((line) => line.first !== line.second)
    .map((line) => (line.key.startsWith(PHOTO) ? photoConflict(line) : line));
}

const PHOTO = "photo ";

/** Two pictures are told apart by what the phone called them; nobody reads these names. */
function photoConflict(line: AnswerConflict): AnswerConflict {
  return { ...line, first: line.first && "Foto pertama", second: line.second && "Foto lain" };
}

function linesOfBoth(first: Comparable | null, second: Comparable): AnswerConflict[] {
  const one = first ? flatten(first) : new Map<string, FlatLine>();
  const other = flatten(second);
  return [...new Map([...one, ...other]).values()].map(({ key, label, member }) => ({
    key,
    label,
    member,
    first: one.get(key)?.answer ?? null,
    second: other.get(key)?.answer ?? null,
  }));
}

interface FlatLine {
  readonly key: string;
  readonly label: string;
  readonly member: string | null;
  readonly answer: string | null;
}

function flatten(visit: Comparable): Map<string, FlatLine> {
  const line = (key: string, label: string, answer: string | null, member: string | null = null) =>
    [key, { key, label, member, answer }] as const;
  return new Map([
    line("presence", "Status keberadaan", visit.presence),
    ...visit.sections.flatMap(({ lines }) =>
      lines.map(({ code, label, answer }) => line(code, label, answer)),
    ),
    ...visit.members.flatMap((member) =>
      member.lines.map(({ code, label, answer }) =>
        line(`${member.key} ${code}`, label, answer, member.name),
      ),
    ),
    ...visit.photos.map(({ code, label, id }) => line(`${PHOTO}${code}`, label, id)),
    line("position", "Posisi", visit.position && placeWords(visit.position)),
    line("note", "Catatan", visit.note),
  ]);
}

/** Degrees as people compare them with a map; five decimals are a metre. */
export function placeWords({
  latitude,
  longitude,
}: {
  readonly latitude: number;
  readonly longitude: number;
}): string {
  return `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
}
