import { type ColumnValues, valueWords } from "@/lib/registry/describe-values";
import {
  FAMILY_COLUMNS,
  type FamilyColumnName,
  MEMBER_COLUMNS,
  type MemberColumnName,
} from "@/lib/registry/dtsen-dictionary";
import { formatDate } from "@/lib/shared/format";
import { maskNumber } from "@/lib/shared/mask";
import { answerWords } from "./answer-words";
import { contextOf, goesOn, questionsOfScope, type Subject, subjectsOf } from "./asked-questions";
import { holds } from "./conditions";
import type { FormScope, Question, Questionnaire } from "./definition";
import { isPresent } from "./roster-checks";
import type { VisitDocument } from "./visit-document";

/**
 * One value that the visit found to be other than the release says. `new` is a code of the DTSEN
 * column. It is null with words in `newLabel` where our answer fits several of its codes and a
 * person has to choose, and null without words where the question no longer applies.
 */
export interface Difference {
  readonly scope: FormScope;
  readonly column: string;
  readonly label: string;
  readonly memberKey?: string;
  readonly memberName?: string;
  readonly old: string | null;
  readonly new: string | null;
  readonly oldLabel: string | null;
  readonly newLabel: string | null;
}

/** A member as the release has one, by the key of the roster. */
export type ReleaseMembers = Readonly<
  Record<string, { readonly name: string; readonly values: ColumnValues }>
>;

/** Whether somebody still belongs to the family. The DTSEN files have no column for it; the paper form's name is used. */
export const MEMBER_PRESENCE_COLUMN = "keberadaan_anggota";

type ColumnName = FamilyColumnName | MemberColumnName;
const COLUMN_LABELS = new Map<string, string>(
  [...FAMILY_COLUMNS, ...MEMBER_COLUMNS].map(({ column, label }) => [column, label]),
);

/** What the visit found to be other than the release says; nothing where the family was not met. */
export function compareWithRelease(
  questionnaire: Questionnaire,
  document: VisitDocument,
  household: ColumnValues | null,
  members: ReleaseMembers,
): Difference[] {
  if (!goesOn(questionnaire, document.presence)) return [];
  const roster = Object.entries(members).map(([key, { name }]) => ({
    key,
    name,
    nik: null,
    age: null,
    sex: null,
    relation: null,
  }));
  const family = questionsOfScope(questionnaire, "household").flatMap((question) =>
    differenceOf(questionnaire, document, question, household ?? {}),
  );
  const people = subjectsOf(questionnaire, document, roster).flatMap((subject) =>
    compareMember(questionnaire, document, subject, members),
  );
  return [...family, ...people];
}

function compareMember(
  questionnaire: Questionnaire,
  document: VisitDocument,
  subject: Subject,
  members: ReleaseMembers,
): Difference[] {
  const given = document.members.find(({ key }) => key === subject.key);
  const known = members[subject.key];
  const name = known?.name ?? given?.name;
  const about = {
    scope: "individual" as const,
    memberKey: subject.key,
    ...(name === undefined ? {} : { memberName: name }),
  };
  const presence = presenceDifference(questionnaire, subject);
  const { sex, birthDate } = questionnaire.members;
  const changes = isPresent(questionnaire, subject)
    ? questionsOfScope(questionnaire, "individual")
        // Who somebody is, is asked of new members alone; of others it still holds.
        .filter(({ code }) => subject.isNew || (code !== sex && code !== birthDate))
        .flatMap((question) =>
          differenceOf(questionnaire, document, question, known?.values ?? {}, subject),
        )
    : [];
  const identity = subject.isNew ? identityOf(given?.name, given?.nik) : [];
  return [...presence, ...identity, ...changes].map((one) => ({ ...one, ...about }));
}

