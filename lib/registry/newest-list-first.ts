import { Prisma } from "@/lib/db/generated/client";

/**
 * The order of `recipient_list` in which the first says how things are now: by the day the list
 * speaks of, or where it names none by the day it was applied. An older stage that is taken in
 * later, to complete the history, does not take the place of the newest.
 */
export const NEWEST_LIST_FIRST = Prisma.sql`
  COALESCE(recipient_list.as_of, recipient_list.applied_at::date) DESC,
  recipient_list.applied_at DESC, recipient_list.id DESC`;
