import { PageHeading } from "@/components/ui/page-heading";
import { StatusTag } from "@/components/ui/tag";
import { IMPORT_KIND_LABELS, IMPORT_STATE_LABELS } from "@/lib/import/labels";
import type { ImportRunPage } from "@/lib/import/queries";
import { programShortName } from "@/lib/programs/labels";
import { formatDate, formatInstant, type TimeZone } from "@/lib/shared/format";
import { actorName } from "../actor-name";

/** What the import is, who prepared it, and where it stands. */
export function RunHeading({
  run,
  timeZone,
}: {
  readonly run: ImportRunPage;
  readonly timeZone: TimeZone;
}) {
  const { kind, programCode } = run;
  const facts = [
    programCode === null
      ? IMPORT_KIND_LABELS[kind]
      : `${IMPORT_KIND_LABELS[kind]} ${programShortName(programCode)}`,
    run.asOf && `keadaan ${formatDate(run.asOf)}`,
    `disiapkan ${actorName(run.actorKind, run.createdByName)}, ${formatInstant(run.createdAt, timeZone)}`,
    run.publishedByName && `diterbitkan ${run.publishedByName}`,
  ].filter(Boolean);
  return (
    <PageHeading
      title={
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="break-words">{run.name}</span>
          <StatusTag labels={IMPORT_STATE_LABELS} value={run.state} />
        </span>
      }
      caption={facts.join(" · ")}
      back={{ href: "/impor", text: "Semua impor" }}
    />
  );
}
