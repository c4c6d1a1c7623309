import type { AreaScope } from "@/lib/auth/types";

/** A family that somebody has to see. */
export interface FamilyToVisit {
  readonly householdId: bigint;
  /** Null: its kelurahan was not recognised. */
  readonly villageId: number | null;
}

/** Somebody who may be sent, with the tasks that are still with them. */
export interface CompanionLoad {
  readonly id: string;
  readonly area: AreaScope;
  readonly load: number;
}

export interface Distribution<Family extends FamilyToVisit = FamilyToVisit> {
  readonly assignments: readonly { readonly family: Family; readonly companionId: string }[];
  /** Families in whose kelurahan none of the companions works. */
  readonly uncovered: readonly Family[];
}

/** Whether a companion works there; a family of no recognised kelurahan is for regency-wide ones. */
export function worksIn(area: AreaScope, villageId: number | null): boolean {
  if (area.level === "regency") return true;
  return villageId !== null && area.villageIds.includes(villageId);
}

/** The families of one kelurahan, and how many of them each companion gets. */
interface Village<Family> {
  readonly families: Family[];
  /** Positions in the list of companions. */
  readonly eligible: readonly number[];
  readonly share: number[];
}

/**
 * Gives families to companions so that the loads end as even as the areas allow: no series of
 * hand-overs between companions could bring two loads closer together. Where that leaves a choice,
 * the families of a kelurahan stay together. The same input gives the same answer.
 */
export function distribute<Family extends FamilyToVisit>(
  families: readonly Family[],
  companions: readonly CompanionLoad[],
): Distribution<Family> {
  const all = groupByVillage(families, companions);
  const villages = all.filter(({ eligible }) => eligible.length > 0);
  const loads = companions.map(({ load }) => load);
  fillByKelurahan(villages, loads);
  evenOut(villages, loads);
  gather(villages, companions.length);
  return {
    assignments: villages.flatMap((village) => dealOut(village, companions)),
    uncovered: all
      .filter(({ eligible }) => eligible.length === 0)
      .flatMap((village) => village.families),
  };
}

function groupByVillage<Family extends FamilyToVisit>(
  families: readonly Family[],
  companions: readonly CompanionLoad[],
): Village<Family>[] {
  const villages = new Map<number | null, Village<Family>>();
  for (const family of families) {
    const known = villages.get(family.villageId);
    if (known) known.families.push(family);
    else
      villages.set(family.villageId, {
        families: [family],
        eligible: companions.flatMap(({ area }, index) =>
          worksIn(area, family.villageId) ? [index] : [],
        ),
        share: companions.map(() => 0),
      });
  }
  return [...villages.values()];
}

/** A first share-out in whole kelurahan, up to the load that everybody would have if areas did not matter. */
function fillByKelurahan(villages: readonly Village<FamilyToVisit>[], loads: number[]): void {
  const count = villages.reduce((sum, { families }) => sum + families.length, 0);
  const level = evenLevel(loads, count);
  // Where few may go comes first, and the big before the small: the rest fits in between.
  const order = [...villages].sort(
    (a, b) => a.eligible.length - b.eligible.length || b.families.length - a.families.length,
  );
  for (const { families, eligible, share } of order) {
    let left = families.length;
    while (left > 0) {
      const least = leastLoaded(eligible, loads);
      const given = Math.min(left, Math.max(1, level - at(loads, least)));
      share[least] = at(share, least) + given;
      loads[least] = at(loads, least) + given;
      left -= given;
    }
  }
}

/** The load to which `count` more tasks would lift everybody below it. */
function evenLevel(loads: readonly number[], count: number): number {
  const rising = [...loads].sort((a, b) => a - b);
  let sum = count;
  for (const [index, load] of rising.entries()) {
    sum += load;
    const next = rising[index + 1];
    if (next === undefined || sum <= next * (index + 1)) return Math.floor(sum / (index + 1));
  }
  return 0;
}

function leastLoaded(eligible: readonly number[], loads: readonly number[]): number {
  return eligible.reduce((best, index) => (at(loads, index) < at(loads, best) ? index : best));
}

/** One family goes from a companion to another who may visit it, perhaps along several hands. */
interface HandOver {
  readonly village: Village<FamilyToVisit>;
  readonly from: number;
  readonly to: number;
}

