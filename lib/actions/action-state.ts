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
