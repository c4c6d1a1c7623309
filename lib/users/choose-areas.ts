import type { Role } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { fail, ok, type Result } from "@/lib/shared/result";
import { fitsRole } from "./rules";

export type AreaProblem =
  | { readonly code: "areas_missing" }
  | { readonly code: "area_unknown" }
  | { readonly code: "area_does_not_fit" };

/** The rows that an account is given for what was ticked; a kelurahan inside a ticked kecamatan is dropped. */
export async function chooseAreas(
  tx: Db,
  role: Role,
  {
    cakupan,
    wilayah,
  }: { readonly cakupan: "seluruh" | "sebagian"; readonly wilayah: readonly string[] },
): Promise<Result<readonly number[], AreaProblem>> {
  const areas = await tx.area.findMany({
    where:
      cakupan === "seluruh"
        ? { level: "regency" }
        : { code: { in: [...wilayah] }, level: { in: ["kecamatan", "kelurahan"] } },
    select: { id: true, code: true, level: true },
  });
  if (cakupan === "sebagian" && areas.length < new Set(wilayah).size)
    return fail({ code: "area_unknown" });
  if (areas.length === 0) return fail({ code: "areas_missing" });
  if (!areas.every(({ level }) => fitsRole(role, level)))
    return fail({ code: "area_does_not_fit" });
  const kecamatan = areas.filter(({ level }) => level === "kecamatan").map(({ code }) => code);
  const inside = (area: { readonly code: string }) =>
    kecamatan.some((whole) => area.code.startsWith(`${whole}.`));
  return ok(areas.filter((area) => !inside(area)).map(({ id }) => id));
}

/** The kelurahan that a choice of areas stands for; null for the whole regency. */
export async function villagesOf(
  tx: Db,
  areaIds: readonly number[],
): Promise<readonly number[] | null> {
  const ids = [...areaIds];
  if ((await tx.area.count({ where: { id: { in: ids }, level: "regency" } })) > 0) return null;
  const villages = await tx.area.findMany({
    where: { level: "kelurahan", OR: [{ id: { in: ids } }, { parentId: { in: ids } }] },
    select: { id: true },
  });
  return villages.map(({ id }) => id);
}
