import "server-only";
import { createHash } from "node:crypto";
import { recordAudit } from "@/lib/audit/record-audit";
import type { UserActor } from "@/lib/auth/types";
import type { Database, Db } from "@/lib/db/client";
import { findOffice } from "@/lib/office/queries";
import type { TimeZone } from "@/lib/shared/format";
import { fail, ok, type Result } from "@/lib/shared/result";
import { type EncodeProblem, encodeImage } from "./encode-image";
import type { Capture } from "./read-exif";
import type { ToldCapture } from "./schema";
import { type KeepProblem, keepImage } from "./storage";

/** The record a picture belongs to: the answer to a question of a visit, or a proposal's evidence. */
export type ImageOwner =
  | { readonly groundcheckId: string; readonly question: string }
  | { readonly proposalId: string };

export interface SentImage {
  /** Made by the sender, so that sending again is the same picture. */
  readonly id: string;
  readonly owner: ImageOwner;
  readonly bytes: Buffer;
  readonly told: ToldCapture;
  /**
   * Whether the owner still takes pictures; asked in the transaction that stores the row, where it
   * locks the owner, so that nobody decides about it in between.
   */
  readonly takesPictures: (tx: Db) => Promise<boolean>;
}

export interface ImageReceipt {
  readonly id: string;
  /** Of the bytes that came, so that the sender sees what arrived. */
  readonly sha256: string;
  readonly width: number;
  readonly height: number;
  /** The same picture had come before. */
  readonly repeated: boolean;
}

/** `altered`: the id came before with other content, or for another record. `closed`: too late. */
export type ImageProblem =
  | EncodeProblem
  | KeepProblem
  | { readonly code: "altered" }
  | { readonly code: "closed" };

/**
 * Takes a picture in: encoded anew, its file on the disk before its row is committed. The same id
 * with the same bytes gets the same receipt, however often it is sent and whatever has happened to
 * the owner since. Whether the owner exists for the actor is the caller's question.
 */
export async function receiveImage(
  db: Database,
  actor: UserActor,
  dataDir: string,
  image: SentImage,
): Promise<Result<ImageReceipt, ImageProblem>> {
  const sha256 = createHash("sha256").update(image.bytes).digest("hex");
  const before = await findReceipt(db, image, sha256);
  if (before) return before;
  const encoded = await encodeImage(image.bytes);
  if (!encoded.ok) return encoded;
  const kept = await keepImage(dataDir, encoded.value.jpeg);
  if (!kept.ok) return kept;

  const { jpeg, width, height, capture } = encoded.value;
  const row = {
    ...ownerColumns(image.owner),
    ...(await captureColumns(db, capture, image.told)),
    id: image.id,
    receivedSha256: sha256,
    storedSha256: kept.value.sha256,
    bytes: jpeg.byteLength,
    width,
    height,
    uploadedBy: actor.id,
  };
  const stored = await db.$transaction(async (tx) => {
    if (!(await image.takesPictures(tx))) return "closed";
    const { count } = await tx.attachment.createMany({ data: [row], skipDuplicates: true });
    if (count === 0) return "there_already";
    await recordAudit(tx, actor, {
      action: "attachment.add",
      subject: "attachment",
      subjectId: image.id,
      detail: { ...image.owner, bytes: row.bytes },
    });
    return "stored";
  });
  if (stored === "stored") return ok({ id: image.id, sha256, width, height, repeated: false });
  // Sent twice at the same moment: the other one was quicker.
  return (await findReceipt(db, image, sha256)) ?? fail({ code: "closed" });
}

async function findReceipt(
  db: Db,
  { id, owner }: SentImage,
  sha256: string,
): Promise<Result<ImageReceipt, ImageProblem> | undefined> {
  const found = await db.attachment.findUnique({ where: { id } });
  if (!found) return undefined;
  const same = Object.entries({ ...ownerColumns(owner), receivedSha256: sha256 }).every(
    ([column, value]) => Reflect.get(found, column) === value,
  );
  if (!same) return fail({ code: "altered" });
  return ok({ id, sha256, width: found.width, height: found.height, repeated: true });
}

function ownerColumns(owner: ImageOwner) {
  return { groundcheckId: null, proposalId: null, question: null, ...owner };
}

/** The picture's own notes count before what the phone says; a clock without a zone is the office's. */
async function captureColumns(db: Db, capture: Capture, told: ToldCapture) {
  const position = capture.position ?? told.position;
  return {
    latitude: position?.latitude ?? null,
    longitude: position?.longitude ?? null,
    takenAt: capture.takenAt ?? (await zonedTime(db, capture.localTime)) ?? told.takenAt,
  };
}

/** Indonesia's clocks never change. */
const HOURS_AHEAD_OF_UTC: Readonly<Record<TimeZone, number>> = {
  "Asia/Jakarta": 7,
  "Asia/Makassar": 8,
  "Asia/Jayapura": 9,
};
const HOUR_MS = 3_600_000;

async function zonedTime(db: Db, localTime: Date | null): Promise<Date | null> {
  const office = localTime && (await findOffice(db));
  if (!office) return null;
  return new Date(localTime.getTime() - HOURS_AHEAD_OF_UTC[office.timeZone] * HOUR_MS);
}
