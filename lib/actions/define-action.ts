import "server-only";
import { refresh } from "next/cache";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { z } from "zod";
import { isAllowed } from "@/lib/auth/policy";
import { isFromOwnPage } from "@/lib/auth/public-origin";
import { recordDenial, requireActor } from "@/lib/auth/session";
import { db } from "@/lib/db/client";
import type { Result } from "@/lib/shared/result";
import type { ActionState } from "./action-state";
import { keptValues, readForm } from "./read-form";
import {
  type ActionDefinition,
  FOREIGN_PAGE,
  type Messages,
  messageFor,
  refused,
  runAction,
} from "./run-action";

/**
 * The only way to make a server action: identify, permission, origin, form, transaction, answer.
 * Use as `export const dismiss = defineAction({ permission, input, run, messages })` in a
 * `"use server"` file, and with `useActionState(dismiss, IDLE)` or as a plain form's action.
 */
export function defineAction<
  Schema extends z.ZodObject,
  Value,
  Problem extends { readonly code: string },
>(
  definition: ActionDefinition<Schema, Value, Problem> & {
    /** The page to go to after success; without it the same page shows the change. */
    readonly next?: (value: Value) => string;
  },
): (previous: ActionState<Value>, form: FormData) => Promise<ActionState<Value>> {
  return async (_previous, form) => {
    const actor = await requireActor();
    if (!isAllowed(actor, definition.permission)) await recordDenial(actor, definition.permission);
    const fromOwnPage = isFromOwnPage(await headers());
    const state = await runAction(definition, { db: db(), actor, fromOwnPage, form });
    if (state.status !== "ok") return state;
    if (definition.next) redirect(definition.next(state.value));
    refresh();
    return state;
  };
}

/** An action for people who are not signed in: signing in, and setting a password by a link. */
export function definePublicAction<
  Schema extends z.ZodObject,
  Problem extends { readonly code: string },
>(definition: {
  readonly input: Schema;
  readonly run: (input: z.output<Schema>) => Promise<Result<unknown, Problem>>;
  readonly messages: Messages<Problem>;
  readonly keep?: readonly (keyof z.input<Schema> & string)[];
  readonly next: string;
}): (previous: ActionState, form: FormData) => Promise<ActionState> {
  const { input, run, messages, keep = [], next } = definition;
  return async (_previous, form) => {
    if (!isFromOwnPage(await headers())) return refused(FOREIGN_PAGE);
    const read = readForm(input, form, keep);
    if (!read.ok) return read.state;
    const result = await run(read.value);
    if (!result.ok) return refused(messageFor(messages, result.problem), keptValues(form, keep));
    return redirect(next);
  };
}
