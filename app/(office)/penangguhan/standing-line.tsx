import { standingWords } from "@/lib/programs/standing-words";
import type { Standing } from "@/lib/programs/suspension";
import { formatAge, formatDay, type TimeZone } from "@/lib/shared/format";

/** Why somebody can decide about a suspended aid now, or whom it waits for, with the day. */
export function StandingLine({
  standing,
  timeZone,
}: {
  readonly standing: Standing;
  readonly timeZone: TimeZone;
}) {
  return (
    <span>
      {standingWords(standing)}
      {standing.at !== null && (
        <span className="block text-caption text-muted">
          {isWaiting(standing) ? "sejak " : ""}
          <time dateTime={standing.at.toISOString()}>{formatDay(standing.at, timeZone)}</time>
          {isWaiting(standing) && ` (${formatAge(standing.at, new Date(), timeZone)})`}
        </span>
      )}
    </span>
  );
}

/** Nobody can decide yet. */
export function isWaiting({ of }: Standing): boolean {
  return of === "not_assigned" || of === "with_companion" || of === "to_verify";
}