function presenceDifference(questionnaire: Questionnaire, subject: Subject): Difference[] {
  const code = questionnaire.members.presence;
  const answer = subject.answers[code];
  const question = questionsOfScope(questionnaire, "individual").find((one) => one.code === code);
  const unchanged = !subject.isNew && isPresent(questionnaire, subject);
  if (answer === undefined || question === undefined || unchanged) return [];
  return [
    {
      scope: "individual",
      column: MEMBER_PRESENCE_COLUMN,
      label: question.label,
      old: null,
      new: String(answer),
      oldLabel: subject.isNew ? null : "Tercatat di keluarga ini",
      newLabel: answerWords(question, answer),
    },
  ];
}

function identityOf(name: string | undefined, nik: string | undefined): Difference[] {
  const entry = (column: ColumnName, value: string | undefined, words: string | undefined) =>
    value === undefined || value === ""
      ? []
      : [
          {
            scope: "individual" as const,
            column,
            label: COLUMN_LABELS.get(column) ?? column,
            old: null,
            new: value,
            oldLabel: null,
            newLabel: words ?? value,
          },
        ];
  return [
    ...entry("nama", name?.trim(), name?.trim()),
    ...entry("nomor_induk_kependudukan", nik, nik && maskNumber(nik)),
  ];
}

function differenceOf(
  questionnaire: Questionnaire,
  document: VisitDocument,
  question: Question,
  values: ColumnValues,
  subject?: Subject,
): Difference[] {
  const column = columnOf(question);
  if (column === null) return [];
  const value = values[column] ?? null;
  const old = value === null || value === "" ? null : String(value);
  const found = codesFound(questionnaire, document, question, subject);
  if (found === "unanswered" || (found === "inapplicable" && old === null)) return [];
  const base = {
    scope: subject ? ("individual" as const) : ("household" as const),
    column,
    label: COLUMN_LABELS.get(column) ?? question.label,
    old,
    oldLabel: old === null ? null : wordsOf(column, old),
  };
  if (found === "inapplicable") return [{ ...base, new: null, newLabel: null }];
  if (found.codes.some((code) => code === old)) return [];
  const [only] = found.codes;
  if (found.codes.length > 1 || only === undefined)
    return [{ ...base, new: null, newLabel: found.words }];
  return [{ ...base, new: only, newLabel: wordsOf(column, only) ?? found.words }];
}

function columnOf({ mapsTo }: Question): ColumnName | null {
  const columns: readonly { readonly column: ColumnName }[] = [
    ...FAMILY_COLUMNS,
    ...MEMBER_COLUMNS,
  ];
  return columns.find(({ column }) => column === mapsTo)?.column ?? null;
}

/** The answer as codes of the DTSEN column. */
function codesFound(
  questionnaire: Questionnaire,
  document: VisitDocument,
  question: Question,
  subject?: Subject,
): { readonly codes: readonly string[]; readonly words: string } | "unanswered" | "inapplicable" {
  const context = contextOf(questionnaire, document, subject);
  if (question.visibleIf && !holds(question.visibleIf, context)) return "inapplicable";
  const answer = (subject ? subject.answers : document.answers)[question.code];
  if (answer === undefined || answer === "") return "unanswered";
  const words = answerWords(question, answer);
  if (question.countsAsYesNo) return { codes: [Number(answer) > 0 ? "1" : "2"], words };
  if (question.mapLength !== undefined && String(answer).length !== question.mapLength)
    return "unanswered";
  const mapped = question.mapCodes?.[String(answer)];
  if (mapped === null) return "unanswered";
  return { codes: mapped === undefined ? [String(answer)] : [mapped].flat(), words };
}

/** A customer number is personal: what is shown of it is its end. */
function wordsOf(column: ColumnName, value: string): string | null {
  if (column === "id_pelanggan_pln") return maskNumber(value);
  if (column === "tanggal_lahir") return formatDate(new Date(value));
  const code = Number(value);
  return valueWords({ [column]: Number.isNaN(code) ? value : code }, column);
}
