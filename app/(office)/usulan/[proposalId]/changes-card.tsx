import { ArrowRight } from "lucide-react";
import { Card } from "@/components/ui/card";
import { Nothing } from "@/components/ui/nothing";
import type { ProposalChange, ProposalView } from "@/lib/proposals/find-proposal";

const TITLES = {
  amend: "Perubahan yang diusulkan",
  add: "Keluarga yang diusulkan masuk DTSEN",
  remove: "Penghapusan yang diusulkan",
} as const;

/** What is asked for, old value beside new: the family first, then person by person. */
export function ChangesCard({ found }: { readonly found: ProposalView }) {
  const { kind, lines, releaseName, justification } = found;
  return (
    <Card
      title={TITLES[kind]}
      note={
        kind === "add"
          ? `Tidak ada di DTSEN ${releaseName}`
          : `Nilai lama menurut DTSEN ${releaseName}`
      }
      flush
    >
      {lines.length === 0 ? (
        <p className="px-4 py-4 text-muted">Belum ada perubahan yang dipilih.</p>
      ) : (
        groupsOf(lines).map(({ key, who, nik, rows }) => (
          <section key={key} aria-label={who ?? "Keluarga"}>
            <h3 className="flex flex-wrap items-baseline gap-x-3 bg-sunken px-4 py-1.5 text-small">
              {who ?? "Keluarga"}
              {nik && <span className="tabular font-normal text-muted">NIK {nik}</span>}
            </h3>
            <dl>
              {rows.map((row) => (
                <ChangeRow key={row.key} row={row} old={kind !== "add"} />
              ))}
            </dl>
          </section>
        ))
      )}
      <div className="border-t border-line px-4 py-3">
        <h3 className="text-small text-muted">Alasan usulan</h3>
        <p className="max-w-prose whitespace-pre-line">
          {justification.trim() === "" ? (
            <span className="text-muted">Belum ditulis</span>
          ) : (
            justification
          )}
        </p>
      </div>
    </Card>
  );
}

interface Group {
  readonly key: string;
  readonly who: string | null;
  readonly nik: string | null;
  readonly rows: ProposalChange[];
}

function groupsOf(lines: readonly ProposalChange[]): Group[] {
  const groups = new Map<string, Group>();
  for (const line of lines) {
    const key = `${line.individualId ?? ""} ${line.who ?? ""} ${line.nik ?? ""}`;
    const group = groups.get(key) ?? { key, who: line.who, nik: line.nik, rows: [] };
    group.rows.push(line);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function ChangeRow({ row, old }: { readonly row: ProposalChange; readonly old: boolean }) {
  return (
    <div className="grid gap-x-4 gap-y-0.5 border-b border-line px-4 py-2 text-small last:border-b-0 sm:grid-cols-[minmax(0,14rem)_minmax(0,1fr)]">
      <dt className="text-muted">{row.what}</dt>
      <dd className="flex min-w-0 flex-wrap items-center gap-x-2 break-words">
        {old && (
          <>
            <span className="text-muted">
              <span className="sr-only">dari </span>
              {row.old ?? <Nothing />}
            </span>
            <ArrowRight aria-hidden className="size-4 shrink-0 text-muted" />
          </>
        )}
        <strong>
          {old && <span className="sr-only">menjadi </span>}
          {row.new ?? (old ? "Dikosongkan" : <span className="text-muted">Belum diisi</span>)}
        </strong>
      </dd>
    </div>
  );
}
