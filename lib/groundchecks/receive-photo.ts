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
import { photosOf } from "./visit-photos";
import { type GroundcheckState, WITH_COMPANION } from "./workflow";

export type PhotoProblem = ImageProblem | { readonly code: "not_found" };

/** A photo of a visit as the phone sends it; the id is made there. */
export interface SentPhoto {
  readonly groundcheckId: string;
  readonly photoId: string;
  /** Code of the form's question. */
  readonly question: string;
  readonly bytes: Buffer;
  readonly told: ToldCapture;
}

/**
 * Takes in a photo of an own task: while the companion still has it, and after the submission those
 * that it names and that are on their way. After verification nothing is added.
 */
export async function receivePhoto(
  db: Database,
  actor: UserActor,
  dataDir: string,
  { groundcheckId, photoId, question, bytes, told }: SentPhoto,
): Promise<Result<ImageReceipt, PhotoProblem>> {
  const groundcheck = await db.groundcheck.findUnique({
    where: { id: groundcheckId, companionId: actor.id },
    select: { villageId: true },
  });
  if (!groundcheck || !coversVillage(actor, groundcheck.villageId))
    return fail({ code: "not_found" });
  return receiveImage(db, actor, dataDir, {
    id: photoId,
    owner: { groundcheckId, question },
    bytes,
    told,
    takesPictures: (tx) => takesPhoto(tx, actor, groundcheckId, photoId),
  });
}

/** Under a lock that a verifier's step has to wait for, and that other photos need not. */
async function takesPhoto(
  tx: Db,
  actor: UserActor,
  groundcheckId: string,
  photoId: string,
): Promise<boolean> {
  const rows = await tx.$queryRaw<{ state: GroundcheckState; answers: unknown }[]>`
    SELECT groundcheck.state::text,
           visit.answers
      FROM groundcheck
 LEFT JOIN groundcheck_visit AS visit ON visit.id = groundcheck.visit_id
     WHERE groundcheck.id = ${groundcheckId}::uuid
       AND groundcheck.companion_id = ${actor.id}::uuid
       FOR SHARE OF groundcheck
  `;
  const [found] = rows;
  if (!found) return false;
  if (WITH_COMPANION.some((state) => state === found.state)) return true;
  return found.state === "submitted" && photosOf(found.answers).includes(photoId.toLowerCase());
}
