import type { Questionnaire } from "./definition";

/** What a code is called on the form, wherever on it the code stands. */
export function questionLabel(questionnaire: Questionnaire, code: string): string {
  const { presence, members, position, note, sections } = questionnaire;
  const named = [presence, members.name, members.nik, position, note];
  const questions = sections.flatMap((section) => section.questions);
  return [...named, ...questions].find((one) => one.code === code)?.label ?? code;
}
