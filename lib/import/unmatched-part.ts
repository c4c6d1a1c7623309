import { Prisma } from "@/lib/db/generated/client";

const PAGE_SIZE = 50;

/** Which of the rows that find nobody are read, in the order of the file. */
export interface UnmatchedPart {
  /** The last line of the page before. */
  readonly after?: number;
  readonly limit?: number;
  /** Whether NIK and No KK come whole; else what is not shown does not leave the database. */
  readonly fullNumbers?: boolean;
}

/** Rows with the line after which the next page begins; null: there is none. */
export interface UnmatchedPage<Row> {
  readonly rows: readonly Row[];
  readonly next: number | null;
}

/** What a query needs of a part: where it begins, one row more than it gives, and its numbers. */
export function readPart({ after = 0, limit = PAGE_SIZE, fullNumbers = false }: UnmatchedPart) {
  return {
    after,
    limit: limit + 1,
    number: (column: Prisma.Sql) => (fullNumbers ? column : Prisma.sql`right(${column}, 4)`),
    pageOf: <Row extends { readonly lineNo: number }>(
      found: readonly Row[],
    ): UnmatchedPage<Row> => {
      const rows = found.slice(0, limit);
      return { rows, next: found.length > limit ? (rows.at(-1)?.lineNo ?? null) : null };
    },
  };
}

export const NONE_UNMATCHED: UnmatchedPage<never> = { rows: [], next: null };
