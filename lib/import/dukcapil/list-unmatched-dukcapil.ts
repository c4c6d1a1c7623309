import "server-only";
import { z } from "zod";
import { areaOf } from "@/lib/auth/scope";
import type { Actor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { findCurrentReleaseId, NO_RELEASE } from "@/lib/registry/link-lists";
import { unmatchedDukcapilRows } from "@/lib/registry/unmatched-dukcapil-rows";
import {
  NONE_UNMATCHED,
  readPart,
  type UnmatchedPage,
  type UnmatchedPart,
} from "../unmatched-part";
import { DUKCAPIL_FATES, DUKCAPIL_RESULTS } from "./read-result";

const UnmatchedDukcapilReason = z.enum(["not_in_release", "invalid_nik"]);
export type UnmatchedDukcapilReason = z.infer<typeof UnmatchedDukcapilReason>;

const Row = z.object({
  lineNo: z.number().int(),
  name: z.string(),
  /** As the file has it, or its last four characters. */
  nik: z.string().nullable(),
  result: z.enum(DUKCAPIL_RESULTS),
  fate: z.enum(DUKCAPIL_FATES).nullable(),
  reason: UnmatchedDukcapilReason,
});
export type UnmatchedPerson = z.infer<typeof Row>;

/**
 * The persons of a matching result who are in no family of the current release, in the order of the
 * file.
 */
export async function listUnmatchedDukcapil(
  db: Db,
  actor: Actor,
  listId: number,
  part: UnmatchedPart = {},
): Promise<UnmatchedPage<UnmatchedPerson>> {
  if (areaOf(actor).level !== "regency") return NONE_UNMATCHED;
  const { after, limit, number, pageOf } = readPart(part);
  const releaseId = (await findCurrentReleaseId(db)) ?? NO_RELEASE;
  const meant = Prisma.sql`dukcapil_row.list_id = ${listId} AND dukcapil_row.line_no > ${after}`;
  const found = await db.$queryRaw`
      SELECT dukcapil_row.line_no AS "lineNo",
             dukcapil_row.nama AS name,
             ${number(Prisma.sql`dukcapil_row.nik`)} AS nik,
             dukcapil_row.result,
             dukcapil_row.fate,
             unmatched.reason
        FROM (${unmatchedDukcapilRows(releaseId, meant)}) AS unmatched
        JOIN dukcapil_row USING (list_id, line_no)
    ORDER BY dukcapil_row.line_no
       LIMIT ${limit}
  `;
  return pageOf(z.array(Row).parse(found));
}
