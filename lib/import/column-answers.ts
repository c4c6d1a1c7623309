import { createHash } from "node:crypto";
import { z } from "zod";
import { fail, ok, type Result } from "@/lib/shared/result";
import { columnAnswer, columnField } from "./column-fields";
import { COLUMN_NAMES } from "./column-names";
import { COLUMNS_MAX } from "./csv/sniff-file";
import type { FileHead } from "./interpret-files";
import { type ColumnProblem, judgeColumns } from "./judge-columns";
import { choicesOf } from "./mapping";
import type { ProposedFile } from "./propose-columns";
import type { ColumnChoices, ImportFileRole } from "./schema";

const Answer = z.string().max(120);

/** Files that differ in their columns are asked about one by one: so many of them, and no more. */
const ANSWERS_MAX = 40 * COLUMNS_MAX;

/** A form's answers, one for each column that is asked about; `column-fields.ts` writes them. */
export const ColumnAnswers = z.union([
  Answer.transform((one) => [one]),
  z.array(Answer).max(ANSWERS_MAX),
]);

/** A file with what a person said of its columns. */
export interface AnsweredFile<File extends FileHead> extends Omit<ProposedFile<File>, "columns"> {
  /** In the order of the header; null for a column that is only kept. */
  readonly columns: readonly (string | null)[];
  readonly choices: ColumnChoices;
}

export interface PlacedColumnProblem {
  /** The id of the field at which it is told (`columnField`). */
  readonly field: string;
  readonly role: ImportFileRole;
  readonly problem: ColumnProblem;
}

export type ColumnAnswersProblem =
  /** The form was made for other columns than the files have now, or by somebody else. */
  | { readonly code: "columns_changed" }
  | { readonly code: "columns_wrong"; readonly problems: readonly PlacedColumnProblem[] };

/** Changes whenever files are read in another way or by another profile, so that answers to an older page are noticed. */
export function readingOf(files: readonly ProposedFile<FileHead>[]): string {
  const read = files.map(({ role, file, profile }) => [role, file.header, profile?.id ?? null]);
  return createHash("sha256").update(JSON.stringify(read)).digest("hex");
}

/**
 * For each file the place of the one whose answers it shares: a release of one file a kecamatan has
 * the same columns in all of them, and a person says only once what they are.
 */
export function answeredWith(
  files: readonly Pick<ProposedFile<FileHead>, "role" | "file" | "profile">[],
): number[] {
  const first = new Map<string, number>();
  return files.map(({ role, file, profile }, index) => {
    const key = JSON.stringify([role, file.header, profile?.id ?? null]);
    const place = first.get(key) ?? index;
    first.set(key, place);
    return place;
  });
}

/** Reads and judges what a form says of the columns; without answers the proposal is judged. */
export function readColumnAnswers<File extends FileHead>(
  files: readonly ProposedFile<File>[],
  form: { readonly reading?: string; readonly columns?: readonly string[] },
): Result<AnsweredFile<File>[], ColumnAnswersProblem> {
  const { reading, columns: answers } = form;
  if (answers && reading !== readingOf(files)) return fail({ code: "columns_changed" });
  const given = answers && new Set(answers);
  const places = answeredWith(files);
  const isAsked = (index: number) => places[index] === index;
  const asked = files.map((file, index) => (isAsked(index) ? answersOf(file, index, given) : []));
  const chosen = places.map((place) => asked[place] ?? []);
  const count = asked.reduce((sum, columns) => sum + columns.length, 0);
  if (answers && (answers.length !== count || chosen.flat().includes(undefined)))
    return fail({ code: "columns_changed" });

  const answered = files.map((file, index) => {
    const columns = (chosen[index] ?? []).map((column) => column ?? null);
    return { ...file, columns, choices: choicesOf(file.file.header, columns) };
  });
  const problems = answered.flatMap(({ role, columns }, file) =>
    (isAsked(file) ? judgeColumns(role, columns) : []).map((problem) => ({
      field: columnField(file, problem.position),
      role,
      problem,
    })),
  );
  return problems.length === 0 ? ok(answered) : fail({ code: "columns_wrong", problems });
}

/** What the names say anyway needs no memory, unless it takes an earlier answer back. */
export function isWorthRemembering({
  columns,
  guessed,
  profile,
  file,
}: AnsweredFile<FileHead>): boolean {
  const differs = columns.some((column, position) => column !== guessed[position]);
  return differs || profile !== null || file.role !== undefined;
}

/** The column that was chosen for each position; undefined where the form says nothing that we know. */
function answersOf(
  { role, columns }: ProposedFile<FileHead>,
  file: number,
  given: ReadonlySet<string> | undefined,
): readonly (string | null | undefined)[] {
  if (!given) return columns.map(({ column }) => column);
  const known = [null, ...Object.keys(COLUMN_NAMES[role])];
  return columns.map((_, position) =>
    known.find((column) => given.has(columnAnswer(file, position, column))),
  );
}
