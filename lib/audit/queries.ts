import "server-only";
import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import type { TimeZone } from "@/lib/shared/format";
import type { AuditAction, AuditSubject } from "./labels";
import { type AuditParams, NOBODY_ACTORS } from "./schema";

export const AUDIT_PAGE_SIZE = 50;

const Row = z.object({
  id: z.bigint(),
  at: z.date(),
  actorKind: z.enum(["user", "system", "command_line"]),
  actorName: z.string().nullable(),
  // Written by `recordAudit` alone, whose types are these; an older name is shown as it is.
  action: z.custom<AuditAction>((value) => typeof value === "string"),
  subject: z.custom<AuditSubject>((value) => typeof value === "string"),
  subjectId: z.string().nullable(),
  subjectName: z.string().nullable(),
});
export type AuditRow = z.infer<typeof Row>;

/** The audit trail, newest first; a page begins below the last row that was seen. */
export async function listAuditEvents(
  db: Db,
  filter: AuditParams,
  timeZone: TimeZone,
  limit = AUDIT_PAGE_SIZE,
): Promise<{ readonly rows: readonly AuditRow[]; readonly next: bigint | null }> {
  const found = await db.$queryRaw`
    SELECT audit_event.id,
           audit_event.at,
           audit_event.actor_kind::text AS "actorKind",
           actor.name AS "actorName",
           audit_event.action,
           audit_event.subject,
           audit_event.subject_id AS "subjectId",
           subject_user.name AS "subjectName"
      FROM audit_event
 LEFT JOIN app_user AS actor ON actor.id = audit_event.actor_id
 LEFT JOIN app_user AS subject_user
        ON audit_event.subject = 'user'
       AND subject_user.id::text = audit_event.subject_id
     WHERE ${Prisma.join(conditions(filter, timeZone), " AND ")}
  ORDER BY audit_event.id DESC
     LIMIT ${limit + 1}
  `;
  const all = z.array(Row).parse(found);
  const rows = all.slice(0, limit);
  return { rows, next: all.length > rows.length ? (rows.at(-1)?.id ?? null) : null };
}

function conditions(filter: AuditParams, timeZone: TimeZone): Prisma.Sql[] {
  const { pelaku, tindakan, tentang, nomor, dari, sampai, sebelum } = filter;
  const all = [Prisma.sql`TRUE`];
  if (pelaku) all.push(byActor(pelaku));
  if (tindakan) all.push(Prisma.sql`audit_event.action = ${tindakan}`);
  if (tentang) all.push(Prisma.sql`audit_event.subject = ${tentang}`);
  if (nomor) all.push(Prisma.sql`audit_event.subject_id = ${nomor}`);
  if (dari) {
    all.push(Prisma.sql`audit_event.at >= ${dari}::date::timestamp AT TIME ZONE ${timeZone}`);
  }
  if (sampai) {
    all.push(
      Prisma.sql`audit_event.at < (${sampai}::date + 1)::timestamp AT TIME ZONE ${timeZone}`,
    );
  }
  if (sebelum) all.push(Prisma.sql`audit_event.id < ${sebelum}`);
  return all;
}

function byActor(pelaku: string): Prisma.Sql {
  const [system] = NOBODY_ACTORS;
  if (pelaku === system) return Prisma.sql`audit_event.actor_kind = 'system'`;
  if (z.enum(NOBODY_ACTORS).safeParse(pelaku).success) {
    return Prisma.sql`audit_event.actor_kind = 'command_line'`;
  }
  return Prisma.sql`audit_event.actor_id = ${pelaku}::uuid`;
}

/** Everybody who has or had an account, for the filter; closed accounts keep their acts. */
export async function listAuditedPeople(
  db: Db,
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  return db.appUser.findMany({ select: { id: true, name: true }, orderBy: { name: "asc" } });
}
