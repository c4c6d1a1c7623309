import Link from "next/link";
import { JourneyLine } from "@/components/journey/journey";
import { Card } from "@/components/ui/card";
import { StatusTag } from "@/components/ui/tag";
import { caseNameInFamily } from "@/lib/cases/case-name";
import type { HouseholdCase } from "@/lib/cases/household-cases";
import type { JourneyStep } from "@/lib/cases/journey-steps";
import { CASE_OUTCOME_LABELS, CASE_STATE_LABELS } from "@/lib/cases/labels";
import { formatAge, formatDay, type TimeZone } from "@/lib/shared/format";

function titleOf({ facts, programCode, personName }: HouseholdCase): string {
  return caseNameInFamily(facts.kind, programCode, personName);
}

/** What is open about the family, above everything else: the name of each case and why it is there. */
export function OpenCases({
  cases,
  journeys,
  now,
  timeZone,
}: {
  readonly cases: readonly HouseholdCase[];
  /** How far each open case came, by its id. */
  readonly journeys: ReadonlyMap<string, readonly JourneyStep[]>;
  readonly now: Date;
  readonly timeZone: TimeZone;
}) {
  const open = cases.filter(({ closedAt }) => closedAt === null);
  if (open.length === 0) return null;
  return (
    <section aria-label="Kasus terbuka" className="mb-5">
      <h2 className="mb-2 text-heading">
        {open.length === 1 ? "Satu kasus terbuka" : `${open.length} kasus terbuka`}
      </h2>
      <ul className="grid gap-3 lg:grid-cols-2">
        {open.map((errorCase) => (
          <li
            key={String(errorCase.id)}
            className="rounded border border-line border-l-4 border-l-warning bg-surface px-4 py-3"
          >
            <div className="flex flex-wrap items-baseline justify-between gap-x-4">
              <Link
                href={`/kasus/${errorCase.id}`}
                prefetch={false}
                className="inline-flex min-h-11 items-center font-semibold md:min-h-0"
              >
                {titleOf(errorCase)}
              </Link>
              <span className="text-caption text-muted">
                terbuka {formatAge(errorCase.openedAt, now, timeZone)}
              </span>
            </div>
            <p className="mt-1 mb-2.5 text-small">{whyOf(errorCase)}</p>
            <JourneyLine steps={journeys.get(String(errorCase.id)) ?? []} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The sentences that say why; the rule and what follows stand on the case's own page. */
function whyOf({ sentences }: HouseholdCase): string {
  return sentences
    .filter(({ topic }) => topic === "why")
    .slice(0, 2)
    .map(({ text }) => text)
    .join(" ");
}

/** The family's cases that are over: together with the open ones above, all there ever were. */
export function PastCases({
  cases,
  timeZone,
}: {
  readonly cases: readonly HouseholdCase[];
  readonly timeZone: TimeZone;
}) {
  const past = cases.filter(({ closedAt }) => closedAt !== null);
  if (past.length === 0) return null;
  return (
    <Card title="Kasus terdahulu">
      <ul className="-my-2 divide-y divide-line">
        {past.map((errorCase) => (
          <li key={String(errorCase.id)} className="py-2 text-small">
            <div className="flex flex-wrap items-baseline justify-between gap-x-3 gap-y-1">
              <Link
                href={`/kasus/${errorCase.id}`}
                prefetch={false}
                className="inline-flex min-h-11 items-center md:min-h-0"
              >
                {titleOf(errorCase)}
              </Link>
              <StatusTag labels={CASE_STATE_LABELS} value={errorCase.state} />
            </div>
            <p className="text-caption text-muted">
              Dibuka {formatDay(errorCase.openedAt, timeZone)}
              {errorCase.closedAt && `, ditutup ${formatDay(errorCase.closedAt, timeZone)}`}
              {errorCase.outcome && ` · ${CASE_OUTCOME_LABELS[errorCase.outcome]}`}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
