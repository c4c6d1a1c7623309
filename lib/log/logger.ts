import { destination, type Logger, pino } from "pino";
import { z } from "zod";
import { env } from "@/lib/env";

/**
 * What a log line may carry. A key that is not here is dropped, whatever it holds: a record handed
 * over whole would otherwise put names and numbers of people into the log files.
 */
const ALLOWED_KEYS: ReadonlySet<string> = new Set([
  "action",
  "attempt",
  "bytes",
  "code",
  "count",
  "day",
  "digest",
  "durationMs",
  "err",
  "file",
  "jobId",
  "kind",
  "lineNo",
  "opened",
  "closed",
  "part",
  "permission",
  "phase",
  "port",
  "program",
  "queue",
  "reason",
  "release",
  "releaseId",
  "requestId",
  "result",
  "role",
  "route",
  "rows",
  "rowsRead",
  "rowsRejected",
  "runId",
  "schema",
  "sessionId",
  "signal",
  "state",
  "status",
  "subject",
  "subjectId",
  "userId",
  "version",
]);

const TEXT_LENGTH_MAX = 200;

/** NIK and No KK have sixteen digits; no id, count or date of ours has. */
const SIXTEEN_DIGITS = /\d{16}/g;

/** Which process writes; `fd` 2 for the command line, whose standard output is its answer. */
export function createLogger(
  part: "web" | "worker" | "command_line" | "start",
  stream: { write(line: string): void } = destination({
    fd: part === "command_line" ? 2 : 1,
    sync: true,
  }),
): Logger {
  const logger = pino(
    {
      level: env().TEPAT_LOG_LEVEL,
      base: { part },
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: {
        level: (label) => ({ level: label }),
        bindings: keepAllowed,
        log: keepAllowed,
      },
      serializers: { err: describeError },
      hooks: {
        // Without a message of its own pino takes the error's, and further arguments are
        // formatted into the message: both could carry a value from a file.
        logMethod([first, message], write) {
          if (typeof first === "string") return write.call(this, {}, first);
          const fields = first instanceof Error ? { err: first } : first;
          return write.call(this, fields, typeof message === "string" ? message : "error");
        },
      },
    },
    stream,
  );
  return withFilteredChildren(logger);
}

/** pino applies `formatters.bindings` to the first logger only; a child inherits this method, and its children too. */
function withFilteredChildren(logger: Logger): Logger {
  const plainChild: Logger["child"] = logger.child;
  return Object.assign(logger, {
    child(this: Logger, bindings: Record<string, unknown>) {
      return plainChild.call(this, keepAllowed(bindings));
    },
  });
}

function keepAllowed(fields: Record<string, unknown>): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(fields)) {
    if (!ALLOWED_KEYS.has(key)) continue;
    if (key === "err") kept[key] = value;
    else if (typeof value === "string") kept[key] = plainText(value);
    else if (typeof value === "bigint") kept[key] = String(value);
    else if (typeof value === "number" || typeof value === "boolean") kept[key] = value;
  }
  return kept;
}

function plainText(text: string): string {
  return text.slice(0, TEXT_LENGTH_MAX).replaceAll(SIXTEEN_DIGITS, "[16 digits]");
}

/** What an error is known by; a library may hand over a copy of one, which is no `Error` any more. */
const ErrorLike = z.object({
  name: z.string().optional(),
  message: z.string().default(""),
  stack: z.string().default(""),
  code: z.unknown().optional(),
  cause: z.unknown().optional(),
});

/**
 * Type, code and place of an error, not its message: a message of the database or of a parser
 * quotes the value that it stumbled over. Ours from `invariant` carries none by contract.
 */
export function describeError(error: unknown): Record<string, unknown> {
  const like = ErrorLike.safeParse(error);
  if (!like.success) return { type: typeof error };
  const { name, message, stack, code, cause } = like.data;
  const frames = stack.split("\n").filter((line) => /^\s+at /.test(line));
  return {
    type: name ?? typeof error,
    ...(code !== undefined && { code: plainText(String(code)) }),
    ...(message.startsWith("Invariant broken:") && { message: plainText(message) }),
    ...(cause !== undefined && { cause: describeError(cause) }),
    stack: frames.slice(0, 12).map((line) => line.trim()),
  };
}
