import { type MigrateOptions, migrate } from "@/lib/db/migrate";
import { installJobs } from "@/lib/jobs/install-jobs";

/**
 * Brings everything an office keeps in its database up to date: its own schema, and the job queue's
 * beside it. Returns the names of the migrations applied.
 *
 * @throws DatabaseProblem
 */
export async function migrateOffice(options: MigrateOptions): Promise<string[]> {
  const applied = await migrate(options);
  await installJobs(options);
  return applied;
}
