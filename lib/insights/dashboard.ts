import "server-only";
import type { KecamatanInScope } from "@/lib/areas/queries";
import type { UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import type { Office } from "@/lib/office/queries";
import { getProgramLimit, getShiftBorders } from "@/lib/programs/queries";
import type { ShiftBorders } from "@/lib/registry/shift-borders";
import { dayOnCalendar } from "@/lib/shared/format";
import {
  type CaseChanges,
  countCaseChanges,
  countCaseStages,
  countOpenCasesByPlace,
} from "./count-cases";
import { countDesil, type DesilCount } from "./count-desil";
import {
  type CompanionVisits,
  countVisitsByCompanion,
  countVisitsByPlace,
  countWaitingFamilies,
  type PlaceProgress,
} from "./count-groundchecks";
import { countMovement, type Movement } from "./count-movement";
import { countListedRecipients, type ListedRecipients } from "./count-recipients";
import {
  countSuspendedByWait,
  countSuspendedSince,
  type SuspendedCount,
  type SuspendedSince,
} from "./count-suspended";
import { type FunnelGroup, funnelOf } from "./funnel";
import { listIndicatorEntries, yearsInForce } from "./list-indicators";
import { type Breakdown, breakdownOf, type Place, placesOf } from "./place";
import { countWaitingWork, type WaitingWork } from "./waiting-work";
import { readYears, type YearOfFigures } from "./years";

/** The program whose recipients stand beside the poverty series. */
const PROGRAM = "PKH";

type Visits = Omit<PlaceProgress, "place">;

/** Everything that is counted of one place. */
export interface PlaceFigures extends Place {
  readonly households: number;
  readonly individuals: number;
  /** Families whose desil is within the limit. */
  readonly withinLimit: number;
  readonly openCases: number;
  readonly waitingFamilies: number;
  readonly visits: Visits;
}

/** Families and persons of one desil; null: without. */
export type DesilFigures = Omit<DesilCount, "place">;

/** What the head of office reads in five minutes; every figure is of the actor's area. */
export interface Dashboard {
  /** When everything that is not of a release or a list was counted. */
  readonly countedAt: Date;
  readonly breakdown: Breakdown;
  /** The highest desil that PKH's rule allows today. */
  readonly desilLimit: number;
  /** From how many steps on a change of desil is significant, and extreme, today. */
  readonly borders: ShiftBorders;
  readonly work: readonly WaitingWork[];
  readonly desil: readonly DesilFigures[];
  readonly places: readonly PlaceFigures[];
  readonly funnel: readonly FunnelGroup[];
  /** Since the release in force was published. */
  readonly caseChanges: CaseChanges;
  readonly suspendedSince: SuspendedSince;
  /** Null: the release in force is the first. */
  readonly movement:
    | (Movement & { readonly previous: { readonly name: string; readonly asOf: Date } })
    | null;
  readonly suspended: readonly SuspendedCount[];
  readonly waitingFamilies: number;
  readonly companions: readonly CompanionVisits[];
  readonly detectedAt: Date | null;
  /** The newest list of PKH's recipients. */
  readonly list: ListedRecipients | null;
  readonly years: readonly YearOfFigures[];
}

/** Reads it for an office with a release in force. No table of families or persons is read: see docs/decisions. */
export async function readDashboard(
  client: Db,
  actor: UserActor,
  office: Office & { readonly release: NonNullable<Office["release"]> },
  areas: readonly KecamatanInScope[],
): Promise<Dashboard> {
  const countedAt = new Date();
  const { release, timeZone } = office;
  const breakdown = breakdownOf(areas);
  const day = dayOnCalendar(countedAt, timeZone);
  const { limit: desilLimit } = await getProgramLimit(client, PROGRAM, day);
  const borders = await getShiftBorders(client, day);
  const [work, desil, stages, caseChanges, openCases, suspended, suspendedSince] =
    await Promise.all([
      countWaitingWork(client, actor),
      countDesil(client, actor, release.id, breakdown),
      countCaseStages(client, actor),
      countCaseChanges(client, actor, release.publishedAt),
      countOpenCasesByPlace(client, actor, breakdown),
      countSuspendedByWait(client, actor),
      countSuspendedSince(client, actor, release.publishedAt),
    ]);
  const [visits, companions, waiting, movement, lists, indicators, detection] = await Promise.all([
    countVisitsByPlace(client, actor, breakdown),
    countVisitsByCompanion(client, actor),
    countWaitingFamilies(client, actor, breakdown),
    readMovement(client, actor, release.id),
    countListedRecipients(client, actor, PROGRAM),
    listIndicatorEntries(client, "poor_people"),
    client.detectionRun.findFirst({
      where: { finishedAt: { not: null } },
      orderBy: { id: "desc" },
      select: { finishedAt: true },
    }),
  ]);
  const wholeRegency = actor.area.level === "regency";
  return {
    countedAt,
    breakdown,
    desilLimit,
    borders,
    work,
    desil: sumByDesil(desil),
    places: placesOf(areas, wholeRegency).map((place) => ({
      ...place,
      ...familiesOf(desil, place, desilLimit),
      openCases: openCases.get(place.code) ?? 0,
      waitingFamilies: waiting.byPlace.get(place.code) ?? 0,
      visits: visitsOf(visits, place),
    })),
    funnel: funnelOf(stages),
    caseChanges,
    suspendedSince,
    movement,
    suspended,
    waitingFamilies: waiting.total,
    companions,
    detectedAt: detection?.finishedAt ?? null,
    list: lists[0] ?? null,
    // What BPS publishes is of the regency: beside a part of it, it would mislead.
    years: await readYears(client, actor, {
      poor: wholeRegency ? yearsInForce(indicators) : [],
      lists,
      desilLimit,
      timeZone,
    }),
  };
}

function visitsOf(progress: readonly PlaceProgress[], { code }: Place): Visits {
  const { place: _place, ...visits } = progress.find(({ place }) => place === code) ?? {
    place: code,
    ...NO_VISITS,
  };
  return visits;
}

const NO_VISITS: Visits = {
  berjalan: 0,
  verifikasi: 0,
  dikembalikan: 0,
  selesai: 0,
  oldest: null,
};

async function readMovement(
  client: Db,
  actor: UserActor,
  releaseId: number,
): Promise<Dashboard["movement"]> {
  const release = await client.release.findUniqueOrThrow({
    where: { id: releaseId },
    select: { previous: { select: { name: true, asOf: true } } },
  });
  if (!release.previous) return null;
  return { ...(await countMovement(client, actor, releaseId)), previous: release.previous };
}

const DESILS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, null] as const;

/** Every desil, the empty ones too: a gap in a chart is a figure. */
function sumByDesil(counts: readonly DesilCount[]): DesilFigures[] {
  return DESILS.map((desil) => ({ desil, ...sumOf(counts.filter((one) => one.desil === desil)) }));
}

function familiesOf(counts: readonly DesilCount[], { code }: Place, desilLimit: number) {
  const own = counts.filter(({ place }) => place === code);
  const within = own.filter(({ desil }) => desil !== null && desil <= desilLimit);
  return { ...sumOf(own), withinLimit: sumOf(within).households };
}

function sumOf(counts: readonly DesilCount[]) {
  let households = 0;
  let individuals = 0;
  for (const count of counts) {
    households += count.households;
    individuals += count.individuals;
  }
  return { households, individuals };
}
