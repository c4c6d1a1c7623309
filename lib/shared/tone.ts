/** What a word on the screen feels like. Red (`negative`) is for errors and destruction only. */
export type Tone = "neutral" | "info" | "positive" | "warning" | "negative";

/** The Indonesian word for a value and its tone: one record of these for each enum, in `labels.ts`. */
export interface Label {
  readonly text: string;
  readonly tone: Tone;
}
