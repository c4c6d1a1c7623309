import { Prisma } from "@/lib/db/generated/client";

/** A row's No KK where it is one; the column's type lets indexes on `nomor_kk` be used. */
export const DTKS_NOMOR_KK = Prisma.sql`
  CASE WHEN dtks_row.nomor_kk ~ '^[0-9]{16}$' AND dtks_row.nomor_kk <> repeat('0', 16)
       THEN dtks_row.nomor_kk::char(16) END`;

/** What makes rows of one edition of the DTKS one family: the No KK, or without a usable one the DTKS number. */
export const DTKS_FAMILY_KEY = Prisma.sql`COALESCE(${DTKS_NOMOR_KK}, 'DTKS ' || dtks_row.id_dtks)`;
