import type { Look } from "@/components/charts/chart-types";
import { Bars } from "@/components/charts/charts";
import { Card } from "@/components/ui/card";
import type { KindGroup } from "@/lib/cases/kinds";
import { KIND_GROUP_LABELS, KIND_LABELS } from "@/lib/cases/labels";
import {
  addUp,
  FUNNEL_LABELS,
  FUNNEL_STAGES,
  type FunnelGroup,
  type FunnelStage,
} from "@/lib/insights/funnel";
import { caseListAddress } from "../kasus/address";
import { FigureLink } from "./figure-link";

const LOOK: Record<KindGroup, Look> = {
  exclusion: "solid",
  inclusion: "hatched",
  missing: "pale",
  other: "dotted",
};

const STAGES = [...FUNNEL_STAGES, "selesai"] as const;

interface Line {
  readonly key: string;
  readonly name: string;
  readonly filter: Pick<Parameters<typeof caseListAddress>[0], "kelompok" | "jenis">;
  readonly stages: Readonly<Record<FunnelStage, number>>;
  readonly head: boolean;
}

/** Open cases on their way through the office, by headline and kind. */
export function FunnelCard({
  funnel,
  source,
}: {
  readonly funnel: readonly FunnelGroup[];
  readonly source: string;
}) {
  const shown = funnel.filter(({ kinds }) => kinds.length > 0);
  if (shown.length === 0)
    return (
      <Card title="Kasus menurut jenis dan tahap" note={source}>
        <p className="text-muted">Belum pernah ada kasus di wilayah tugas Anda.</p>
      </Card>
    );
  return (
    <Card title="Kasus menurut jenis dan tahap" note={source} flush>
      <div className="grid grid-cols-1 lg:grid-cols-[26rem_minmax(0,1fr)]">
        <div className="px-4 py-3">
          <Bars
            height="high"
            lying
            series={shown.map(({ group }) => ({
              key: group,
              name: KIND_GROUP_LABELS[group],
              look: LOOK[group],
            }))}
            rows={FUNNEL_STAGES.map((stage) => ({
              label: FUNNEL_LABELS[stage],
              values: Object.fromEntries(shown.map(({ group, stages }) => [group, stages[stage]])),
            }))}
          />
          <p className="text-caption text-muted">
            Gambar: kasus yang masih terbuka. Yang selesai ada di tabel.
          </p>
        </div>
        <div className="relative overflow-x-auto border-line lg:border-l">
          <table className="data-table">
            <caption className="sr-only">Kasus menurut jenis dan tahap</caption>
            <thead>
              <tr>
                <th scope="col">Jenis</th>
                {STAGES.map((stage) => (
                  <th key={stage} scope="col" data-align="end">
                    {FUNNEL_LABELS[stage]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {linesOf(shown).map((line) => (
                <FunnelLine key={line.key} line={line} />
              ))}
            </tbody>
          </table>
        </div>
      </div>
    </Card>
  );
}

function linesOf(groups: readonly FunnelGroup[]): Line[] {
  const lines = groups.flatMap(({ group, stages, kinds }) => [
    {
      key: group,
      name: KIND_GROUP_LABELS[group],
      filter: { kelompok: group },
      stages,
      head: true,
    },
    ...kinds.map(({ kind, stages: ofKind }) => ({
      key: `${group} ${kind}`,
      name: KIND_LABELS[kind].name,
      filter: { jenis: kind as Line["filter"]["jenis"] },
      stages: ofKind,
      head: false,
    })),
  ]);
  const stages = addUp(groups.map((group) => group.stages));
  return [...lines, { key: "all", name: "Semua kasus", filter: {}, stages, head: true }];
}

function FunnelLine({ line: { name, filter, stages, head } }: { readonly line: Line }) {
  return (
    <tr className={head ? "font-semibold" : undefined}>
      <th scope="row" className={head ? undefined : "pl-8! font-normal!"}>
        {name}
      </th>
      {STAGES.map((stage) => (
        <td key={stage} data-align="end">
          <FigureLink
            href={
              stage === "selesai"
                ? caseListAddress({ ...filter, tab: "selesai" })
                : caseListAddress({ ...filter, tab: "terbuka", tahap: stage })
            }
            value={stages[stage]}
            what={`kasus ${name}, ${FUNNEL_LABELS[stage]}`}
          />
        </td>
      ))}
    </tr>
  );
}
