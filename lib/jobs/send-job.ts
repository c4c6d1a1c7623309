import "server-only";
import { fromPrisma, type Db as JobDb, PgBoss } from "pg-boss";
import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { IMPORT_QUEUE, type ImportJob, jobsSchemaOf } from "./queues";

const CurrentSchema = z.tuple([z.object({ schema: z.string() })]);

/**
 * Creates a job inside the caller's transaction: it exists exactly if the change that needs it does.
 * Everything goes over the transaction's own connection, so the web server needs no second pool.
 */
export async function sendImportJob(tx: Db, job: ImportJob): Promise<void> {
  const [{ schema }] = CurrentSchema.parse(
    await tx.$queryRaw`SELECT current_schema()::text AS schema`,
  );
  const boss = new PgBoss({
    db: withReadableTypes(fromPrisma(tx)),
    schema: jobsSchemaOf(schema),
    migrate: false,
    supervise: false,
    schedule: false,
    registerInstance: false,
    openTelemetry: { enabled: false },
    useListenNotify: true,
  });
  await boss.start();
  try {
    await boss.send(IMPORT_QUEUE, job);
  } finally {
    await boss.stop({ graceful: false, close: false });
  }
}

/**
 * When it starts, pg-boss asks whether its tables are there by their `regclass`, a type that Prisma
 * cannot read; as text it can.
 */
function withReadableTypes(db: JobDb): JobDb {
  return {
    executeSql: (text, values) =>
      db.executeSql(
        text.replace(/^SELECT (to_regclass\(.+\)) as name$/, "SELECT $1::text as name"),
        values,
      ),
  };
}
