import { PERMISSION_LABELS } from "./labels";
import { ENTRANCES, may, PERMISSIONS, type Permission, REACH } from "./policy";
import { ROLES } from "./types";

const INTRODUCTION = `# Policy

Who may do what. This file is printed from \`lib/auth/policy.ts\` by its test (\`print-policy.test.ts\`,
updated with \`npx vitest run --project unit lib/auth/print-policy.test.ts -u\`); change the table, not
this file. \`tests/e2e/policy-walk.spec.ts\` asks every entrance of the built application as every role
and as nobody, inside and outside the area, and compares the answers with it.

A tick is a permission in principle. The command then asks for the record's area and state. Reach
\`area\`: a record outside the person's area does not exist for them. Reach \`regency\`: the record
exists only for those who work for the whole regency. Reach \`office\`: no area is asked. The admin keeps the
users and the audit trail and sees no family's data.`;

/** The policy as a page for officers and auditors. */
export function printPolicy(): string {
  return [
    INTRODUCTION,
    "## Roles and permissions",
    table(
      ["Permission", "On the screen", "Reach", ...ROLES],
      permissions().map((permission) => [
        code(permission),
        PERMISSION_LABELS[permission],
        REACH[permission],
        ...ROLES.map((role) => (may(role, permission) ? "✓" : "")),
      ]),
    ),
    "## Entrances",
    "Without the permission a page or route answers 404 and an action refuses; nobody is led to `/masuk`, or gets 401 from a route.",
    ...Object.entries(ENTRANCES).flatMap(([kind, entrances]) => [
      `### ${kind[0]?.toUpperCase()}${kind.slice(1)}s`,
      table(
        [kind, "Opened by"],
        Object.entries(entrances).map(([name, access]) => [
          code(name),
          access === "public" ? "anybody" : code(access),
        ]),
      ),
    ]),
  ].join("\n\n");
}

function permissions(): Permission[] {
  // The keys of a record are text to TypeScript; these are the record's own.
  return Object.keys(PERMISSIONS) as Permission[];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => "---"), ...rows];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function code(text: string): string {
  return `\`${text}\``;
}
