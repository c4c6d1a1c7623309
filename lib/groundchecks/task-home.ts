import { scope } from "@/lib/auth/scope";
import type { UserActor } from "@/lib/auth/types";
import { Prisma } from "@/lib/db/generated/client";
import { HOUSEHOLD_HOME } from "@/lib/registry/household-home";

/** Which groundchecks exist for a companion: their own, inside their area. */
export function ownTask(actor: UserActor): Prisma.Sql {
  return Prisma.sql`groundcheck.companion_id = ${actor.id}::uuid
                AND ${scope(actor, Prisma.sql`groundcheck.village_id`)}`;
}

/** Joins to `groundcheck` the family's `home`, the old list's row of it, and its `kelurahan` and `kecamatan`. */
export const TASK_HOME: Prisma.Sql = Prisma.sql`
       JOIN household ON household.id = groundcheck.household_id
       ${HOUSEHOLD_HOME}
  LEFT JOIN dtks_row
         ON home.source = 'dtks'
        AND dtks_row.list_id = home.release_id
        AND dtks_row.line_no = home.line_no
  LEFT JOIN recipient_row
         ON home.source = 'recipients'
        AND recipient_row.list_id = home.release_id
        AND recipient_row.line_no = home.line_no
  LEFT JOIN area AS kelurahan ON kelurahan.id = groundcheck.village_id
  LEFT JOIN area AS kecamatan ON kecamatan.id = kelurahan.parent_id
`;

/** The address; DTSEN writes RT and RW into it, the old lists beside it. Needs `TASK_HOME`. */
export const TASK_ADDRESS: Prisma.Sql = Prisma.sql`
  nullif(concat_ws(' ',
    nullif(home.address, ''),
    'RT ' || nullif(coalesce(dtks_row.rt, recipient_row.rt), ''),
    'RW ' || nullif(coalesce(dtks_row.rw, recipient_row.rw), '')), '')
`;
