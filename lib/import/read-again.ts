import "server-only";
import { z } from "zod";
import type { UserActor } from "@/lib/auth/types";
import { fail, ok, type Result } from "@/lib/shared/result";
import { findIntake, IntakeId, keepIntake } from "./intake";
import { kindOf } from "./interpret-files";
import { readFileHead } from "./read-file-head";
import { FILES_MAX, ImportFileRole } from "./schema";
import type { TableRefusal } from "./table/open-table";

/** How a person wants an uploaded file to be read: the form above its columns. */
export const ReadAgain = z.strictObject({
  intakeId: IntakeId,
  /** Which file of the upload, counted from 0. */
  file: z.coerce
    .number()
    .int()
    .min(0)
    .max(FILES_MAX - 1),
  role: z.union([z.literal("").transform(() => undefined), ImportFileRole]),
  sheet: z.string().max(255).optional(),
  headerLine: z.coerce
    .number({ error: "Isi nomor baris, misalnya 4." })
    .int({ error: "Isi nomor baris, misalnya 4." })
    .min(1, { error: "Baris dihitung dari 1." })
    .max(1000, { error: "Judul kolom harus di antara 1.000 baris pertama." }),
});
export type ReadAgain = z.infer<typeof ReadAgain>;

export type ReadAgainProblem =
  | { readonly code: "intake_gone" }
  | { readonly code: "no_header_there"; readonly headerLine: number }
  | { readonly code: TableRefusal["code"] };

/** Where nothing but the chosen line keeps a file from being read. */
const NO_HEADER: ReadonlySet<TableRefusal["code"]> = new Set([
  "empty_file",
  "no_columns",
  "header_is_data",
  "no_table_in_workbook",
]);

/** Reads an uploaded file as its person says: as this kind, at this sheet, under this line. */
export async function readAgain(
  actor: UserActor,
  { intakeId, file: index, role, sheet, headerLine }: ReadAgain,
  { dataDir, now }: { readonly dataDir: string; readonly now: Date },
): Promise<Result<undefined, ReadAgainProblem>> {
  const intake = await findIntake(dataDir, { id: intakeId, createdBy: actor.id, now });
  const file = intake?.files[index];
  if (!intake || !file) return fail({ code: "intake_gone" });
  // On another sheet the header stands elsewhere: unless its line was changed too, it is found.
  const moved = sheet !== undefined && sheet !== file.sheet && headerLine === file.headerLine;
  const head = await readFileHead(dataDir, file, {
    sheet,
    headerLine: moved ? undefined : headerLine,
  });
  if (!head.ok) {
    const { code } = head.problem;
    return fail(NO_HEADER.has(code) ? { code: "no_header_there", headerLine } : { code });
  }
  // Only what the header does not say anyway is the person's word.
  const said = kindOf(head.value)?.role === role ? undefined : role;
  const files = intake.files.with(index, { ...head.value, role: said });
  await keepIntake(dataDir, { ...intake, files }, intakeId);
  return ok(undefined);
}
