import "server-only";
import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { HOUSEHOLD_HOME } from "@/lib/registry/household-home";
import { maskNumber } from "@/lib/shared/mask";
import {
  type ExportColumn,
  type ExportRequest,
  everyPage,
  type OpenedExport,
  openExport,
  type ReadPage,
} from "./list-export";

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

/** A list whose rows are about families, with their numbers where they were asked for. */
export function openFamilies<Row extends { readonly householdId: string | bigint | null }, Cursor>(
  request: Pick<ExportRequest, "client" | "fullNumbers">,
  columns: readonly ExportColumn<WithNumbers<Row>>[],
  read: ReadPage<Row, Cursor>,
): OpenedExport {
  return openExport(columns, withNumbers(request, everyPage(read)));
}

/**
 * Adds to rows that their reader was let in to the No KK of the family and the NIK of its head. The
 * numbers are those of the release in which the family stands, else of the list that names it.
 */
async function* withNumbers<Row extends { readonly householdId: string | bigint | null }>(
  { client, fullNumbers }: Pick<ExportRequest, "client" | "fullNumbers">,
  batches: AsyncIterable<readonly Row[]>,
): AsyncGenerator<readonly WithNumbers<Row>[]> {
  for await (const batch of batches) {
    const numbers = fullNumbers ? await readNumbers(client, batch) : new Map<string, Numbers>();
    yield batch.map((row) => ({ ...row, numbers: numbers.get(String(row.householdId)) }));
  }
}

async function readNumbers(
  client: Db,
  families: readonly { readonly householdId: string | bigint | null }[],
): Promise<ReadonlyMap<string, Numbers>> {
  const ids = families.flatMap(({ householdId }) =>
    householdId === null ? [] : [String(householdId)],
  );
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
