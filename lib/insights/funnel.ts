import { ERROR_KINDS, type ErrorKind, KIND_GROUPS, type KindGroup } from "@/lib/cases/kinds";
import type { CaseStage } from "@/lib/cases/schema";

/** The places of an open case in the order of the work; every open case stands in exactly one. */
export const FUNNEL_STAGES = [
  "belum-ditugaskan",
  "groundcheck",
  "perlu-diputus",
  "diusulkan",
  "menunggu-rilis",
] as const satisfies readonly CaseStage[];

/** The same, and what is over. */
export type FunnelStage = (typeof FUNNEL_STAGES)[number] | "selesai";

/** Short words for the head of a column. */
export const FUNNEL_LABELS = {
  "belum-ditugaskan": "Belum ditugaskan",
  groundcheck: "Groundcheck",
  "perlu-diputus": "Perlu diputus",
  diusulkan: "Usulan",
  "menunggu-rilis": "Di SIKS-NG",
  selesai: "Selesai",
} as const satisfies Record<FunnelStage, string>;

type Stages = Readonly<Record<FunnelStage, number>>;

export interface FunnelKind {
  readonly kind: ErrorKind;
  readonly stages: Stages;
}

/** A headline of the office with its kinds, those with cases only. */
export interface FunnelGroup {
  readonly group: KindGroup;
  readonly stages: Stages;
  readonly kinds: readonly FunnelKind[];
}

const NONE: Stages = {
  "belum-ditugaskan": 0,
  groundcheck: 0,
  "perlu-diputus": 0,
  diusulkan: 0,
  "menunggu-rilis": 0,
  selesai: 0,
};

/** Puts counted cases under the headlines of an office; a kind of another version of the product is left out. */
export function funnelOf(
  counts: readonly {
    readonly kind: string;
    readonly stage: FunnelStage;
    readonly count: number;
  }[],
): FunnelGroup[] {
  const kinds = (Object.keys(ERROR_KINDS) as ErrorKind[])
    .map((kind) => ({ kind, stages: sumOf(counts.filter((count) => count.kind === kind)) }))
    .filter(({ stages }) => openOf(stages) + stages.selesai > 0);
  return KIND_GROUPS.map((group) => {
    const own = kinds.filter(({ kind }) => ERROR_KINDS[kind].group === group);
    return { group, kinds: own, stages: addUp(own.map(({ stages }) => stages)) };
  });
}

/** How many of them are still open. */
export function openOf(stages: Stages): number {
  return FUNNEL_STAGES.reduce((sum, stage) => sum + stages[stage], 0);
}

export function addUp(all: readonly Stages[]): Stages {
  return sumOf(
    all.flatMap((stages) =>
      (Object.keys(stages) as FunnelStage[]).map((stage) => ({ stage, count: stages[stage] })),
    ),
  );
}

function sumOf(counts: readonly { readonly stage: FunnelStage; readonly count: number }[]): Stages {
  const sums = { ...NONE };
  for (const { stage, count } of counts) sums[stage] += count;
  return sums;
}
