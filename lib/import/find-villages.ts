import "server-only";
import { createVillageFinder, type VillageFinder } from "@/lib/areas/village-finder";
import type { Db } from "@/lib/db/client";

/** The kelurahan of the office, to be found by the names that a list writes. */
export async function findVillagesByName(db: Db): Promise<VillageFinder> {
  const villages = await db.area.findMany({
    where: { level: "kelurahan" },
    select: { id: true, name: true, parent: { select: { name: true } } },
  });
  return createVillageFinder(
    villages.map(({ id, name, parent }) => ({ id, name, kecamatanName: parent?.name ?? "" })),
  );
}
