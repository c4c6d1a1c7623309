import { findAreaChoice } from "@/lib/areas/area-choice";
import { listAreasInScope } from "@/lib/areas/queries";
import type { UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { fail, ok, type Result } from "@/lib/shared/result";
import {
  type Assignment,
  type AssignProblem,
  assignGroundchecks,
  planGroundchecks,
} from "./assign";
import { ASSIGN_LIMIT } from "./assignment-schema";
import { listCompanions } from "./companion-loads";
import type { AssignForm, AssignPageParams, FamilyFilter } from "./list-schema";
import { listUnassignedIds } from "./list-unassigned";

export type SelectionProblem =
  | AssignProblem
  | { readonly code: "unknown_area" }
  | { readonly code: "no_family" }
  | { readonly code: "no_companion" };

export interface SelectionOutcome extends Assignment {
  /** False: only reckoned; the form shows again what was chosen. */
  readonly done: boolean;
  readonly chosen: {
    readonly cakupan: string;
    readonly keluarga: readonly string[];
    readonly penerima: string;
    readonly pendamping: readonly string[];
  };
}

/** The families that the filters mean; undefined where they name an area that is not the actor's. */
export async function readFamilyFilter(
  client: Db,
  actor: UserActor,
  {
    wilayah,
    jenis,
    umur,
    keluarga,
  }: Pick<AssignPageParams, "wilayah" | "jenis" | "umur"> & { readonly keluarga?: bigint },
): Promise<FamilyFilter | undefined> {
  const filter: FamilyFilter = {
    kind: jenis,
    ageDays: umur === undefined ? undefined : Number(umur),
    householdId: keluarga,
  };
  if (wilayah === undefined) return filter;
  const areas = await listAreasInScope(client, actor);
  const area = findAreaChoice(areas, wilayah, actor.area.level === "regency");
  return area && { ...filter, villageIds: area.villageIds };
}

/**
 * Gives out what a form chose, or only reckons it. "All that the filters find" is looked up anew
 * here: what the page showed may have been given out meanwhile. Runs inside the caller's transaction.
 */
export async function assignSelection(
  tx: Db,
  actor: UserActor,
  form: AssignForm,
): Promise<Result<SelectionOutcome, SelectionProblem>> {
  const filter = await readFamilyFilter(tx, actor, {
    wilayah: form.wilayah,
    jenis: form.jenis,
    umur: form.umur,
  });
  if (!filter) return fail({ code: "unknown_area" });
  const householdIds =
    form.cakupan === "semua"
      ? await listUnassignedIds(tx, actor, filter, ASSIGN_LIMIT)
      : form.keluarga;
  if (householdIds.length === 0) return fail({ code: "no_family" });
  const companionIds =
    form.penerima === "semua"
      ? (await listCompanions(tx, actor)).map(({ id }) => id)
      : form.pendamping;
  if (companionIds.length === 0) return fail({ code: "no_companion" });

  const done = form.langkah === "tugaskan";
  const run = done ? assignGroundchecks : planGroundchecks;
  const result = await run(tx, actor, { householdIds, companionIds });
  if (!result.ok) return result;
  const { cakupan, penerima, pendamping } = form;
  const chosen = { cakupan, keluarga: form.keluarga.map(String), penerima, pendamping };
  return ok({ done, chosen, ...result.value });
}
