import { may } from "@/lib/auth/policy";
import { areaOf } from "@/lib/auth/scope";
import type { Actor } from "@/lib/auth/types";

/** A list of another office names people of the whole regency: it exists for those who work there. */
export function seesMatchings(actor: Actor): boolean {
  if (actor.kind !== "user") return true;
  return may(actor.role, "matching.view") && areaOf(actor).level === "regency";
}
