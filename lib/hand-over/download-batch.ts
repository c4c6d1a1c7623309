import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import type { UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import type { Office } from "@/lib/office/queries";
import { findBatch } from "./list-batches";
import { listAllLines } from "./list-lines";
import { DOWNLOAD_PURPOSE, writeWorkbook } from "./write-workbook";

export interface BatchFile {
  readonly name: string;
  readonly content: Buffer;
}

/**
 * A list as a workbook, null where there is none for this actor. It holds numbers of people in full:
 * that it was taken, by whom and for what is written down before it is made, inside the caller's
 * transaction.
 */
export async function downloadBatch(
  tx: Db,
  actor: UserActor,
  office: Pick<Office, "name" | "regencyName" | "timeZone">,
  batchId: string,
): Promise<BatchFile | null> {
  const batch = await findBatch(tx, actor, batchId);
  if (!batch) return null;
  await recordAudit(tx, actor, {
    action: "hand_over.download",
    subject: "hand_over",
    subjectId: batchId,
    detail: { number: batch.number, lines: batch.lines, purpose: DOWNLOAD_PURPOSE },
  });
  const content = await writeWorkbook(
    {
      officeName: office.name,
      regencyName: office.regencyName,
      timeZone: office.timeZone,
      batchNumber: batch.number,
      createdAt: batch.createdAt,
      createdByName: batch.createdByName ?? "petugas",
      takenAt: new Date(),
      takenByName: actor.name,
      takenByUsername: actor.username,
    },
    await listAllLines(tx, actor, batchId),
  );
  return { name: `serah-terima-${batch.number}.xlsx`, content };
}
