import type { Role } from "@/lib/auth/types";

/** The levels of area that an account can be given. */
type AreaLevel = "regency" | "kecamatan" | "kelurahan";

/**
 * Which areas fit a role. Who visits families or speaks for a kelurahan sees no more of the regency
 * than that; the admin's work knows no area below the office.
 */
// biome-ignore format: a table reads as a table
export const ROLE_AREAS = {
  admin:            ["regency"],
  operator:         ["regency", "kecamatan", "kelurahan"],
  verifier:         ["regency", "kecamatan", "kelurahan"],
  head:             ["regency", "kecamatan", "kelurahan"],
  companion:        ["kecamatan", "kelurahan"],
  village_operator: ["kecamatan", "kelurahan"],
} as const satisfies Record<Role, readonly AreaLevel[]>;

export function fitsRole(role: Role, level: string): boolean {
  const levels: readonly string[] = ROLE_AREAS[role];
  return levels.includes(level);
}

/** Where an account stands. `waiting`: nobody has set a password by its link yet. */
export const USER_STATES = ["active", "waiting", "inactive"] as const;
export type UserState = (typeof USER_STATES)[number];

export function stateOf(account: {
  readonly active: boolean;
  readonly hasPassword: boolean;
}): UserState {
  if (!account.active) return "inactive";
  return account.hasPassword ? "active" : "waiting";
}

/** Why an account is closed. A code, because the audit trail holds no free text about people. */
export const DEACTIVATION_REASONS = ["left", "moved", "on_leave", "misuse", "mistake"] as const;
export type DeactivationReason = (typeof DEACTIVATION_REASONS)[number];

/** Why a closed account is opened again. */
export const ACTIVATION_REASONS = ["back", "cleared", "closed_by_mistake"] as const;
export type ActivationReason = (typeof ACTIVATION_REASONS)[number];
