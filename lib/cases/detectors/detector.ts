import type { Db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import type { Day } from "@/lib/programs/schema";
import type { DukcapilListInForce } from "@/lib/registry/current-dukcapil-list";
import type { TimeZone } from "@/lib/shared/format";

/** What one detection looks at; read once, so that a release published meanwhile changes nothing. */
export interface DetectionContext {
  /** The day whose rules and settings hold. */
  readonly day: Day;
  /** Of the office's calendar. */
  readonly timeZone: TimeZone;
  /** The database's clock when the run began its work, after waiting for others. */
  readonly at: Date;
  /** The published release (N). */
  readonly release: { readonly id: number; readonly name: string; readonly asOf: Day };
  /** The release before it (P), if there is one. */
  readonly previousReleaseId: number | null;
  /** The applied edition of the old DTKS with the latest date, if one was taken in. */
  readonly dtksList: { readonly id: number; readonly name: string; readonly asOf: Day } | null;
  /** The population office's latest matching result, if one was taken in. */
  readonly dukcapilList: DukcapilListInForce | null;
}

/**
 * One kind's condition. It returns a SELECT over the whole registry with one row for each subject
 * that shows the condition, and one (`shown` false) for each watched subject that does not, with the
 * values of today. Columns: `household_id bigint, individual_id bigint, program_code text,
 * village_id int, rule_version text, shown boolean, evidence jsonb, fingerprint text`. A kind about
 * persons gives `individual_id` as its subject and `household_id` as the family in which that person
 * stands in N (null: in none); a kind about families leaves `individual_id` empty.
 *
 * The fingerprint holds every value that the condition compares and nothing else: when one of them
 * changes, a case that a person closed may open anew.
 *
 * Before it is asked, `latest_case` holds the latest case of this kind for each subject; `watched`
 * marks those that are open, and those that a person closed while the condition still held.
 */
export type Detector = (tx: Db, context: DetectionContext) => Promise<Prisma.Sql>;
