import { z } from "zod";

/** What the values of a column may look like. */
export const VALUE_KINDS = [
  "nik",
  "nomor_kk",
  "birth_date",
  "sex",
  "desil",
  "name",
  "address",
  "amount",
  "dukcapil_result",
  "kecamatan",
  "kelurahan",
  "rt",
  "rw",
] as const;
export type ValueKind = (typeof VALUE_KINDS)[number];

/** What the values of a column look like, and how many of those that were looked at do. */
export const SeenValues = z.object({
  kind: z.enum(VALUE_KINDS),
  fitting: z.number().int().nonnegative(),
  filled: z.number().int().nonnegative(),
});
export type SeenValues = z.infer<typeof SeenValues>;
