import { ageInYears, formatNumber } from "@/lib/shared/format";
import type { Question } from "./definition";

const AGE_MAX = 120;
/** A rupiah amount or count beyond this was not counted but mistyped. */
const NUMBER_MAX = 1_000_000_000_000;

/** Why an answer does not fit its question, or null. */
export function wrongAnswer(
  question: Question,
  answer: string | number,
  today: Date,
): string | null {
  switch (question.type) {
    case "single":
      return question.options?.some(({ code }) => code === answer)
        ? null
        : "Jawaban ini bukan salah satu pilihan.";
    case "integer":
    case "rupiah":
      return wrongNumber(question, answer);
    case "digits":
      return wrongDigits(question, answer);
    case "date":
      return wrongDate(answer, today);
    case "text":
      return typeof answer === "string" ? null : "Jawaban ini harus berupa tulisan.";
    case "photo":
      return "Foto tidak dikirim sebagai tulisan.";
  }
}

function wrongNumber({ type, min = 0, max = NUMBER_MAX }: Question, answer: string | number) {
  if (typeof answer !== "number" || !Number.isInteger(answer)) return "Isi dengan angka bulat.";
  const words = (number: number) => `${type === "rupiah" ? "Rp" : ""}${formatNumber(number)}`;
  if (answer < min) return `Paling sedikit ${words(min)}.`;
  return answer > max ? `Paling banyak ${words(max)}.` : null;
}

function wrongDigits({ length }: Question, answer: string | number) {
  if (typeof answer !== "string" || !/^\d+$/.test(answer)) return "Isi dengan angka saja.";
  if (length === undefined || length.includes(answer.length)) return null;
  return `Harus ${length.join(" atau ")} digit; tertulis ${answer.length} digit.`;
}

function wrongDate(answer: string | number, today: Date) {
  const date = new Date(`${answer}T00:00:00Z`);
  const written = typeof answer === "string" && /^\d{4}-\d{2}-\d{2}$/.test(answer);
  if (!written || Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== answer)
    return "Tanggal ini tidak ada.";
  if (date > today) return "Tanggal ini belum terjadi.";
  return ageInYears(date, today) > AGE_MAX ? `Umur lebih dari ${AGE_MAX} tahun.` : null;
}
