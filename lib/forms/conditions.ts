import type { Condition } from "./definition";

/** What a condition can look at: the answers of the family, and those of the member at hand. */
export interface ConditionContext {
  readonly answers: Answers;
  readonly member?: { readonly answers: Answers; readonly age: number | null };
}

type Answers = Readonly<Record<string, string | number>>;

export function holds(condition: Condition, context: ConditionContext): boolean {
  if ("all" in condition) return condition.all.every((one) => holds(one, context));
  if ("any" in condition) return condition.any.some((one) => holds(one, context));
  if ("not" in condition) return !holds(condition.not, context);
  if ("fact" in condition) {
    const age = context.member?.age ?? null;
    if (age === null) return true;
    return age >= (condition.atLeast ?? 0) && age <= (condition.atMost ?? Number.POSITIVE_INFINITY);
  }
  const answer = context.member?.answers[condition.question] ?? context.answers[condition.question];
  if (answer === undefined || answer === "") return false;
  if ("answered" in condition) return true;
  if ("is" in condition) return condition.is.includes(String(answer));
  return typeof answer === "number" && answer >= condition.atLeast;
}
