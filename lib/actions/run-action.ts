import type { z } from "zod";
import { isAllowed, type Permission } from "@/lib/auth/policy";
import type { UserActor } from "@/lib/auth/types";
import type { Database, Db } from "@/lib/db/client";
import { isDiskFull } from "@/lib/db/database-problem";
import { log } from "@/lib/log/log";
import type { Result } from "@/lib/shared/result";
import type { ActionState } from "./action-state";
import { keptValues, readForm } from "./read-form";

/** A sentence for each way a command can refuse; a code without one does not compile. */
export type Messages<Problem extends { readonly code: string }> = {
  readonly [Code in Problem["code"]]:
    | string
    | ((problem: Extract<Problem, { readonly code: Code }>) => string);
};

/** How one form is answered: who may send it, what it may hold, what it does, what each refusal says. */
export type ActionDefinition<
  Schema extends z.ZodObject,
  Value,
  Problem extends { readonly code: string },
> = ActionForm<Schema, Problem> &
  (
    | {
        /** The command: loads, judges area and state, writes, audits, all inside the given transaction. */
        readonly run: Command<Db, Schema, Value, Problem>;
        readonly runAlone?: undefined;
      }
    | {
        /** In place of `run`, where something has to stay written although the command refuses. */
        readonly runAlone: Command<Database, Schema, Value, Problem>;
        readonly run?: undefined;
      }
  );

type Command<Client, Schema extends z.ZodObject, Value, Problem> = (
  client: Client,
  actor: UserActor,
  input: z.output<Schema>,
) => Promise<Result<Value, Problem>>;

interface ActionForm<Schema extends z.ZodObject, Problem extends { readonly code: string }> {
  readonly permission: Permission;
  readonly input: Schema;
  readonly messages: Messages<Problem>;
  /** Refusals that belong to fields, which only the command could find: sentences by the field. */
  readonly fieldMessages?: (
    problem: Problem,
  ) => Readonly<Record<string, readonly string[]>> | undefined;
  /** Fields whose answers are shown again after a refusal. */
  readonly keep?: readonly (keyof z.input<Schema> & string)[];
}

/** What an action needs to know of the request; the wiring in `define-action.ts` finds it out. */
export interface ActionRequest {
  readonly db: Database;
  readonly actor: UserActor;
  readonly fromOwnPage: boolean;
  readonly form: unknown;
}

/** Hundreds of families can be given out with one button; on a busy server that takes its time. */
const TRANSACTION_LIMITS = { maxWait: 10_000, timeout: 30_000 };

export const NOT_ALLOWED = "Tindakan ini di luar tugas Anda.";
export const FOREIGN_PAGE =
  "Permintaan ini tidak datang dari halaman Tepat. Buka halamannya lagi, lalu ulangi.";

export const DISK_FULL =
  "Ruang penyimpanan di server penuh, sehingga ini belum tersimpan. Sampaikan kepada pengelola sistem, lalu ulangi sesudah ruangnya dikosongkan.";

/**
 * Permission, origin, form, then the command in one transaction: a refusal rolls back whatever was
 * written before it. A full disk refuses too, and leaves the answers in the form.
 */
export async function runAction<
  Schema extends z.ZodObject,
  Value,
  Problem extends { readonly code: string },
>(
  definition: ActionDefinition<Schema, Value, Problem>,
  { db, actor, fromOwnPage, form }: ActionRequest,
): Promise<ActionState<Value>> {
  const { permission, input, messages, keep = [] } = definition;
  if (!isAllowed(actor, permission)) return refused(NOT_ALLOWED);
  if (!fromOwnPage) return refused(FOREIGN_PAGE);
  const read = readForm(input, form, keep);
  if (!read.ok) return read.state;
  const values = keptValues(form, keep);
  const result = await perform(definition, { db, actor }, read.value).catch((error: unknown) => {
    if (!isDiskFull(error)) throw error;
    log().error({ err: error, permission }, "disk full");
    return undefined;
  });
  if (result === undefined) return refused(DISK_FULL, values);
  if (result.ok) return { status: "ok", value: result.value };
  const fieldErrors = definition.fieldMessages?.(result.problem);
  if (fieldErrors) return { status: "invalid", fieldErrors, formErrors: [], values };
  return refused(messageFor(messages, result.problem), values);
}

function perform<Schema extends z.ZodObject, Value, Problem extends { readonly code: string }>(
  { run, runAlone }: ActionDefinition<Schema, Value, Problem>,
  { db, actor }: Pick<ActionRequest, "db" | "actor">,
  input: z.output<Schema>,
): Promise<Result<Value, Problem>> {
  return run ? inTransaction(db, (tx) => run(tx, actor, input)) : runAlone(db, actor, input);
}

export function refused(
  message: string,
  values: Readonly<Record<string, string>> = {},
): Extract<ActionState, { status: "refused" }> {
  return { status: "refused", message, values };
}

export function messageFor<Problem extends { readonly code: string }>(
  messages: Messages<Problem>,
  problem: Problem,
): string {
  // The mapped type has a key for every code by construction; TypeScript cannot follow the
  // correlation between the key and the parameter of its function.
  const message = messages[problem.code as keyof Messages<Problem>] as
    | string
    | ((problem: Problem) => string);
  return typeof message === "string" ? message : message(problem);
}

/** Carries a refusal out of `$transaction`, which commits unless something is thrown. */
class Refused<Problem> extends Error {
  override readonly name = "Refused";

  constructor(readonly problem: Problem) {
    super("refused");
  }
}

/** Runs a command in a transaction that a refusal rolls back. */
export async function inTransaction<Value, Problem>(
  db: Database,
  run: (tx: Db) => Promise<Result<Value, Problem>>,
): Promise<Result<Value, Problem>> {
  try {
    const value = await db.$transaction(async (tx) => {
      const result = await run(tx);
      if (!result.ok) throw new Refused(result.problem);
      return result.value;
    }, TRANSACTION_LIMITS);
    return { ok: true, value };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { ok: false, problem: error.problem };
  }
}
