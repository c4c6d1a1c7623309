import { formatNumber } from "@/lib/shared/format";
import type { ImportFileRole } from "./schema";

/** A file of a run, and what makes its lines those of all files of its role. */
export interface NumberedFile {
  readonly name: string;
  readonly role: ImportFileRole;
  readonly lineOffset: number;
}

/** Where the row stands that has a number first: its file, and the line in it. */
export interface FirstPlace {
  readonly fileName: string;
  readonly lineNo: number;
}

/**
 * Finds the row that had a number first among the files of a run.
 *
 * @param firstLineNo its line, numbered through the files of its role
 */
export function findFirstPlace(
  files: readonly NumberedFile[],
  role: ImportFileRole,
  firstLineNo: number | null,
): FirstPlace | null {
  if (firstLineNo === null) return null;
  const file = files
    .filter((each) => each.role === role && each.lineOffset < firstLineNo)
    .toSorted((one, other) => other.lineOffset - one.lineOffset)[0];
  return file ? { fileName: file.name, lineNo: firstLineNo - file.lineOffset } : null;
}

/** The same as a sentence of its own. */
export function firstPlaceSentence({ fileName, lineNo }: FirstPlace): string {
  return `Yang pertama: ${fileName}, baris ${formatNumber(lineNo)}.`;
}
