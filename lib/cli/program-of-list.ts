import { NewProgram } from "@/lib/programs/schema";
import { CommandRefusal, EXIT } from "./exit-code";

/** How the command line names who receives a program. */
export const LEVEL_WORDS = {
  keluarga: "family",
  perorangan: "individual",
} as const satisfies Record<string, NewProgram["level"]>;

export interface ProgramOptions {
  readonly program?: string;
  readonly newProgram?: string;
  readonly level?: keyof typeof LEVEL_WORDS;
}

/** The program of a recipient list: given, to be written down, or guessed from the file's name. */
export function programOfList(
  { program, newProgram, level }: ProgramOptions,
  guessed: string | null,
): { readonly programCode?: string; readonly newProgram?: NewProgram } {
  if (newProgram !== undefined) {
    const read = NewProgram.safeParse({ name: newProgram, level: level && LEVEL_WORDS[level] });
    if (!read.success)
      throw new CommandRefusal(
        "program_missing",
        'Program baru memerlukan nama dan penerimanya; tulis misalnya --new-program "BLT Dana Desa" --level keluarga.',
        EXIT.usage,
      );
    return { newProgram: read.data };
  }
  const programCode = program?.toUpperCase() ?? guessed ?? undefined;
  if (programCode === undefined)
    throw new CommandRefusal(
      "program_missing",
      'Tidak jelas daftar ini untuk program apa; tambahkan misalnya --program PKH, atau --new-program "BLT Dana Desa" --level keluarga.',
      EXIT.usage,
    );
  return { programCode };
}
