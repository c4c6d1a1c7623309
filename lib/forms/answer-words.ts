import { formatDate, formatNumber } from "@/lib/shared/format";
import type { Question } from "./definition";

/** An answer as a person reads it: the option's words, the amount, the day. */
export function answerWords(
  { type, options, unit }: Pick<Question, "type" | "options" | "unit">,
  answer: string | number,
): string {
  switch (type) {
    case "single":
      return options?.find(({ code }) => code === answer)?.label ?? `Kode ${answer}`;
    case "rupiah":
      return typeof answer === "number" ? `Rp${formatNumber(answer)}` : answer;
    case "integer":
      return `${typeof answer === "number" ? formatNumber(answer) : answer}${unit ? ` ${unit}` : ""}`;
    case "date": {
      const date = new Date(`${answer}T00:00:00Z`);
      return Number.isNaN(date.getTime()) ? String(answer) : formatDate(date);
    }
    default:
      return String(answer);
  }
}
