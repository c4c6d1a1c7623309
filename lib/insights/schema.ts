import { z } from "zod";
import { isYear, readDecimal, readSeries, valueProblem } from "./indicators";

const SOURCE_LENGTH_MAX = 200;

/** Where the value was published, so that anybody can look it up. */
const Source = z
  .string()
  .trim()
  .min(1, "Tulis sumbernya, misalnya BPS Kabupaten Malang, Profil Kemiskinan 2024.")
  .max(SOURCE_LENGTH_MAX);

const Year = z
  .string()
  .trim()
  .refine(isYear, "Tulis tahun dengan empat angka, misalnya 2024.")
  .transform(Number);

/** The form that enters or corrects one year of the poverty series. */
export const EnterIndicator = z.strictObject({
  tahun: Year,
  nilai: z
    .string()
    .trim()
    .superRefine((text, context) => {
      const message = valueProblem("poor_people", text);
      if (message) context.addIssue({ code: "custom", message });
    })
    .transform((text) => readDecimal(text) ?? 0),
  sumber: Source,
});
export type EnterIndicator = z.infer<typeof EnterIndicator>;

/** The form that takes several years in at once. */
export const ImportIndicator = z.strictObject({
  deret: z
    .string()
    .max(10_000)
    .transform((text, context) => {
      const { values, problems } = readSeries("poor_people", text);
      for (const message of problems) context.addIssue({ code: "custom", message });
      return values;
    }),
  sumberImpor: Source,
});
export type ImportIndicator = z.infer<typeof ImportIndicator>;

/** The form that takes a year back that should never have been there. */
export const WithdrawIndicator = z.strictObject({ tahun: Year });
export type WithdrawIndicator = z.infer<typeof WithdrawIndicator>;
