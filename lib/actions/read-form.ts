import type { z } from "zod";
import type { ActionState } from "./action-state";

/** React's own hidden fields of a form that was sent without JavaScript. */
const FRAMEWORK_FIELD = /^\$ACTION_/;

const UNKNOWN_FIELD =
  "Formulir ini tidak sesuai dengan halaman. Muat ulang halaman, lalu coba lagi.";

type Invalid = Extract<ActionState, { status: "invalid" }>;

/**
 * Reads a form by its schema; a field that the schema does not name refuses the whole form, so
 * that nobody sets what the page does not offer. Anything but a form is refused the same way:
 * the argument of an action is whatever a stranger posted.
 */
export function readForm<Schema extends z.ZodObject>(
  schema: Schema,
  form: unknown,
  keep: readonly string[],
): { ok: true; value: z.output<Schema> } | { ok: false; state: Invalid } {
  if (!(form instanceof FormData)) return { ok: false, state: invalid([], [UNKNOWN_FIELD], {}) };
  const fields = fieldsOf(form);
  const unknown = Object.keys(fields).some((name) => !Object.hasOwn(schema.shape, name));
  if (unknown) return { ok: false, state: invalid([], [UNKNOWN_FIELD], {}) };
  const parsed = schema.safeParse(fields, { error: sentenceFor });
  if (parsed.success) return { ok: true, value: parsed.data };
  const { issues } = parsed.error;
  const formErrors = issues.filter(({ path }) => path.length === 0).map(({ message }) => message);
  return { ok: false, state: invalid(issues, formErrors, keptValues(form, keep)) };
}

/**
 * The answers to show again; a password or a file is in no action's `keep`. Several answers of one
 * name stand below each other in one text (`valuesAt` reads them).
 */
export function keptValues(form: unknown, keep: readonly string[]): Record<string, string> {
  if (!(form instanceof FormData)) return {};
  const given = keep.map(
    (name) => [name, form.getAll(name).filter((value) => typeof value === "string")] as const,
  );
  return Object.fromEntries(
    given
      .filter(([, values]) => values.length > 0)
      .map(([name, values]) => [name, values.join("\n")]),
  );
}

/** One answer as text (or file), several of one name as a list. */
function fieldsOf(form: FormData): Record<string, unknown> {
  const names = [...new Set(form.keys())].filter((name) => !FRAMEWORK_FIELD.test(name));
  return Object.fromEntries(
    names.map((name) => {
      const all = form.getAll(name);
      return [name, all.length === 1 ? all[0] : all];
    }),
  );
}

function invalid(
  issues: readonly z.core.$ZodIssue[],
  formErrors: readonly string[],
  values: Record<string, string>,
): Invalid {
  const fieldErrors: Record<string, string[]> = {};
  for (const { path, message } of issues) {
    const [field] = path;
    if (field === undefined) continue;
    const name = String(field);
    fieldErrors[name] = [...(fieldErrors[name] ?? []), message];
  }
  return { status: "invalid", fieldErrors, formErrors, values };
}

/** The sentence where a schema gave none; it says what to do. */
function sentenceFor(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? "Isi bagian ini." : "Isi bagian ini dengan benar.";
    case "too_small":
      return Number(issue.minimum) <= 1
        ? "Isi bagian ini."
        : `Isi paling sedikit ${issue.minimum} karakter.`;
    case "too_big":
      return `Isi paling banyak ${issue.maximum} karakter.`;
    case "invalid_value":
      return "Pilih salah satu yang tersedia.";
    default:
      return "Isi bagian ini dengan benar.";
  }
}
