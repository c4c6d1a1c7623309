import { programShortName } from "@/components/households/program-tags";
import { Card } from "@/components/ui/card";
import { StatusTag } from "@/components/ui/tag";
import { PARTICIPATION_STATE_LABELS } from "@/lib/programs/labels";
import type { HouseholdProgram } from "@/lib/registry/household-history";
import { formatDay, type TimeZone } from "@/lib/shared/format";

/** Which aids the family receives, in which state, and since when. */
export function ProgramsCard({
  programs,
  timeZone,
}: {
  readonly programs: readonly HouseholdProgram[];
  readonly timeZone: TimeZone;
}) {
  return (
    <Card title="Program bantuan">
      {programs.length === 0 ? (
        <p className="text-muted">Tidak tercatat di daftar penerima mana pun.</p>
      ) : (
        <ul className="-my-2 divide-y divide-line">
          {programs.map((program) => (
            <li key={program.id} className="py-2 text-small">
              <div className="flex flex-wrap items-baseline justify-between gap-x-3">
                <span className="font-semibold">{programShortName(program.code)}</span>
                <StatusTag labels={PARTICIPATION_STATE_LABELS} value={program.state} />
              </div>
              {program.recipientName && <p>{program.recipientName}</p>}
              <p className="text-caption text-muted">
                Sejak {formatDay(program.since, timeZone)}
                {program.period && ` · ${program.period}`}
                {program.channel && ` · ${program.channel}`}
              </p>
              {program.listName && (
                <p className="text-caption text-muted">Daftar: {program.listName}</p>
              )}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
