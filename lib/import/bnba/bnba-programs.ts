import { Prisma } from "@/lib/db/generated/client";

/** The columns of a BNBA that tell of an aid, and the program that each is about. */
export const BNBA_PROGRAMS = [
  { column: "pkh", code: "PKH", field: Prisma.raw("pkh") },
  { column: "sembako", code: "SEMBAKO", field: Prisma.raw("sembako") },
  { column: "pbi_jk", code: "PBI_JK", field: Prisma.raw("pbi_jk") },
] as const;
