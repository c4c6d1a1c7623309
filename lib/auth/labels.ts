import type { Role } from "./types";

export const ROLE_LABELS = {
  admin: "Admin",
  operator: "Operator",
  verifier: "Verifikator",
  head: "Kepala dinas",
  companion: "Pendamping",
  village_operator: "Operator kelurahan",
} as const satisfies Record<Role, string>;
