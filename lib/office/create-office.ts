import "server-only";
import { loadRegencyAreas } from "@/lib/areas/area-data";
import { normalizeAreaName } from "@/lib/areas/area-name";
import type { Db } from "@/lib/db/client";
import type { OfficeKind } from "@/lib/db/generated/enums";
import { invariant } from "@/lib/shared/invariant";

export interface NewOffice {
  readonly kind: OfficeKind;
  /** Kemendagri code of the regency: 35.73. */
  readonly regencyCode: string;
}

/**
 * Writes the office's row and the areas of its regency, from the province down to the kelurahan.
 *
 * @throws UnknownRegencyError
 */
export async function createOffice(tx: Db, { kind, regencyCode }: NewOffice): Promise<void> {
  const areas = await loadRegencyAreas(regencyCode);
  const regency = areas.find(({ level }) => level === "regency");
  invariant(regency, "the areas of a regency hold the regency");
  const name = `Dinas Sosial ${regency.name}${kind === "demo" ? " (contoh)" : ""}`;
  await tx.office.create({ data: { id: 1, kind, regencyCode, name } });

  const ids = new Map<string, number>();
  for (const level of ["province", "regency", "kecamatan", "kelurahan"] as const) {
    const created = await tx.area.createManyAndReturn({
      data: areas
        .filter((area) => area.level === level)
        .map((area) => ({
          code: area.code,
          level,
          name: area.name,
          normalizedName: normalizeAreaName(area.name),
          parentId: area.parentCode === null ? null : ids.get(area.parentCode),
        })),
      select: { id: true, code: true },
    });
    for (const { id, code } of created) ids.set(code, id);
  }
}
