import { z } from "zod";

/** The job queue's own schema, one an office. */
export function jobsSchemaOf(schema: string): string {
  return `${schema}_jobs`;
}

/** Checking, publishing and withdrawing of imports. */
export const IMPORT_QUEUE = "import";
/** Import jobs that were tried as often as allowed: somebody has to be told. */
export const IMPORT_DEAD_QUEUE = "import-dead";

export const ImportJob = z.object({
  runId: z.uuid(),
  task: z.enum(["check", "publish", "withdraw", "clear"]),
});
export type ImportJob = z.infer<typeof ImportJob>;

const DAY_SECONDS = 24 * 60 * 60;

/**
 * Loads share the disk and each is judged against the release before it, so one import works at a
 * time. A worker that dies stops its heartbeat and the job is given to the next one; the handler
 * starts again from the stored file. A job may take a whole day, as long as it is alive.
 */
export const IMPORT_QUEUE_OPTIONS = {
  policy: "singleton",
  heartbeatSeconds: 30,
  expireInSeconds: DAY_SECONDS - 1,
  retryLimit: 4,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 60,
  deadLetter: IMPORT_DEAD_QUEUE,
  notify: true,
} as const;

/**
 * Telling the person waits for the import that is at work. It is the last that can end a run which
 * nobody works on any more, so it outlives workers that die and a disk that stays full over it.
 */
export const IMPORT_DEAD_QUEUE_OPTIONS = {
  policy: "standard",
  heartbeatSeconds: 30,
  expireInSeconds: DAY_SECONDS - 1,
  retryLimit: 1000,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 60,
} as const;
