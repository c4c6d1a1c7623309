import { z } from "zod";

/** The lists that can be taken as a file, by their names in the address. */
export const EXPORT_NAMES = [
  "keluarga",
  "kasus",
  "groundcheck",
  "usulan",
  "siap-serah-terima",
  "serah-terima",
  "penangguhan",
  "impor",
  "tidak-cocok",
  "pengguna",
  "indikator",
  "pemadanan",
  "audit",
] as const;
export const ExportName = z.enum(EXPORT_NAMES);
export type ExportName = z.infer<typeof ExportName>;

export const EXPORT_FORMATS = ["xlsx", "csv"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const PURPOSE_LENGTH = { min: 5, max: 200 } as const;

/** What a person says who takes a list. */
export const ExportForm = z.strictObject({
  format: z.enum(EXPORT_FORMATS),
  /** Stands in the audit trail and in the file; numbers of people have no place there. */
  tujuan: z
    .string()
    .trim()
    .min(PURPOSE_LENGTH.min, "Tuliskan untuk apa daftar ini diunduh, paling sedikit 5 huruf.")
    .max(PURPOSE_LENGTH.max, "Tuliskan tujuannya dengan paling banyak 200 huruf.")
    .refine((text) => !/\d{16}/.test(text.replace(/[\s.-]/g, "")), {
      error: "Jangan menulis NIK atau No KK di tujuan.",
    }),
  /** Ticked: NIK and No KK in full. */
  nomor: z.literal("lengkap").optional(),
  /** The list's filters as its page has them in the address. */
  saringan: z.string().max(2_000).default(""),
});
export type ExportForm = z.infer<typeof ExportForm>;

/** The filters of an address, without the place in the list: a file begins at its beginning. */
export function readFilters(query: string): Record<string, string | string[]> {
  const found: Record<string, string | string[]> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    if (PLACES.has(name)) continue;
    const known = found[name];
    found[name] =
      known === undefined ? value : [...(Array.isArray(known) ? known : [known]), value];
  }
  return found;
}

const PLACES: ReadonlySet<string> = new Set(["setelah", "sebelum", "siap"]);
