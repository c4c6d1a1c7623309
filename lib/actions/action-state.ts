/**
 * What a form is told after it was sent; fits `useActionState(action, IDLE)`. `values` are the
 * answers to show again, for the fields that the action named in `keep`.
 */
export type ActionState<Value = undefined> =
  | { readonly status: "idle" }
  | { readonly status: "ok"; readonly value: Value }
  | {
      readonly status: "invalid";
      /** One or more sentences for each field that has to be corrected. */
      readonly fieldErrors: Readonly<Record<string, readonly string[]>>;
      readonly formErrors: readonly string[];
      readonly values: Readonly<Record<string, string>>;
    }
  | {
      readonly status: "refused";
      readonly message: string;
      readonly values: Readonly<Record<string, string>>;
    };

export const IDLE = { status: "idle" } as const satisfies ActionState;

/**
 * Everything that kept a form from being taken, for the error summary above it. `ids` are the
 * fields whose id is not their name, because the page has them in several forms.
 */
export function errorsOf(
  state: ActionState<unknown>,
  ids: Readonly<Record<string, string>> = {},
): { readonly field?: string; readonly message: string }[] {
  if (state.status === "refused") return [{ message: state.message }];
  if (state.status !== "invalid") return [];
  const atFields = Object.entries(state.fieldErrors).flatMap(([field, messages]) =>
    messages.map((message) => ({ field: ids[field] ?? field, message })),
  );
  return [...atFields, ...state.formErrors.map((message) => ({ message }))];
}

/** The sentence at one field. */
export function errorAt(state: ActionState<unknown>, field: string): string | undefined {
  return state.status === "invalid" ? state.fieldErrors[field]?.[0] : undefined;
}

/** What was typed before the refusal, to stand in the field again. */
export function valueAt(state: ActionState<unknown>, field: string): string | undefined {
  return state.status === "invalid" || state.status === "refused" ? state.values[field] : undefined;
}

/** What was ticked, or typed in several rows, before the refusal. */
export function valuesAt(
  state: ActionState<unknown>,
  field: string,
): readonly string[] | undefined {
  return valueAt(state, field)?.split("\n");
}
