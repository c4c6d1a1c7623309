import { CommanderError } from "commander";
import { type DatabaseProblem, findDatabaseProblem } from "@/lib/db/database-problem";
import { isTemporary } from "@/lib/jobs/temporary-problem";
import { OperatorProblem } from "@/lib/shared/operator-problem";
import { CommandRefusal, EXIT, type ExitCode } from "./exit-code";
import { printJson, say } from "./print";
import { createProgram } from "./program";
import { usageSentence } from "./usage-sentence";

// A reader that has seen enough (`| head`) closes the pipe; that is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  process.exit(error.code === "EPIPE" ? EXIT.ok : EXIT.refused);
});

const [, , ...given] = process.argv;
const refusal = await createProgram()
  .parseAsync(given.length === 0 ? ["help"] : given, { from: "user" })
  .then(
    () => undefined,
    (error: unknown) => refusalOf(error),
  );
if (refusal) tell(refusal);
// Leftover timers of libraries would keep the process for seconds; what was printed goes out first.
process.stdout.write("", () => process.exit());

/** Says in one sentence what went wrong, and to a program that asked for JSON in its form. */
function tell({ code, message, exitCode, document }: CommandRefusal): void {
  const refused = { ok: false, error: { code, sentence: message } };
  if (given.includes("--json")) printJson(document ?? refused);
  say(`Tepat: ${message}`);
  process.exitCode = exitCode;
}

function refusalOf(error: unknown): CommandRefusal | undefined {
  if (error instanceof CommandRefusal) return error;
  if (error instanceof CommanderError) {
    if (error.exitCode === EXIT.ok) return undefined;
    return new CommandRefusal("usage", usageSentence(error), EXIT.usage);
  }
  const problem = findDatabaseProblem(error);
  if (problem) return new CommandRefusal(problem.code, problem.message, exitCodeOf(problem));
  if (error instanceof OperatorProblem)
    return new CommandRefusal("settings", error.message, EXIT.usage);
  if (error instanceof Error && error.name === "AbortError")
    return new CommandRefusal(
      "stopped",
      "Dihentikan sebelum selesai; data yang berlaku tidak berubah.",
    );
  if (isTemporary(error))
    return new CommandRefusal(
      "connection_lost",
      "Sambungan ke basis data terputus; jalankan perintah ini sekali lagi.",
      EXIT.database,
    );
  return new CommandRefusal(
    "unexpected",
    `Terjadi gangguan yang tidak terduga (${nameOf(error)}).`,
  );
}

function exitCodeOf({ code }: DatabaseProblem): ExitCode {
  return code === "disk_full" ? EXIT.refused : EXIT.database;
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
