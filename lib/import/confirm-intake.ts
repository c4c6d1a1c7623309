import "server-only";
import { z } from "zod";
import type { UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { NewProgram, PROGRAM_LEVELS } from "@/lib/programs/schema";
import { fail, type Result } from "@/lib/shared/result";
import { type ReceiveProblem, receiveImport } from "./commands";
import { findIntake, IntakeId } from "./intake";
import { type InterpretProblem, interpretFiles } from "./interpret-files";
import {
  Day,
  FILES_OF_KIND,
  LIST_KINDS,
  OTHER_PROGRAM,
  type ReceivedFile,
  ReceiveImport,
} from "./schema";

const { name, programCode, repeatReason } = ReceiveImport.shape;

/** An empty field of a form is an empty text. */
const Blank = z.literal("").transform(() => undefined);

/** What the person says of files that were uploaded: the form on /impor/baru/[intakeId]. */
export const ConfirmIntake = z
  .strictObject({
    intakeId: IntakeId,
    /** The kinds of list resemble each other; a release cannot be mistaken. */
    listKind: z.enum(LIST_KINDS).optional(),
    name,
    asOf: z.union([Blank, Day], { error: "Isi tanggal, misalnya 20/10/2026." }).optional(),
    programCode: z.union([Blank, programCode]).optional(),
    /** Asked where the program is none of the list. */
    programName: z.string().optional(),
    programLevel: z.enum(PROGRAM_LEVELS).optional(),
    repeatReason: z
      .union([Blank, repeatReason], { error: "Tuliskan alasannya, paling sedikit 3 huruf." })
      .optional(),
  })
  .superRefine((form, context) => {
    if (!namesNewProgram(form)) return;
    for (const { path, message } of newProgramOf(form).error?.issues ?? [])
      context.addIssue({
        code: "custom",
        path: [path[0] === "level" ? "programLevel" : "programName"],
        message,
      });
  });
export type ConfirmIntake = z.infer<typeof ConfirmIntake>;

export type ConfirmProblem = ReceiveProblem | InterpretProblem | { readonly code: "intake_gone" };

/** Makes an import of uploaded files as their person described them, and has it checked. */
export async function confirmIntake(
  tx: Db,
  actor: UserActor,
  form: ConfirmIntake,
  { dataDir, now }: { readonly dataDir: string; readonly now: Date },
): Promise<Result<{ runId: string }, ConfirmProblem>> {
  const { intakeId, listKind, name, asOf, repeatReason } = form;
  const intake = await findIntake(dataDir, { id: intakeId, createdBy: actor.id, now });
  if (!intake) return fail({ code: "intake_gone" });
  const interpreted = interpretFiles(intake.files);
  if (!interpreted.ok) return interpreted;

  const kind = interpreted.value.kind === "dtsen" ? "dtsen" : (listKind ?? interpreted.value.kind);
  const files = interpreted.value.files.map(({ file, role }): ReceivedFile => {
    const { sha256, sizeBytes, sheet, headerLine } = file;
    return {
      name: file.name,
      sha256,
      sizeBytes,
      sheet,
      headerLine,
      role: kind === "dtsen" ? role : FILES_OF_KIND[kind][0],
    };
  });
  const program = namesNewProgram(form)
    ? { newProgram: newProgramOf(form).data }
    : { programCode: form.programCode === OTHER_PROGRAM ? undefined : form.programCode };
  return receiveImport(tx, actor, { kind, name, asOf, repeatReason, files, ...program });
}

type ProgramAnswers = Pick<
  z.input<typeof ConfirmIntake>,
  "listKind" | "programCode" | "programName" | "programLevel"
>;

/** Not of a list that was taken for another kind: there the fields are not in sight. */
function namesNewProgram({ listKind = "recipients", programCode }: ProgramAnswers): boolean {
  return listKind === "recipients" && programCode === OTHER_PROGRAM;
}

function newProgramOf({ programName = "", programLevel }: ProgramAnswers) {
  return NewProgram.safeParse({ name: programName, level: programLevel });
}
