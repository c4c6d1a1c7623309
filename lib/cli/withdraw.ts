import "server-only";
import { requestWithdrawal } from "@/lib/import/commands";
import { withImportLock } from "@/lib/import/import-lock";
import { finishInterruptedRuns } from "@/lib/import/interrupted-runs";
import { stepSentence } from "@/lib/import/labels";
import { WithdrawRelease } from "@/lib/import/schema";
import { withdrawRun } from "@/lib/import/withdraw-run";
import type { WorkContext } from "@/lib/jobs/work-context";
import { CommandRefusal, EXIT } from "./exit-code";
import { print, printJson } from "./print";
import { withOffice } from "./with-office";

const COMMAND_LINE = { kind: "command_line" } as const;

/** Takes the release in force out of force; the one before it is in force again. */
export async function withdraw({
  reason,
  json,
}: {
  readonly reason: string;
  readonly json?: boolean;
}): Promise<void> {
  const { withdrawn, inForce } = await withOffice((ctx) =>
    withImportLock(ctx, async (held) => {
      await finishInterruptedRuns(held);
      return withdrawCurrent(held, reason);
    }),
  );
  if (json) printJson({ withdrawn, inForce });
  else print(`Rilis ${withdrawn} ditarik; ${inForce} berlaku lagi.`);
}

async function withdrawCurrent(ctx: WorkContext, reason: string) {
  const release = await findInForce(ctx);
  if (!release) throw new CommandRefusal("no_release", "Belum ada rilis yang berlaku.");
  const { id: runId, version } = release.run;
  const step = WithdrawRelease.safeParse({ runId, version, reason });
  if (!step.success)
    throw new CommandRefusal(
      "reason_missing",
      step.error.issues[0]?.message ?? "Tuliskan alasannya.",
      EXIT.usage,
    );
  const asked = await ctx.db.$transaction((tx) => requestWithdrawal(tx, COMMAND_LINE, step.data));
  if (!asked.ok) throw new CommandRefusal(asked.problem.code, stepSentence(asked.problem));
  await withdrawRun(ctx, runId);
  const now = await findInForce(ctx);
  if (!now || now.run.id === runId)
    throw new CommandRefusal("withdrawal_failed", "Penarikan tidak jadi; tidak ada yang berubah.");
  return { withdrawn: release.name, inForce: now.name };
}

function findInForce({ db }: WorkContext) {
  return db.release.findFirst({
    where: { status: "published" },
    select: { name: true, run: { select: { id: true, version: true } } },
  });
}
