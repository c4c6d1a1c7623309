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
  "account.view":          ["admin", "operator", "verifier", "head", "companion", "village_operator"],
  "account.change":        ["admin", "operator", "verifier", "head", "companion", "village_operator"],
  "dashboard.view":        ["operator", "verifier", "head", "village_operator"],
  "indicator.list":        ["admin", "operator", "verifier", "head", "village_operator"],
  "indicator.enter":       ["admin"],
  "household.list":        ["operator", "verifier", "head", "companion", "village_operator"],
  "household.view":        ["operator", "verifier", "head", "companion", "village_operator"],
  "case.list":             ["operator", "verifier", "head", "companion", "village_operator"],
  "case.view":             ["operator", "verifier", "head", "companion", "village_operator"],
  "case.dismiss":          ["verifier"],
  "case.confirm":          ["verifier"],
  "groundcheck.assign":    ["operator"],
  "groundcheck.list":      ["operator", "verifier", "head", "village_operator"],
  "groundcheck.view":      ["operator", "verifier", "head", "village_operator"],
  "groundcheck.verify":    ["verifier"],
  "task.list":             ["companion"],
  "task.view":             ["companion"],
  "task.submit":           ["companion"],
  "attachment.view":       ["operator", "verifier", "head", "companion", "village_operator"],
  "proposal.list":         ["operator", "verifier", "head", "village_operator"],
  "proposal.view":         ["operator", "verifier", "head", "village_operator"],
  "proposal.draft":        ["operator", "village_operator"],
  "proposal.verify":       ["verifier"],
  "proposal.return":       ["verifier", "head"],
  "proposal.validate":     ["head"],
  "hand_over.list":        ["operator", "verifier", "head"],
  "hand_over.view":        ["operator", "verifier", "head"],
  "hand_over.enter":       ["operator"],
  "hand_over.download":    ["operator"],
  "participation.list":    ["operator", "verifier", "head", "village_operator"],
  "participation.view":    ["operator", "verifier", "head", "village_operator"],
  "participation.resume":  ["verifier", "head"],
  "participation.end":     ["head"],
  "import.list":           ["operator", "verifier"],
  "import.create":         ["operator"],
  "import.view":           ["operator", "verifier"],
  "import.publish":        ["verifier"],
  "import.discard":        ["operator", "verifier"],
  "import.download":       ["operator", "verifier"],
  "matching.list":         ["operator", "verifier"],
  "matching.view":         ["operator", "verifier"],
  "matching.decide":       ["operator", "verifier"],
  "user.list":             ["admin"],
  "user.view":             ["admin"],
  "user.invite":           ["admin"],
  "user.change":           ["admin"],
  "audit.list":            ["admin"],
  "list.export":           ["admin", "operator", "verifier", "head", "village_operator"],
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
  "account.view":          "office",
  "account.change":        "office",
  "dashboard.view":        "area",
  "indicator.list":        "office",
  "indicator.enter":       "office",
  "household.list":        "area",
  "household.view":        "area",
  "case.list":             "area",
  "case.view":             "area",
  "case.dismiss":          "area",
  "case.confirm":          "area",
  "groundcheck.assign":    "area",
  "groundcheck.list":      "area",
  "groundcheck.view":      "area",
  "groundcheck.verify":    "area",
  "task.list":             "area",
  "task.view":             "area",
  "task.submit":           "area",
  "attachment.view":       "area",
  "proposal.list":         "area",
  "proposal.view":         "area",
  "proposal.draft":        "area",
  "proposal.verify":       "area",
  "proposal.return":       "area",
  "proposal.validate":     "area",
  "hand_over.list":        "regency",
  "hand_over.view":        "regency",
  "hand_over.enter":       "regency",
  "hand_over.download":    "regency",
  "participation.list":    "area",
  "participation.view":    "area",
  "participation.resume":  "area",
  "participation.end":     "area",
  "import.list":           "office",
  "import.create":         "regency",
  "import.view":           "regency",
  "import.publish":        "regency",
  "import.discard":        "regency",
  "import.download":       "regency",
  "matching.list":         "office",
  "matching.view":         "regency",
  "matching.decide":       "regency",
  "user.list":             "office",
  "user.view":             "office",
  "user.invite":           "office",
  "user.change":           "office",
  "audit.list":            "office",
  "list.export":           "office",
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
    "/akun":                                            "account.view",
    "/audit":                                           "audit.list",
    "/dasbor":                                          "dashboard.view",
    "/indikator":                                       "indicator.list",
    "/impor":                                           "import.list",
    "/impor/[runId]":                                   "import.view",
    "/impor/[runId]/tidak-cocok":                       "import.view",
    "/impor/baru":                                      "import.create",
    "/impor/baru/[intakeId]":                           "import.create",
    "/impor/profil":                                    "import.create",
    "/groundcheck":                                     "groundcheck.list",
    "/groundcheck/[groundcheckId]":                     "groundcheck.view",
    "/groundcheck/alihkan":                             "groundcheck.assign",
    "/groundcheck/tugaskan":                            "groundcheck.assign",
    "/kasus":                                           "case.list",
    "/kasus/[caseId]":                                  "case.view",
    "/kasus/[caseId]/usulan":                           "proposal.draft",
    "/keluarga":                                        "household.list",
    "/keluarga/[householdId]":                          "household.view",
    "/pemadanan":                                       "matching.list",
    "/pemadanan/[runId]":                               "matching.view",
    "/pemadanan/[runId]/[lineNo]":                      "matching.view",
    "/penangguhan":                                     "participation.list",
    "/penangguhan/[participationId]":                   "participation.view",
    "/pengguna":                                        "user.list",
    "/pengguna/[userId]":                               "user.view",
    "/pengguna/baru":                                   "user.invite",
    "/serah-terima":                                    "hand_over.list",
    "/serah-terima/[batchId]":                          "hand_over.view",
    "/tugas":                                           "task.list",
    "/tugas/[groundcheckId]":                           "task.view",
    "/usulan":                                          "proposal.list",
    "/usulan/[proposalId]":                             "proposal.view",
    "/usulan/[proposalId]/ubah":                        "proposal.draft",
  },
  route: {
    "GET /api/auth/[...nextauth]":                      "public",
    "POST /api/auth/[...nextauth]":                     "public",
    "POST /api/ekspor/[list]":                          "list.export",
    "GET /api/health":                                  "public",
    "GET /api/health/live":                             "public",
    "GET /api/impor/[runId]/ditolak/[fileId]":          "import.download",
    "GET /api/impor/[runId]/kemajuan":                  "import.view",
    "POST /api/impor/berkas":                           "import.create",
    "GET /api/lampiran/[attachmentId]":                 "attachment.view",
    "GET /api/serah-terima/[batchId]/berkas":           "hand_over.download",
    "PUT /api/usulan/[proposalId]/bukti/[attachmentId]": "proposal.draft",
    "PUT /api/v1/groundcheck/[groundcheckId]/draf":     "task.submit",
    "PUT /api/v1/groundcheck/[groundcheckId]/foto/[photoId]": "task.submit",
    "POST /api/v1/kiriman":                             "task.submit",
  },
  action: {
    "app/(auth)/masuk/actions.ts#signIn":                       "public",
    "app/(auth)/sandi/[token]/actions.ts#setPassword":          "public",
    "app/(office)/actions.ts#signOut":                          "session.end",
    "app/(office)/akun/actions.ts#changePassword":              "account.change",
    "app/(office)/akun/actions.ts#endOthers":                   "account.change",
    "app/(office)/akun/actions.ts#endOwn":                      "account.change",
    "app/(office)/groundcheck/[groundcheckId]/actions.ts#cancel":   "groundcheck.assign",
    "app/(office)/groundcheck/[groundcheckId]/actions.ts#giveBack": "groundcheck.verify",
    "app/(office)/groundcheck/[groundcheckId]/actions.ts#reassign": "groundcheck.assign",
    "app/(office)/groundcheck/[groundcheckId]/actions.ts#settle":   "groundcheck.verify",
    "app/(office)/groundcheck/[groundcheckId]/actions.ts#verify":   "groundcheck.verify",
    "app/(office)/groundcheck/alihkan/actions.ts#reassignEverything": "groundcheck.assign",
    "app/(office)/groundcheck/tugaskan/actions.ts#assign":          "groundcheck.assign",
    "app/(office)/indikator/actions.ts#enter":                 "indicator.enter",
    "app/(office)/indikator/actions.ts#importSeries":          "indicator.enter",
    "app/(office)/indikator/actions.ts#withdraw":              "indicator.enter",
    "app/(office)/impor/[runId]/actions.ts#checkAgain":         "import.create",
    "app/(office)/impor/[runId]/actions.ts#discard":            "import.discard",
    "app/(office)/impor/[runId]/actions.ts#publish":            "import.publish",
    "app/(office)/impor/baru/[intakeId]/actions.ts#chooseProfile": "import.create",
    "app/(office)/impor/baru/[intakeId]/actions.ts#readFileAgain": "import.create",
    "app/(office)/impor/baru/[intakeId]/actions.ts#startCheck": "import.create",
    "app/(office)/impor/profil/actions.ts#remove":              "import.create",
    "app/(office)/impor/profil/actions.ts#rename":              "import.create",
    "app/(office)/kasus/[caseId]/actions.ts#confirm":           "case.confirm",
    "app/(office)/kasus/[caseId]/actions.ts#dismiss":           "case.dismiss",
    "app/(office)/kasus/[caseId]/usulan/actions.ts#draft":      "proposal.draft",
    "app/(office)/keluarga/actions.ts#search":                  "household.list",
    "app/(office)/keluarga/[householdId]/actions.ts#conceal":   "household.view",
    "app/(office)/keluarga/[householdId]/actions.ts#reveal":    "household.view",
    "app/(office)/pemadanan/[runId]/[lineNo]/actions.ts#decide": "matching.decide",
    "app/(office)/pemadanan/[runId]/[lineNo]/actions.ts#reopen": "matching.decide",
    "app/(office)/penangguhan/[participationId]/actions.ts#decideAid": "participation.resume",
    "app/(office)/pengguna/actions.ts#search":                  "user.list",
    "app/(office)/pengguna/baru/actions.ts#invite":             "user.invite",
    "app/(office)/pengguna/[userId]/actions.ts#activate":       "user.change",
    "app/(office)/pengguna/[userId]/actions.ts#change":         "user.change",
    "app/(office)/pengguna/[userId]/actions.ts#deactivate":     "user.change",
    "app/(office)/pengguna/[userId]/actions.ts#endAll":         "user.change",
    "app/(office)/pengguna/[userId]/actions.ts#endOne":         "user.change",
    "app/(office)/pengguna/[userId]/actions.ts#reset":          "user.change",
    "app/(office)/serah-terima/actions.ts#create":              "hand_over.enter",
    "app/(office)/serah-terima/actions.ts#enter":               "hand_over.enter",
    "app/(office)/serah-terima/actions.ts#giveResult":          "hand_over.enter",
    "app/(office)/serah-terima/actions.ts#undo":                "hand_over.enter",
    "app/(office)/usulan/actions.ts#record":                    "proposal.draft",
    "app/(office)/usulan/actions.ts#validateMany":              "proposal.validate",
    "app/(office)/usulan/[proposalId]/actions.ts#sendBack":     "proposal.return",
    "app/(office)/usulan/[proposalId]/actions.ts#submit":       "proposal.draft",
    "app/(office)/usulan/[proposalId]/actions.ts#takeUp":       "proposal.draft",
    "app/(office)/usulan/[proposalId]/actions.ts#validate":     "proposal.validate",
    "app/(office)/usulan/[proposalId]/actions.ts#verify":       "proposal.verify",
    "app/(office)/usulan/[proposalId]/actions.ts#withdraw":     "proposal.draft",
    "app/(office)/usulan/[proposalId]/ubah/actions.ts#add":     "proposal.draft",
    "app/(office)/usulan/[proposalId]/ubah/actions.ts#saveAddition": "proposal.draft",
    "app/(office)/usulan/[proposalId]/ubah/actions.ts#saveAmendment": "proposal.draft",
    "app/(office)/usulan/[proposalId]/ubah/actions.ts#saveRemoval": "proposal.draft",
  },
};
