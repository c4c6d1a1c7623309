import { ChevronDown } from "lucide-react";
import { SummaryList } from "@/components/ui/summary-list";
import type { RosterMember } from "@/lib/forms/types";
import type { Task } from "@/lib/groundchecks/find-task";
import { valueWords } from "@/lib/registry/describe-values";
import { formatDay, type TimeZone } from "@/lib/shared/format";
import { maskNumber } from "@/lib/shared/mask";

/** The family as the lists know it: folded on a phone, where the form is what one came for. */
export function TaskFamily({
  task,
  roster,
  timeZone,
}: {
  readonly task: Task;
  readonly roster: readonly RosterMember[];
  readonly timeZone: TimeZone;
}) {
  const { headName, address, kelurahan, kecamatan, nomorKkEnding } = task;
  return (
    <details className="filter-panel mb-5 rounded border border-line bg-surface">
      <summary className="flex min-h-12 items-center justify-between gap-3 px-4 font-semibold">
        Keluarga dan {roster.length} anggota
        <ChevronDown aria-hidden className="size-4 shrink-0 in-open:rotate-180" />
      </summary>
      <div className="px-4 pb-4 lg:pt-3">
        <h2 className="mb-2 hidden text-heading lg:block">Keluarga</h2>
        <SummaryList
          rows={[
            { term: "Kepala keluarga", value: headName },
            { term: "No KK", value: nomorKkEnding && maskNumber(nomorKkEnding) },
            { term: "Alamat", value: address },
            {
              term: "Kelurahan",
              value: kelurahan && [kelurahan, kecamatan].filter(Boolean).join(", "),
            },
            { term: "Ditugaskan", value: formatDay(task.assignedAt, timeZone) },
          ]}
        />
        <h3 className="mt-4 mb-1 text-body">Anggota menurut daftar ({roster.length})</h3>
        <ul className="text-small">
          {roster.map((member) => (
            <li key={member.key} className="border-t border-line py-2">
              <span className="font-semibold">{member.name || "Nama tidak diisi"}</span>
              <span className="tabular block text-muted">{factsOf(member)}</span>
            </li>
          ))}
          {roster.length === 0 && <li className="text-muted">Tidak ada anggota yang tercatat.</li>}
        </ul>
      </div>
    </details>
  );
}

function factsOf({ relation, age, nik }: RosterMember): string {
  const words =
    relation === null
      ? null
      : valueWords({ status_hubungan_keluarga: Number(relation) }, "status_hubungan_keluarga");
  return [words, age === null ? null : `${age} tahun`, nik && `NIK ${nik}`]
    .filter(Boolean)
    .join(" · ");
}
