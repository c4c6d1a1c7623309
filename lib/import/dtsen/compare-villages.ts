import "server-only";
import { z } from "zod";
import type { Db } from "@/lib/db/client";
import type { DtsenSummary, VillageChange } from "../schema";
import type { HouseholdComparison } from "./compare-households";

const Place = z.object({ id: z.int(), name: z.string(), kecamatan: z.string() });

/** What a comparison says of each kelurahan, and of each kecamatan as the sum of its own. */
export async function compareVillages(
  db: Db,
  { villages }: HouseholdComparison,
): Promise<{
  readonly villages: VillageChange[];
  readonly kecamatan: DtsenSummary["kecamatan"];
}> {
  const places = await findPlaces(db, villages);
  const changes = new Map<number | null, VillageChange>();
  const changeOf = (id: number | null) => {
    const place = id === null ? undefined : places.get(id);
    const key = place === undefined ? null : id;
    const known = changes.get(key) ?? { ...UNCHANGED, ...nameOf(place) };
    changes.set(key, known);
    return known;
  };
  for (const pair of villages) {
    const stayed = pair.total - pair.added;
    if (pair.total > 0) {
      const now = changeOf(pair.villageId);
      now.households += pair.total;
      now.added += pair.added;
      now.movedIn += pair.moved;
      now.numberChanged += pair.numberChanged;
      now.desilUp += pair.up + pair.significantUp + pair.extremeUp;
      now.desilDown += pair.down + pair.significantDown + pair.extremeDown;
    }
    if (stayed + pair.gone > 0) {
      const before = changeOf(pair.previousVillageId);
      before.before += stayed + pair.gone;
      before.gone += pair.gone;
      before.movedOut += pair.moved;
    }
  }
  const listed = [...changes.values()].toSorted(byPlace);
  return { villages: listed, kecamatan: kecamatanOf(listed) };
}

const UNCHANGED = {
  before: 0,
  households: 0,
  added: 0,
  gone: 0,
  movedIn: 0,
  movedOut: 0,
  numberChanged: 0,
  desilUp: 0,
  desilDown: 0,
};

function nameOf(place: z.infer<typeof Place> | undefined) {
  return { name: place?.name ?? null, kecamatan: place?.kecamatan ?? null };
}

async function findPlaces(
  db: Db,
  villages: HouseholdComparison["villages"],
): Promise<ReadonlyMap<number, z.infer<typeof Place>>> {
  const ids = villages.flatMap(({ villageId, previousVillageId }) => [
    villageId,
    previousVillageId,
  ]);
  const rows = await db.$queryRaw`
    SELECT village.id, village.name, kecamatan.name AS kecamatan
      FROM area AS village
      JOIN area AS kecamatan ON kecamatan.id = village.parent_id
     WHERE village.id = ANY(${[...new Set(ids)].filter((id) => id !== null)}::int[])
  `;
  return new Map(
    z
      .array(Place)
      .parse(rows)
      .map((place) => [place.id, place]),
  );
}

/** By kecamatan and name; families of no known kelurahan last. */
function byPlace(one: VillageChange, other: VillageChange): number {
  if (one.name === null || other.name === null) return one.name === null ? 1 : -1;
  return (
    (one.kecamatan ?? "").localeCompare(other.kecamatan ?? "", "id") ||
    one.name.localeCompare(other.name, "id")
  );
}

function kecamatanOf(villages: readonly VillageChange[]): DtsenSummary["kecamatan"] {
  const sums = new Map<
    string,
    { name: string; before: number; households: number; gone: number }
  >();
  for (const { kecamatan: name, before, households, gone } of villages) {
    if (name === null) continue;
    const sum = sums.get(name) ?? { name, before: 0, households: 0, gone: 0 };
    sum.before += before;
    sum.households += households;
    sum.gone += gone;
    sums.set(name, sum);
  }
  return [...sums.values()];
}
