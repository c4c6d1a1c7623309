import { checkRun } from "@/lib/import/check-run";
import { requestPublish } from "@/lib/import/commands";
import { withImportLock } from "@/lib/import/import-lock";
import { publishRun } from "@/lib/import/publish-run";
import { withdrawRun } from "@/lib/import/withdraw-run";
import type { WorkContext } from "@/lib/jobs/work-context";

const COMMAND_LINE = { kind: "command_line" } as const;

/** Does what is left to do of a run, wherever the process before it ended: check, publish, withdraw. */
export async function workOnRun(ctx: WorkContext, runId: string): Promise<void> {
  await withImportLock(ctx, async (held) => {
    await checkRun(held, runId);
    const { state, version } = await held.db.importRun.findUniqueOrThrow({ where: { id: runId } });
    const step = { runId, version, reason: "Sudah diperiksa", confirmed: "on" } as const;
    if (state === "ready")
      await held.db.$transaction((tx) => requestPublish(tx, COMMAND_LINE, step));
    await publishRun(held, runId);
    await withdrawRun(held, runId);
  });
}
