import "server-only";
import {
  type ImageProblem,
  type ImageReceipt,
  receiveImage,
} from "@/lib/attachments/receive-image";
import type { ToldCapture } from "@/lib/attachments/schema";
import { coversVillage } from "@/lib/auth/scope";
import type { UserActor } from "@/lib/auth/types";
import type { Database, Db } from "@/lib/db/client";
import { fail, type Result } from "@/lib/shared/result";

/** More pictures than a person looks at are no better evidence. */
export const EVIDENCE_MAX = 10;

export type EvidenceProblem = ImageProblem | { readonly code: "not_found" };

/** A picture that the office puts beside a proposal; the id is made by the browser. */
export interface SentEvidence {
  readonly proposalId: string;
  readonly attachmentId: string;
  readonly bytes: Buffer;
  readonly told: ToldCapture;
}

/** Takes in a picture as evidence, while the proposal is a draft. */
export async function addEvidence(
  db: Database,
  actor: UserActor,
  dataDir: string,
  { proposalId, attachmentId, bytes, told }: SentEvidence,
): Promise<Result<ImageReceipt, EvidenceProblem>> {
  const proposal = await db.proposal.findUnique({
    where: { id: proposalId },
    select: { villageId: true },
  });
  // Outside the actor's area it does not exist for them: 403 would confirm that it does.
  if (!proposal || !coversVillage(actor, proposal.villageId)) return fail({ code: "not_found" });
  return receiveImage(db, actor, dataDir, {
    id: attachmentId,
    owner: { proposalId },
    bytes,
    told,
    takesPictures: (tx) => takesEvidence(tx, proposalId),
  });
}

/** Under a lock, so that nobody submits the draft while a picture comes in. */
async function takesEvidence(tx: Db, proposalId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM proposal WHERE id = ${proposalId}::uuid AND state = 'draft' FOR UPDATE
  `;
  if (rows.length === 0) return false;
  return (await tx.attachment.count({ where: { proposalId } })) < EVIDENCE_MAX;
}
