import "server-only";
import { findAreaChoice } from "@/lib/areas/area-choice";
import { listAreasInScope } from "@/lib/areas/queries";
import type { UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { type HouseholdSearch, readSearchTerm } from "@/lib/registry/schema";
import { findHouseholdsByNumber } from "@/lib/registry/search-households";
import { fail, ok, type Result } from "@/lib/shared/result";
import { rememberSearch } from "./remembered-search";

export type SearchProblem =
  | { readonly code: "empty" }
  | { readonly code: "number_length" }
  | { readonly code: "name_short" }
  | { readonly code: "area_unknown" }
  | { readonly code: "number_not_found" };

/**
 * Answers the search box with the address to go to: the family itself when a number leads to
 * exactly one, else the page of results. The address holds neither name nor number.
 */
export async function answerSearch(
  tx: Db,
  actor: UserActor,
  { apa, wilayah }: HouseholdSearch,
): Promise<Result<{ readonly href: string }, SearchProblem>> {
  const term = readSearchTerm(apa);
  if (term.kind === "refused") return fail({ code: term.reason });
  if (term.kind === "number") return answerNumber(tx, actor, term.number);
  if (wilayah !== undefined) {
    const areas = await listAreasInScope(tx, actor);
    if (!findAreaChoice(areas, wilayah, actor.area.level === "regency"))
      return fail({ code: "area_unknown" });
  }
  const { sessionId } = actor;
  await rememberSearch({ kind: "name", sessionId, words: [...term.words], area: wilayah });
  return ok({ href: RESULTS });
}

const RESULTS = "/keluarga?cari=hasil";

async function answerNumber(tx: Db, actor: UserActor, number: string) {
  const hits = await findHouseholdsByNumber(tx, actor, number);
  const [only, second] = hits;
  if (!only) return fail({ code: "number_not_found" });
  if (!second) return ok({ href: `/keluarga/${only.id}` });
  const ids = hits.map(({ id }) => id);
  await rememberSearch({ kind: "families", sessionId: actor.sessionId, ids });
  return ok({ href: RESULTS });
}
