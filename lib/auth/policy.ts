import type { Role, UserActor } from "./types";

/**
 * The policy: who may do what, before the record's area and state are asked.
 * The admin keeps users and the audit trail and sees no family's data.
 * Printed in docs/policy.md and compared with every page, route and action of the build.
 */
// biome-ignore format: a table reads as a table
export const PERMISSIONS = {
  "start.view":            ["admin", "operator", "verifier", "head", "companion", "village_operator"],
  "session.end":           ["admin", "operator", "verifier", "head", "companion", "village_operator"],
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

/** Whether a role may do this at all; for navigation and buttons. */
export function may(role: Role, permission: Permission): boolean {
  const roles: readonly Role[] = PERMISSIONS[permission];
  return roles.includes(role);
}

/**
 * Where the records of a permission exist for a person: `area`, inside the person's area only;
 * `regency`, only for those who work for the whole regency; `office`, no area is asked.
 */
export type Reach = "office" | "area" | "regency";

// biome-ignore format: a table reads as a table
export const REACH = {
  "start.view":            "office",
  "session.end":           "office",
  "household.list":        "area",
  "household.view":        "area",
  "case.list":             "area",
  "case.view":             "area",
  "case.dismiss":          "area",
  "import.list":           "office",
  "import.create":         "regency",
  "import.view":           "regency",
  "import.publish":        "regency",
  "import.discard":        "regency",
  "import.download":       "regency",
  "audit.list":            "office",
} as const satisfies Record<Permission, Reach>;

/**
 * Whether a person is let in at the door: the role, and the whole regency where that is asked.
 * Behind it the query or command still asks for the record's area and state.
 */
export function isAllowed(actor: UserActor, permission: Permission): boolean {
  const tooNarrow = REACH[permission] === "regency" && actor.area.level !== "regency";
  return may(actor.role, permission) && !tooNarrow;
}

/** What opens an entrance: a permission, or nothing, because it is there for people who are not signed in. */
export type Access = Permission | "public";

/**
 * Every entrance of the web application and what opens it: pages by address, routes by method and
 * address, server actions by file and name. The build is compared with it: an entrance that is
 * missing here fails the tests, and so does a row that leads nowhere.
 */
// biome-ignore format: a table reads as a table
export const ENTRANCES: Readonly<Record<"page" | "route" | "action", Readonly<Record<string, Access>>>> = {
  page: {
    "/":                                                "start.view",
    "/masuk":                                           "public",
    "/sandi/[token]":                                   "public",
    "/audit":                                           "audit.list",
    "/impor":                                           "import.list",
    "/impor/[runId]":                                   "import.view",
    "/impor/[runId]/tidak-cocok":                       "import.view",
    "/impor/baru":                                      "import.create",
    "/impor/baru/[intakeId]":                           "import.create",
    "/kasus":                                           "case.list",
    "/kasus/[caseId]":                                  "case.view",
    "/keluarga":                                        "household.list",
    "/keluarga/[householdId]":                          "household.view",
  },
  route: {
    "GET /api/auth/[...nextauth]":                      "public",
    "POST /api/auth/[...nextauth]":                     "public",
    "GET /api/health":                                  "public",
    "GET /api/health/live":                             "public",
    "GET /api/impor/[runId]/ditolak/[fileId]":          "import.download",
    "GET /api/impor/[runId]/kemajuan":                  "import.view",
    "POST /api/impor/berkas":                           "import.create",
  },
  action: {
    "app/(auth)/masuk/actions.ts#signIn":                       "public",
    "app/(auth)/sandi/[token]/actions.ts#setPassword":          "public",
    "app/(office)/actions.ts#signOut":                          "session.end",
    "app/(office)/impor/[runId]/actions.ts#checkAgain":         "import.create",
    "app/(office)/impor/[runId]/actions.ts#discard":            "import.discard",
    "app/(office)/impor/[runId]/actions.ts#publish":            "import.publish",
    "app/(office)/impor/baru/[intakeId]/actions.ts#startCheck": "import.create",
    "app/(office)/kasus/[caseId]/actions.ts#dismiss":           "case.dismiss",
    "app/(office)/keluarga/actions.ts#search":                  "household.list",
    "app/(office)/keluarga/[householdId]/actions.ts#conceal":   "household.view",
    "app/(office)/keluarga/[householdId]/actions.ts#reveal":    "household.view",
  },
};
