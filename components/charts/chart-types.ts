/** How a series is told apart without colour: by its filling, or by its stroke. */
export type Look = "solid" | "hatched" | "pale" | "dotted";

export interface Series {
  /** The field of each row that holds its value. */
  readonly key: string;
  readonly name: string;
  readonly look: Look;
}

/** A place on the axis with a value for each series; null: nothing is known. */
export interface ChartRow {
  readonly label: string;
  readonly values: Readonly<Record<string, number | null>>;
}
