import type { Role } from "./types";

/**
 * The policy: who may do what, before the record's area and state are asked.
 * The admin keeps users and the audit trail and sees no family's data.
 * Printed in docs/policy.md and compared with every route and action of the build.
 */
// biome-ignore format: a table reads as a table
export const PERMISSIONS = {
  "household.list":        ["operator", "verifier", "head", "companion", "village_operator"],
  "household.view":        ["operator", "verifier", "head", "companion", "village_operator"],
  "case.list":             ["operator", "verifier", "head", "companion", "village_operator"],
  "case.view":             ["operator", "verifier", "head", "companion", "village_operator"],
  "case.dismiss":          ["verifier"],
  "import.list":           ["operator", "verifier"],
  "import.create":         ["operator"],
  "import.view":           ["operator", "verifier"],
  "import.publish":        ["verifier"],
  "import.discard":        ["operator", "verifier"],
  "import.download":       ["operator", "verifier"],
  "audit.list":            ["admin"],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

/** Whether a role may do this at all; the command still asks for area and state. */
export function may(role: Role, permission: Permission): boolean {
  const roles: readonly Role[] = PERMISSIONS[permission];
  return roles.includes(role);
}
