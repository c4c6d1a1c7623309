import { z } from "zod";

/** Longer lines are repaired in the file: nobody mends them in a box. */
export const LINE_LENGTH_MAX = 20_000;

/** A form sends one answer as a text and several as a list. */
const oneOrMany = (value: unknown) =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

/** Which cell an answer is for: the line in the file, and the column from 0, or the whole line. */
const Place = z
  .string()
  .regex(/^\d{1,9}:(?:\d{1,3}|baris)$/)
  .transform((text) => {
    const [line, column] = text.split(":");
    return { lineNo: Number(line), position: column === "baris" ? null : Number(column) };
  });

/** What was written into the grid: `at` and `cell` belong together, one by one. */
export const RepairRows = z.object({
  runId: z.uuid(),
  version: z.coerce.number().int().positive(),
  fileId: z.uuid(),
  at: z.preprocess(oneOrMany, z.array(Place).min(1, "Belum ada baris yang diubah.").max(5_000)),
  cell: z.preprocess(oneOrMany, z.array(z.string().max(LINE_LENGTH_MAX)).max(5_000)),
});
export type RepairRows = z.infer<typeof RepairRows>;
