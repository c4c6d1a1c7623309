import "server-only";
import { z } from "zod";
import type { UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { fail, type Result } from "@/lib/shared/result";
import { type ReceiveProblem, receiveImport } from "./commands";
import { findIntake, IntakeId } from "./intake";
import { type InterpretProblem, interpretFiles } from "./interpret-files";
import { Day, FILES_OF_KIND, LIST_KINDS, type ReceivedFile, ReceiveImport } from "./schema";

const { name, programCode, repeatReason } = ReceiveImport.shape;

/** An empty field of a form is an empty text. */
const Blank = z.literal("").transform(() => undefined);

/** What the person says of files that were uploaded: the form on /impor/baru/[intakeId]. */
export const ConfirmIntake = z.strictObject({
  intakeId: IntakeId,
  /** The kinds of list resemble each other; a release cannot be mistaken. */
  listKind: z.enum(LIST_KINDS).optional(),
  name,
  asOf: z.union([Blank, Day], { error: "Isi tanggal, misalnya 20/10/2026." }).optional(),
  programCode: z.union([Blank, programCode]).optional(),
  repeatReason: z
    .union([Blank, repeatReason], { error: "Tuliskan alasannya, paling sedikit 3 huruf." })
    .optional(),
});
export type ConfirmIntake = z.infer<typeof ConfirmIntake>;

export type ConfirmProblem = ReceiveProblem | InterpretProblem | { readonly code: "intake_gone" };

/** Makes an import of uploaded files as their person described them, and has it checked. */
export async function confirmIntake(
  tx: Db,
  actor: UserActor,
  { intakeId, listKind, ...described }: ConfirmIntake,
  { dataDir, now }: { readonly dataDir: string; readonly now: Date },
): Promise<Result<{ runId: string }, ConfirmProblem>> {
  const intake = await findIntake(dataDir, { id: intakeId, createdBy: actor.id, now });
  if (!intake) return fail({ code: "intake_gone" });
  const interpreted = interpretFiles(intake.files);
  if (!interpreted.ok) return interpreted;

  const kind = interpreted.value.kind === "dtsen" ? "dtsen" : (listKind ?? interpreted.value.kind);
  const files = interpreted.value.files.map(({ file, role }): ReceivedFile => {
    const { name, sha256, sizeBytes, sheet, headerLine } = file;
    return {
      name,
      sha256,
      sizeBytes,
      sheet,
      headerLine,
      role: kind === "dtsen" ? role : FILES_OF_KIND[kind][0],
    };
  });
  return receiveImport(tx, actor, { ...described, kind, files });
}