/**
 * Moves families from the most to the least loaded along chains of shared kelurahan, until no
 * chain joins two loads that differ by two or more: then the loads are as even as they can be
 * (the cost of a flow with convex costs is least when no chain makes it smaller).
 */
function evenOut(villages: readonly Village<FamilyToVisit>[], loads: number[]): void {
  for (let chain = findChain(villages, loads); chain; chain = findChain(villages, loads))
    for (const { village, from, to } of chain) {
      village.share[from] = at(village.share, from) - 1;
      village.share[to] = at(village.share, to) + 1;
      loads[from] = at(loads, from) - 1;
      loads[to] = at(loads, to) + 1;
    }
}

function findChain(
  villages: readonly Village<FamilyToVisit>[],
  loads: readonly number[],
): HandOver[] | undefined {
  const mostFirst = loads.map((_, index) => index).sort((a, b) => at(loads, b) - at(loads, a));
  for (const start of mostFirst) {
    const reached = reachFrom(start, villages);
    const ends = [...reached.keys()].filter((end) => at(loads, start) - at(loads, end) >= 2);
    if (ends.length === 0) continue;
    return chainTo(leastLoaded(ends, loads), start, reached);
  }
  return undefined;
}

/** Everybody to whom a family of `start` could pass, each with the last hand-over on the way. */
function reachFrom(
  start: number,
  villages: readonly Village<FamilyToVisit>[],
): Map<number, HandOver> {
  const reached = new Map<number, HandOver>();
  const queue = [start];
  for (const from of queue)
    for (const village of villages) {
      if (at(village.share, from) === 0) continue;
      for (const to of village.eligible) {
        if (to === start || reached.has(to)) continue;
        reached.set(to, { village, from, to });
        queue.push(to);
      }
    }
  return reached;
}

function chainTo(end: number, start: number, reached: ReadonlyMap<number, HandOver>): HandOver[] {
  const chain: HandOver[] = [];
  for (let place = end; place !== start; ) {
    const step = reached.get(place);
    if (!step) return [];
    chain.push(step);
    place = step.from;
  }
  return chain;
}

/** Two companions who both have families of the same two kelurahan. */
interface Overlap {
  readonly first: Village<FamilyToVisit>;
  readonly second: Village<FamilyToVisit>;
  readonly a: number;
  readonly b: number;
}

/**
 * Two companions who both go to two kelurahan swap families until one of them has one kelurahan
 * less to go to; the loads stay. Each swap empties a share and fills none, so it ends.
 */
function gather(villages: readonly Village<FamilyToVisit>[], companionCount: number): void {
  const next = () => findOverlap(villages, companionCount);
  for (let overlap = next(); overlap; overlap = next()) swap(overlap);
}

function findOverlap(
  villages: readonly Village<FamilyToVisit>[],
  companionCount: number,
): Overlap | undefined {
  for (let a = 0; a < companionCount; a++)
    for (let b = a + 1; b < companionCount; b++) {
      const [first, second] = villages.filter(({ share }) => at(share, a) > 0 && at(share, b) > 0);
      if (first && second) return { first, second, a, b };
    }
  return undefined;
}

function swap({ first, second, a, b }: Overlap): void {
  // The way that moves fewer families empties the smaller share.
  const gives = Math.min(at(first.share, a), at(second.share, b));
  const takes = Math.min(at(first.share, b), at(second.share, a));
  const count = gives <= takes ? gives : -takes;
  first.share[a] = at(first.share, a) - count;
  first.share[b] = at(first.share, b) + count;
  second.share[a] = at(second.share, a) + count;
  second.share[b] = at(second.share, b) - count;
}

/** Who gets which: neighbours in the given order go to the same companion. */
function dealOut<Family extends FamilyToVisit>(
  { families, share }: Village<Family>,
  companions: readonly CompanionLoad[],
): { readonly family: Family; readonly companionId: string }[] {
  const hands = companions.flatMap(({ id }, index) =>
    Array.from({ length: at(share, index) }, () => id),
  );
  return families.flatMap((family, index) => {
    const companionId = hands[index];
    return companionId === undefined ? [] : [{ family, companionId }];
  });
}

/** An element of a list as long as the companions are many. */
function at(numbers: readonly number[], index: number): number {
  return numbers[index] ?? 0;
}
