import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import { may } from "@/lib/auth/policy";
import type { UserActor } from "@/lib/auth/types";
import { db } from "@/lib/db/client";
import { findBatch, type ListedBatch } from "@/lib/hand-over/list-batches";
import { type LinePage, listLines } from "@/lib/hand-over/list-lines";
import type { LineListParams } from "@/lib/hand-over/schema";

export interface OpenedBatch extends LinePage {
  readonly batch: ListedBatch;
}

/**
 * Opens a page of a hand-over list. Who types it into SIKS-NG needs NIK and No KK in full; everybody
 * else sees them masked. That it was opened, and how, is written down before anything of it is shown:
 * where the audit trail cannot be written, the list cannot be read.
 */
export async function loadBatch(
  actor: UserActor,
  batchId: string,
  { tab, setelah: after = 0 }: LineListParams,
): Promise<OpenedBatch | null> {
  const sight = may(actor.role, "hand_over.enter") ? "full" : "masked";
  return db().$transaction(async (tx) => {
    const batch = await findBatch(tx, actor, batchId);
    if (!batch) return null;
    const page = await listLines(tx, actor, { batchId, tab, after, sight });
    const lines = page.lines.map(({ lineNo }) => lineNo);
    await recordAudit(tx, actor, {
      action: "hand_over.view",
      subject: "hand_over",
      subjectId: batchId,
      detail: { number: batch.number, numbers: sight, lines },
    });
    return { ...page, batch };
  });
}
