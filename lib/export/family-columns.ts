import "server-only";
import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { HOUSEHOLD_HOME } from "@/lib/registry/household-home";
import { maskNumber } from "@/lib/shared/mask";
import type { ExportColumn } from "./list-export";

/** What every list says of a family. */
interface ListedFamily {
  readonly headName: string | null;
  readonly nomorKkEnding: string | null;
  readonly kelurahan: string | null;
  readonly kecamatan: string | null;
}

const Numbers = z.object({
  householdId: z.string(),
  nomorKk: z.string().nullable(),
  headNik: z.string().nullable(),
});
type Numbers = z.infer<typeof Numbers>;

/** A row with its family's numbers, where they were asked for. */
export type WithNumbers<Row> = Row & { readonly numbers: Numbers | undefined };

/**
 * Adds to rows that their reader was let in to the No KK of the family and the NIK of its head. The
 * numbers are those of the release in which the family stands, else of the list that names it.
 */
export async function* withNumbers<Row>(
  client: Db,
  batches: AsyncIterable<readonly Row[]>,
  householdIdOf: (row: Row) => string | bigint | null,
  fullNumbers: boolean,
): AsyncGenerator<readonly WithNumbers<Row>[]> {
  for await (const batch of batches) {
    const numbers = fullNumbers
      ? await readNumbers(client, batch.map(householdIdOf))
      : new Map<string, Numbers>();
    yield batch.map((row) => ({ ...row, numbers: numbers.get(String(householdIdOf(row))) }));
  }
}

async function readNumbers(
  client: Db,
  householdIds: readonly (string | bigint | null)[],
): Promise<ReadonlyMap<string, Numbers>> {
  const ids = householdIds.filter((id) => id !== null).map(String);
  const rows = await client.$queryRaw`
    SELECT household.id::text AS "householdId",
           home.nomor_kk AS "nomorKk",
           head.nik AS "headNik"
      FROM household
      ${HOUSEHOLD_HOME}
 LEFT JOIN LATERAL (
             SELECT individual_release.nik
               FROM individual_release
              WHERE home.source = 'release'
                AND individual_release.release_id = home.release_id
                AND individual_release.household_id = household.id
                AND individual_release.status_hubungan_keluarga = 1
           ORDER BY individual_release.line_no
              LIMIT 1
           ) AS head ON TRUE
     WHERE household.id = ANY(${ids}::bigint[])
  `;
  return new Map(
    z
      .array(Numbers)
      .parse(rows)
      .map((row) => [row.householdId, row]),
  );
}

/** The family's columns; the NIK of its head only where numbers are given in full. */
export function familyColumns<Row extends WithNumbers<ListedFamily>>(
  fullNumbers: boolean,
): readonly ExportColumn<Row>[] {
  const nik: ExportColumn<Row> = {
    title: "NIK kepala keluarga",
    value: ({ numbers }) => numbers?.headNik ?? null,
  };
  return [
    { title: "Kepala keluarga", value: ({ headName }) => headName },
    { title: "No KK", value: nomorKkOf },
    ...(fullNumbers ? [nik] : []),
    { title: "Kelurahan/desa", value: ({ kelurahan }) => kelurahan },
    { title: "Kecamatan", value: ({ kecamatan }) => kecamatan },
  ];
}

function nomorKkOf({ numbers, nomorKkEnding }: WithNumbers<ListedFamily>): string | null {
  if (numbers) return numbers.nomorKk;
  return nomorKkEnding === null ? null : maskNumber(nomorKkEnding);
}
