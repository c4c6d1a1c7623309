import { z } from "zod";
import { Prisma } from "@/lib/db/generated/client";

/** How far the lines of a list are, each line counted once. */
export const Progress = z.object({
  lines: z.number().int(),
  toEnter: z.number().int(),
  /** Typed in, and Kemensos has not answered. */
  atKemensos: z.number().int(),
  approved: z.number().int(),
  rejected: z.number().int(),
  atBps: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  withdrawn: z.number().int(),
  /** Since when the line that waits the longest is in its state. */
  waitingSince: z.date().nullable(),
});
export type Progress = z.infer<typeof Progress>;

/** The columns of `Progress` over lines that are joined with their `proposal`. */
export const PROGRESS_COLUMNS = Prisma.sql`
  count(proposal.id)::int AS lines,
  count(*) FILTER (WHERE proposal.state = 'validated')::int AS "toEnter",
  count(*) FILTER (WHERE proposal.state = 'entered_siks_ng')::int AS "atKemensos",
  count(*) FILTER (WHERE proposal.state = 'kemensos_approved')::int AS approved,
  count(*) FILTER (WHERE proposal.state = 'kemensos_rejected')::int AS rejected,
  count(*) FILTER (WHERE proposal.state = 'at_bps')::int AS "atBps",
  count(*) FILTER (WHERE proposal.state = 'reflected')::int AS changed,
  count(*) FILTER (WHERE proposal.state = 'not_reflected')::int AS unchanged,
  count(*) FILTER (WHERE proposal.state = 'withdrawn')::int AS withdrawn,
  min(proposal.since) FILTER (
    WHERE proposal.state IN ('validated', 'entered_siks_ng', 'kemensos_approved', 'at_bps')
  ) AS "waitingSince"`;
