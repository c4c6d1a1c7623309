import { isNewKey } from "@/lib/forms/asked-questions";
import type { Questionnaire } from "@/lib/forms/definition";
import type { RosterMember } from "@/lib/forms/types";
import type { VisitDocument, VisitMember } from "@/lib/forms/visit-document";

export type AnswerValue = string | number;

/** The document with one answer of the family, or of a member; an empty one is taken away. */
export function withAnswer(
  questionnaire: Questionnaire,
  document: VisitDocument,
  { code, memberKey, value }: { code: string; memberKey?: string; value: AnswerValue },
  roster: readonly RosterMember[],
): VisitDocument {
  if (memberKey === undefined) {
    if (code === questionnaire.presence.code) return { ...document, presence: String(value) };
    return { ...document, answers: put(document.answers, code, value) };
  }
  return changeMember(document, memberKey, (one) => {
    const answers = put(one.answers, code, value);
    const suggested = suggestedRelation(questionnaire, answers, roster, memberKey);
    return { ...one, answers: suggested === null ? answers : { ...answers, ...suggested } };
  });
}

function put(
  answers: VisitMember["answers"],
  code: string,
  value: AnswerValue,
): VisitMember["answers"] {
  if (value !== "") return { ...answers, [code]: value };
  return Object.fromEntries(Object.entries(answers).filter(([other]) => other !== code));
}

/**
 * The relation that the list has, for a member who lives here and has none yet: it seldom changes,
 * and the visitor sees it and can choose another. Only where the list's code means one of ours.
 */
function suggestedRelation(
  { members, sections }: Questionnaire,
  answers: VisitMember["answers"],
  roster: readonly RosterMember[],
  memberKey: string,
): VisitMember["answers"] | null {
  const lives = members.present.includes(String(answers[members.presence] ?? ""));
  if (!lives || answers[members.relation] !== undefined) return null;
  const relation = roster.find(({ key }) => key === memberKey)?.relation ?? null;
  const question = sections
    .flatMap(({ questions }) => questions)
    .find(({ code }) => code === members.relation);
  const fitting = (question?.options ?? []).filter(({ code }) => {
    const mapped = question?.mapCodes?.[code];
    return (mapped === undefined ? code : mapped) === relation;
  });
  const [only] = fitting;
  return only && fitting.length === 1 ? { [members.relation]: only.code } : null;
}

function changeMember(
  document: VisitDocument,
  key: string,
  change: (member: VisitMember) => VisitMember,
): VisitDocument {
  const known = document.members.some((one) => one.key === key);
  const members = known ? document.members : [...document.members, { key, answers: {} }];
  return { ...document, members: members.map((one) => (one.key === key ? change(one) : one)) };
}

export function withIdentity(
  document: VisitDocument,
  key: string,
  identity: { readonly name?: string; readonly nik?: string },
): VisitDocument {
  return changeMember(document, key, (one) => ({ ...one, ...identity }));
}

/** The key of the next person who is in no list. */
export function newMemberKey(document: VisitDocument): string {
  const numbers = document.members.filter(({ key }) => isNewKey(key)).map(newNumber);
  return `new-${Math.max(0, ...numbers) + 1}`;
}

/** A person who is in no list, marked as new from the start. */
export function withNewMember(
  { members }: Questionnaire,
  document: VisitDocument,
  key: string,
): VisitDocument {
  const member = { key, name: "", nik: "", answers: { [members.presence]: members.joined } };
  return { ...document, members: [...document.members, member] };
}

function newNumber({ key }: VisitMember): number {
  return Number(key.replace("new-", ""));
}

export function withoutMember(document: VisitDocument, key: string): VisitDocument {
  return { ...document, members: document.members.filter((one) => one.key !== key) };
}

export function withPhoto(document: VisitDocument, code: string, id: string): VisitDocument {
  return { ...document, photos: { ...document.photos, [code]: id } };
}
