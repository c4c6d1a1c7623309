/** How a command of `npm run tepat` ends; written down in docs/command-line.md. */
export const EXIT = {
  ok: 0,
  /** Refused, or failed on the way; one sentence says why. */
  refused: 1,
  /** The command line itself is wrong. */
  usage: 2,
  /** The database cannot be opened, or went away. */
  database: 3,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Ends a command with one Indonesian sentence for the person, and no stack trace. */
export class CommandRefusal extends Error {
  override readonly name = "CommandRefusal";

  constructor(
    /** For programs that call us: `already_imported`. */
    readonly code: string,
    /** The sentence. */
    message: string,
    readonly exitCode: ExitCode = EXIT.refused,
    /** What `--json` prints instead of code and sentence alone. */
    readonly document?: object,
  ) {
    super(message);
  }
}
