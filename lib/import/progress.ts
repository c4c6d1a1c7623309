import type { WorkContext } from "@/lib/jobs/work-context";
import type { ImportStage } from "./schema";

const WRITE_INTERVAL_MS = 500;

/** Follows one run's work: pages and the command line read what it writes. */
export interface Progress {
  /** Begins a stage; without a total the stage shows no bar. */
  stage(stage: ImportStage, rowsTotal?: number): Promise<void>;
  /** Tells how many rows of the stage are done; cheap enough for every row. */
  rows(rowsDone: number): void;
  /** Waits until the last written figure is stored. */
  settled(): Promise<void>;
}

/**
 * Writes progress into the run's row, outside the work's own transaction so that others see it, and
 * at most twice a second. A figure that could not be written is not worth stopping an import for:
 * the next one corrects it, and a lost database stops the work itself.
 */
export function followRun(
  { pool, log }: Pick<WorkContext, "pool" | "log">,
  runId: string,
): Progress {
  let writtenAt = 0;
  let writing: Promise<void> = Promise.resolve();

  async function write(text: string, values: readonly unknown[]): Promise<void> {
    await pool.query(text, [runId, ...values]).catch(() => {});
  }

  return {
    async stage(stage, rowsTotal) {
      log.debug({ runId, phase: stage }, "import stage");
      await writing;
      writtenAt = Date.now();
      await write(
        `UPDATE import_run
            SET stage = $2, rows_done = 0, rows_total = $3, stage_started_at = now()
          WHERE id = $1`,
        [stage, rowsTotal ?? null],
      );
    },
    rows(rowsDone) {
      const now = Date.now();
      if (now - writtenAt < WRITE_INTERVAL_MS) return;
      writtenAt = now;
      writing = writing.then(() =>
        write("UPDATE import_run SET rows_done = $2 WHERE id = $1", [rowsDone]),
      );
    },
    settled: () => writing,
  };
}
