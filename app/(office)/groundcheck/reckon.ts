import type { AreaScope } from "@/lib/auth/types";
import { distribute } from "@/lib/groundchecks/distribute";

/** A family of the page. */
export interface FamilyRow {
  readonly id: string;
  readonly villageId: number | null;
  readonly headName: string;
  readonly kinds: readonly string[];
  readonly kelurahan: string | null;
  readonly kecamatan: string | null;
  readonly openedAt: string;
  readonly age: string;
}

export interface CompanionRow {
  readonly id: string;
  readonly name: string;
  /** Where they work, in words. */
  readonly place: string;
  readonly area: AreaScope;
  readonly load: number;
}

/** What is ticked now. */
export interface Choice {
  readonly allFamilies: boolean;
  readonly familyIds: readonly string[];
  readonly allCompanions: boolean;
  readonly companionIds: readonly string[];
}

export interface Preview {
  readonly families: number;
  readonly assigned: number;
  /** Families in whose kelurahan nobody chosen works. */
  readonly uncovered: number;
  /** Tasks that each chosen companion would get. */
  readonly given: ReadonlyMap<string, number>;
}

export function readChoice(form: FormData): Choice {
  const texts = (name: string) =>
    form.getAll(name).filter((value): value is string => typeof value === "string");
  return {
    allFamilies: form.get("cakupan") === "semua",
    familyIds: texts("keluarga"),
    allCompanions: form.get("penerima") === "semua",
    companionIds: texts("pendamping"),
  };
}

/** What would come of it, by the function that the server uses too. */
export function reckon(
  { allFamilies, familyIds, allCompanions, companionIds }: Choice,
  families: readonly FamilyRow[],
  byVillage: readonly { readonly villageId: number | null; readonly count: number }[],
  companions: readonly CompanionRow[],
): Preview {
  const villageIds = allFamilies
    ? byVillage.flatMap(({ villageId, count }) => Array.from({ length: count }, () => villageId))
    : families.filter(({ id }) => familyIds.includes(id)).map(({ villageId }) => villageId);
  const chosen = companions.filter(({ id }) => allCompanions || companionIds.includes(id));
  const { assignments, uncovered } = distribute(
    villageIds.map((villageId, index) => ({ householdId: BigInt(index), villageId })),
    chosen,
  );
  const given = new Map(chosen.map(({ id }) => [id, 0]));
  for (const { companionId } of assignments)
    given.set(companionId, (given.get(companionId) ?? 0) + 1);
  return {
    families: villageIds.length,
    assigned: assignments.length,
    uncovered: uncovered.length,
    given,
  };
}
