import { Client, escapeIdentifier } from "pg";
import { PgBoss } from "pg-boss";
import {
  IMPORT_DEAD_QUEUE,
  IMPORT_DEAD_QUEUE_OPTIONS,
  IMPORT_QUEUE,
  IMPORT_QUEUE_OPTIONS,
  jobsSchemaOf,
} from "./queues";

export interface InstallJobsOptions {
  /** The owner's address. */
  readonly url: string;
  /** The office's schema; the queue gets its own beside it. */
  readonly schema: string;
  /** The web server's address: its role may create jobs and look at them, no more. */
  readonly appUrl?: string;
}

/** Makes the office's job queue, or brings it up to date. Running it again changes nothing. */
export async function installJobs({ url, schema, appUrl }: InstallJobsOptions): Promise<void> {
  const boss = new PgBoss({
    connectionString: url,
    schema: jobsSchemaOf(schema),
    application_name: "tepat-jobs",
    max: 2,
    supervise: false,
    schedule: false,
    registerInstance: false,
  });
  await boss.start();
  try {
    await ensureQueue(boss, IMPORT_DEAD_QUEUE, IMPORT_DEAD_QUEUE_OPTIONS);
    await ensureQueue(boss, IMPORT_QUEUE, IMPORT_QUEUE_OPTIONS);
  } finally {
    await boss.stop({ graceful: false });
  }
  const appRole = appUrl === undefined ? undefined : roleOf(appUrl);
  if (appRole !== undefined && appRole !== roleOf(url)) await grant(url, schema, appRole);
}

async function ensureQueue(
  boss: PgBoss,
  name: string,
  options: NonNullable<Parameters<PgBoss["createQueue"]>[1]>,
): Promise<void> {
  const { policy: _, ...changeable } = options;
  if (await boss.getQueue(name)) await boss.updateQueue(name, changeable);
  else await boss.createQueue(name, options);
}

/** What `send` reads and writes; the owner's default privileges would give more. */
async function grant(url: string, schema: string, appRole: string): Promise<void> {
  const jobs = escapeIdentifier(jobsSchemaOf(schema));
  const app = escapeIdentifier(appRole);
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`
      GRANT USAGE ON SCHEMA ${jobs} TO ${app};
      REVOKE ALL ON ALL TABLES IN SCHEMA ${jobs} FROM ${app};
      GRANT SELECT ON ALL TABLES IN SCHEMA ${jobs} TO ${app};
      GRANT INSERT ON ${jobs}.job, ${jobs}.job_common TO ${app};
    `);
  } finally {
    await client.end();
  }
}

function roleOf(url: string): string {
  return decodeURIComponent(new URL(url).username);
}
