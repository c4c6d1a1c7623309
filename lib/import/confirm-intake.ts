import "server-only";
import { z } from "zod";
import type { UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { NewProgram, PROGRAM_LEVELS } from "@/lib/programs/schema";
import { fail, ok, type Result } from "@/lib/shared/result";
import {
  type AnsweredFile,
  answeredWith,
  ColumnAnswers,
  type ColumnAnswersProblem,
  isWorthRemembering,
  readColumnAnswers,
} from "./column-answers";
import { type ReceiveProblem, receiveImport } from "./commands";
import { findIntake, type IntakeFile, IntakeId } from "./intake";
import { type InterpretProblem, interpretFiles } from "./interpret-files";
import { keepProfile, type ProfileNameTaken } from "./profiles/commands";
import { ProfileName, ProfileSource } from "./profiles/schema";
import { proposeColumns, recallRoles } from "./propose-columns";
import {
  Day,
  type ImportFileRole,
  type ImportKind,
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
    /** What the columns are that the person saw (`readingOf`), and what they say of each. */
    reading: z.string().max(64).optional(),
    columns: ColumnAnswers.optional(),
    /** Under which name and sender the columns are kept for the next file like these. */
    profileName: z.union([Blank, ProfileName]).optional(),
    profileSource: ProfileSource.optional(),
    name,
    asOf: z.union([Blank, Day], { error: "Isi tanggal, misalnya 20/10/2026." }).optional(),
    programCode: z.union([Blank, programCode]).optional(),
    /** Asked where the program is none of the list. */
    programName: z.string().optional(),
    programLevel: z.enum(PROGRAM_LEVELS).optional(),
    /** Of recipients; left out means that the list may be a part. */
    listScope: z.enum(["part", "complete"]).optional(),
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

export type ConfirmProblem =
  | ReceiveProblem
  | InterpretProblem
  | ColumnAnswersProblem
  | ProfileNameTaken
  | { readonly code: "intake_gone" };

/**
 * Makes an import of uploaded files as their person described them, and has it checked. What they
 * said of the columns is kept in a profile, which the next file with the same header is proposed by.
 */
export async function confirmIntake(
  tx: Db,
  actor: UserActor,
  form: ConfirmIntake,
  { dataDir, now }: { readonly dataDir: string; readonly now: Date },
): Promise<Result<{ runId: string; kind: ImportKind }, ConfirmProblem>> {
  const { intakeId, name, asOf, repeatReason } = form;
  const intake = await findIntake(dataDir, { id: intakeId, createdBy: actor.id, now });
  if (!intake) return fail({ code: "intake_gone" });
  const interpreted = interpretFiles(await recallRoles(tx, intake.files));
  if (!interpreted.ok) return interpreted;
  const { kind } = interpreted.value;
  const proposed = await proposeColumns(tx, interpreted.value.files);
  const answered = readColumnAnswers(proposed, form);
  if (!answered.ok) return answered;

  const program = namesNewProgram(form)
    ? { newProgram: newProgramOf(form).data }
    : { programCode: form.programCode };
  const files = answered.value.map(receivedFile);
  const received = await receiveImport(tx, actor, {
    kind,
    name,
    asOf,
    repeatReason,
    files,
    listIsComplete: form.listScope === "complete",
    ...program,
  });
  if (!received.ok) return received;
  const kept = await keepProfiles(tx, actor, answered.value, form, now);
  if (!kept.ok) return kept;
  await nameProfiles(tx, received.value.runId, answered.value, kept.value);
  return ok({ ...received.value, kind });
}

/**
 * Keeps what was said of the files; a name that came with a profile is no wish for another one.
 *
 * @returns the name of the profile of each file whose columns were kept
 */
async function keepProfiles(
  tx: Db,
  actor: UserActor,
  files: readonly AnsweredFile<IntakeFile>[],
  { profileName, profileSource: source }: ConfirmIntake,
  now: Date,
): Promise<Result<ReadonlyMap<AnsweredFile<IntakeFile>, string>, ProfileNameTaken>> {
  const names = new Map<AnsweredFile<IntakeFile>, string>();
  const isNew =
    profileName !== undefined && files.every(({ profile }) => profile?.name !== profileName);
  const places = answeredWith(files);
  const asked = files.filter((_, index) => places[index] === index);
  // Files of one kind with other headers need a profile each, and only one can have the name.
  const named = new Set<ImportFileRole>(
    files.flatMap(({ role, profile }) => (profile?.name === profileName ? role : [])),
  );
  for (const said of asked.filter((file) => isNew || isWorthRemembering(file))) {
    const { role, choices, profile, file } = said;
    const wished = named.has(role) ? undefined : profileName;
    const name = isNew ? wished : (profile?.name ?? wished);
    named.add(role);
    const { header, name: fileName } = file;
    const kept = await keepProfile(
      tx,
      actor,
      { role, choices, profile, header, fileName, name, source },
      now,
    );
    if (!kept.ok) return kept;
    if (kept.value !== null) names.set(said, kept.value);
  }
  return ok(names);
}

/** Names with each file of the import the profile that its columns were read by, also those that share their answers. */
async function nameProfiles(
  tx: Db,
  runId: string,
  files: readonly AnsweredFile<IntakeFile>[],
  names: ReadonlyMap<AnsweredFile<IntakeFile>, string>,
): Promise<void> {
  const places = answeredWith(files);
  const named = files.map((file, index) => {
    const asked = files[places[index] ?? index] ?? file;
    return { file, profileName: names.get(asked) };
  });
  for (const [profileName, members] of Map.groupBy(named, (each) => each.profileName)) {
    if (profileName === undefined) continue;
    const sha256 = { in: members.map(({ file }) => file.file.sha256) };
    await tx.importFile.updateMany({ where: { runId, sha256 }, data: { profileName } });
  }
}

function receivedFile({ file, role, choices }: AnsweredFile<IntakeFile>): ReceivedFile {
  const { name, archiveName, sha256, sizeBytes, sheet, headerLine } = file;
  return { name, archiveName, sha256, sizeBytes, sheet, headerLine, role, mapping: choices };
}

type ProgramAnswers = Pick<
  z.input<typeof ConfirmIntake>,
  "programCode" | "programName" | "programLevel"
>;

function namesNewProgram({ programCode }: Pick<ProgramAnswers, "programCode">): boolean {
  return programCode === OTHER_PROGRAM;
}

function newProgramOf({ programName = "", programLevel }: ProgramAnswers) {
  return NewProgram.safeParse({ name: programName, level: programLevel });
}
