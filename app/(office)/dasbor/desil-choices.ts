import { DESIL_CHOICES, type DesilChoice } from "@/lib/registry/schema";

/** Desil 1 to the limit, as the list of families is narrowed by it. */
export function desilChoices(limit: number): DesilChoice[] {
  return DESIL_CHOICES.slice(0, limit);
}

/** One desil; null: without. */
export function desilChoice(desil: number | null): DesilChoice[] {
  return DESIL_CHOICES.filter((choice) => choice === (desil === null ? "kosong" : String(desil)));
}
