import "server-only";
import { LINK_LIFE_MS } from "@/lib/auth/one-time-link";
import { publicUrl } from "@/lib/auth/public-origin";
import { ok, type Result } from "@/lib/shared/result";
import type { HandedLink } from "@/lib/users/invite-user";
import type { ShownLink } from "./handed-link";

/** The link as text: it goes into the answer of this one request, and nowhere else. */
export function showLink<Problem>(made: Result<HandedLink, Problem>): Result<ShownLink, Problem> {
  if (!made.ok) return made;
  const { token, ...whose } = made.value;
  const address = new URL(`/sandi/${token}`, publicUrl()).href;
  return ok({ ...whose, address, minutes: LINK_LIFE_MS / 60_000 });
}
