import "server-only";
import { listAreasInScope } from "@/lib/areas/queries";
import { db } from "@/lib/db/client";
import type { KecamatanChoice } from "./area-tree";

/** Every area of the office: what an account is given does not depend on the admin's own area. */
export async function officeAreas(): Promise<KecamatanChoice[]> {
  const areas = await listAreasInScope(db(), { kind: "system" });
  return areas.map(({ code, name, kelurahan }) => ({
    code,
    name,
    kelurahan: kelurahan.map((one) => ({ code: one.code, name: one.name })),
  }));
}
