import "server-only";
import type { Db } from "@/lib/db/client";
import { getSettingInForce } from "@/lib/programs/queries";
import { ShiftBorders } from "@/lib/registry/shift-borders";
import type { DtsenSummary } from "../schema";
import { compareHouseholds } from "./compare-households";
import { compareIndividuals, type IndividualComparison } from "./compare-individuals";
import { compareVillages } from "./compare-villages";
import type { LoadedRelease } from "./load-release";

/** What was loaded of a release, and what it is compared with. */
interface ReleaseToSummarise extends LoadedRelease {
  readonly releaseId: number;
  readonly previous: {
    readonly id: number;
    readonly name: string;
    readonly asOf: Date;
  } | null;
}

/** How many names of unknown areas a preview shows. */
const UNKNOWN_AREAS_MAX = 20;

/** Counts what a checked release holds and how it differs from the one before. */
export async function summariseRelease(
  db: Db,
  { releaseId, previous, families, members, problems }: ReleaseToSummarise,
): Promise<DtsenSummary> {
  const previousId = previous?.id ?? null;
  const day = new Date().toISOString().slice(0, 10);
  const { value: borders } = await getSettingInForce(db, "extreme_shift", ShiftBorders, day);
  const [households, individuals] = await Promise.all([
    compareHouseholds(db, releaseId, previousId, borders),
    previousId === null
      ? everybodyAdded(members.rows.good)
      : compareIndividuals(db, releaseId, previousId),
  ]);
  const { villages, kecamatan } = await compareVillages(db, households);
  const { added, gone, total, numberChanged, moved, unchanged, unknownArea } = households;
  const { extremeDown, significantDown, down, same, up, significantUp, extremeUp } = households;
  return {
    kind: "dtsen",
    files: [
      { role: "family", ...families.rows },
      { role: "member", ...members.rows },
    ],
    problems,
    previous: previous && {
      releaseId: previous.id,
      name: previous.name,
      asOf: previous.asOf.toISOString().slice(0, 10),
    },
    households: { total, added, gone, numberChanged, moved, unchanged, unknownArea },
    individuals: {
      ...individuals,
      invalidNik: members.invalidNiks,
      doubledNik: members.doubledLines.length,
      withoutFamily: members.withoutFamily,
    },
    desil: {
      up: up + significantUp + extremeUp,
      down: down + significantDown + extremeDown,
      same,
      unranked: households.unranked,
      bands: { extremeDown, significantDown, down, same, up, significantUp, extremeUp },
      borders,
    },
    unknownAreas: unknownAreasOf(families),
    kecamatan,
    villages,
  };
}

/** Without a release before there is nobody to look for. */
function everybodyAdded(total: number): IndividualComparison {
  return { total, added: total, gone: 0 };
}

/** One area may stand in several files. */
function unknownAreasOf({ files }: LoadedRelease["families"]): DtsenSummary["unknownAreas"] {
  const unknown = files
    .flatMap(({ areas }) => areas)
    .filter(({ area, rows }) => area.villageId === 0 && rows > 0);
  return [...Map.groupBy(unknown, ({ area }) => area.id).values()]
    .flatMap(([first, ...others]) => {
      if (!first) return [];
      const households = others.reduce((sum, { rows }) => sum + rows, first.rows);
      const { kecamatan, kelurahan_desa: kelurahan } = first.text;
      return [{ kecamatan, kelurahan, households }];
    })
    .toSorted((a, b) => b.households - a.households)
    .slice(0, UNKNOWN_AREAS_MAX);
}
