import type { ImportStage, ImportState } from "./schema";

/** How far a run is, in the numbers of its row. */
export interface RunProgress {
  readonly state: ImportState;
  readonly stage: ImportStage | null;
  readonly rowsDone: number;
  readonly rowsTotal: number | null;
  readonly stageStartedAt: Date | null;
  /** The name of the import that it waits for, where that was asked. */
  readonly waitingFor?: string | null;
}

/** The same with what follows from the clock; plain values, because it also goes to the browser. */
export interface ProgressEstimate {
  readonly state: ImportState;
  readonly stage: ImportStage | null;
  readonly rowsDone: number;
  readonly rowsTotal: number | null;
  readonly rowsPerSecond: number | null;
  /** Until the stage is done, not the run. */
  readonly secondsLeft: number | null;
  readonly waitingFor: string | null;
}

/** Earlier than this the rate says more about the start than about the work. */
const RATE_KNOWN_AFTER_SECONDS = 1.5;

const BUSY: readonly ImportState[] = ["received", "checking", "publishing", "withdrawing"];

/** Whether the worker has something to do with a run in this state: its page then follows it. */
export function isBusy(state: ImportState): boolean {
  return BUSY.includes(state);
}

/** Rate and time left of the stage under way; null while they cannot be known. */
export function estimateProgress(run: RunProgress, now: Date): ProgressEstimate {
  const { state, stage, rowsDone, rowsTotal, waitingFor = null } = run;
  const seconds = run.stageStartedAt ? (now.getTime() - run.stageStartedAt.getTime()) / 1000 : 0;
  const known = seconds >= RATE_KNOWN_AFTER_SECONDS && rowsDone > 0;
  const rowsPerSecond = known ? rowsDone / seconds : null;
  const rowsLeft = rowsTotal === null ? null : Math.max(0, rowsTotal - rowsDone);
  return {
    state,
    stage,
    rowsDone,
    rowsTotal,
    rowsPerSecond: rowsPerSecond === null ? null : Math.round(rowsPerSecond),
    secondsLeft:
      rowsPerSecond === null || rowsLeft === null ? null : Math.ceil(rowsLeft / rowsPerSecond),
    waitingFor,
  };
}
