import "server-only";
import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { NEWEST_LIST_FIRST } from "./newest-list-first";

/** Ten years of quarterly lists; a longer history is counted, not shown. */
const LISTINGS_SHOWN_MAX = 40;

const Listing = z.object({
  listName: z.string(),
  asOf: z.iso.date().nullable(),
  period: z.string().nullable(),
  channel: z.string().nullable(),
  amountRupiah: z.number().nullable(),
  /** Who of the family stands in the list. */
  recipientName: z.string(),
  /** What the list says of the payment, in its own words. */
  status: z.string().nullable(),
});

/** A line of a recipient list that named the family, or a person of it. */
export type ProgramListing = z.infer<typeof Listing>;

const ProgramRow = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  level: z.enum(["family", "individual"]),
  state: z.enum(["active", "suspended", "ended", "graduated"]),
  since: z.date(),
  /** Newest first; empty where no list leads to it any more. */
  listings: z.array(Listing),
  listingCount: z.number().int(),
});

/** The family's place in a program, since when it is as it is, and the lists that named it. */
export type HouseholdProgram = z.infer<typeof ProgramRow>;

/** Every aid of a family, with its lists through time. */
export async function listHouseholdPrograms(
  tx: Db,
  householdId: bigint,
): Promise<HouseholdProgram[]> {
  const rows = await tx.$queryRaw`
    SELECT participation.id::text,
           program.code,
           program.name,
           program.level::text,
           participation.state::text,
           participation.since,
           COALESCE(history.listings, '[]') AS listings,
           COALESCE(history.total, 0)::int AS "listingCount"
      FROM participation
      JOIN program ON program.code = participation.program_code
     CROSS JOIN LATERAL (
             SELECT jsonb_agg(
                      jsonb_build_object(
                        'listName', listed.list_name,
                        'asOf', listed.as_of,
                        'period', listed.period,
                        'channel', listed.channel,
                        'amountRupiah', listed.amount_rupiah,
                        'recipientName', listed.nama,
                        'status', listed.status
                      ) ORDER BY listed.place
                    ) FILTER (WHERE listed.place <= ${LISTINGS_SHOWN_MAX}) AS listings,
                    count(*) AS total
               FROM (
                      SELECT recipient_list.name AS list_name, recipient_list.as_of,
                             recipient_row.period, recipient_row.channel,
                             recipient_row.amount_rupiah, recipient_row.nama, written.status,
                             row_number() OVER (
                               ORDER BY ${NEWEST_LIST_FIRST}, recipient_row.line_no
                             ) AS place
                        FROM recipient_row
                        JOIN recipient_list ON recipient_list.id = recipient_row.list_id
                   LEFT JOIN LATERAL (
                               SELECT field.value AS status
                                 FROM jsonb_each_text(recipient_row.raw) AS field
                                WHERE field.key ~* '^status([ _.]*(bayar|pembayaran|salur|penyaluran|rek|rekening|transaksi|penerima|kpm|kepesertaan))?$'
                                LIMIT 1
                             ) AS written ON TRUE
                       WHERE recipient_row.participation_id = participation.id
                    ) AS listed
           ) AS history
     WHERE participation.household_id = ${householdId}
  ORDER BY program.code, participation.id
  `;
  return z.array(ProgramRow).parse(rows);
}
