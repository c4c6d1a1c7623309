import "server-only";
import { findAreaChoice } from "@/lib/areas/area-choice";
import { listAreasInScope } from "@/lib/areas/queries";
import { areaOf } from "@/lib/auth/scope";
import { listPrograms } from "@/lib/programs/queries";
import type { ExportRequest } from "./list-export";

/** The kelurahan of an area filter; undefined: the actor's whole area, null: no recognised area. */
export type AreaFilter = { readonly villageIds: readonly number[] | null | undefined };

/** Null for an area that does not exist for the actor. */
export async function readAreaFilter(
  { client, actor }: Pick<ExportRequest, "client" | "actor">,
  code: string | undefined,
): Promise<AreaFilter | null> {
  if (code === undefined) return { villageIds: undefined };
  const areas = await listAreasInScope(client, actor);
  return findAreaChoice(areas, code, areaOf(actor).level === "regency") ?? null;
}

/** Whether a program that a filter names exists; no filter is no question. */
export async function isKnownProgram(
  { client }: Pick<ExportRequest, "client">,
  code: string | undefined,
): Promise<boolean> {
  return (
    code === undefined || (await listPrograms(client)).some((program) => program.code === code)
  );
}

/** The days of an age filter. */
export function daysOf(age: string | undefined): number | undefined {
  return age === undefined ? undefined : Number(age);
}
