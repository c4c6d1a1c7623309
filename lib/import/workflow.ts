import { type Actor, ROLES, type Role } from "@/lib/auth/types";
import { decide, type Workflow } from "@/lib/workflow/machine";
import type { ImportState } from "./schema";

export const IMPORT_ACTIONS = [
  "start_check",
  "finish_check",
  "fail",
  "check_again",
  "repair",
  "publish",
  "finish_publish",
  "discard",
  "withdraw",
  "finish_withdraw",
  "fail_withdraw",
] as const;
export type ImportAction = (typeof IMPORT_ACTIONS)[number];

/** The people's roles, and the two that are no people. */
export const IMPORT_ROLES = [...ROLES, "command_line", "system"] as const;
export type ImportRole = Role | "command_line" | "system";

export const IMPORT_GUARDS = [
  "becomesData",
  "publisherDidNotCreate",
  "nothingPublishedYet",
  "stoppedWhilePublishing",
  "warningsConfirmed",
  "isInForce",
  "earlierReleaseExists",
  "nothingIsPublished",
] as const;
export type ImportGuard = (typeof IMPORT_GUARDS)[number];
export type ImportFacts = Readonly<Record<ImportGuard, boolean>>;

/**
 * The life of an import. Whoever prepared it never publishes it: the role keeps that apart, and the
 * guard keeps it apart for a person whose role was changed in between. The command line has nobody
 * beside it and may publish what it prepared; it is audited as such. A warning that stops is confirmed
 * with a reason, by everybody. A list that is only compared with the registry ends when it was
 * checked: there is nothing to publish. A check under way can be given up, and then the import is: it
 * would be begun again as a new one, with its columns put right. A publication under way cannot,
 * because half of it may be in force. The admin, who sees no family, can take the release in force
 * out of force again: with a reason, and never while another import is being published.
 */
export const importWorkflow: Workflow<ImportState, ImportAction, ImportRole, ImportGuard> = {
  initial: "received",
  // biome-ignore format: a table reads as a table
  transitions: [
    { action: "start_check",    from: ["received"],                           to: "checking",   roles: ["system"] },
    { action: "finish_check",   from: ["checking"],                           to: "ready",      roles: ["system"] },
    { action: "fail",           from: ["received", "checking", "publishing"], to: "failed",     roles: ["system"] },
    { action: "check_again",    from: ["ready", "failed"],                    to: "checking",   roles: ["operator", "command_line"],             guards: ["nothingPublishedYet"] },
    { action: "repair",         from: ["ready", "failed"],                    to: "checking",   roles: ["operator"],                             guards: ["becomesData", "nothingPublishedYet"] },
    { action: "publish",        from: ["ready"],                              to: "publishing", roles: ["verifier", "command_line"],             guards: ["becomesData", "publisherDidNotCreate", "warningsConfirmed"] },
    { action: "publish",        from: ["failed"],                             to: "publishing", roles: ["verifier", "command_line"],             guards: ["becomesData", "publisherDidNotCreate", "warningsConfirmed", "stoppedWhilePublishing"] },
    { action: "finish_publish", from: ["publishing"],                         to: "published",  roles: ["system"] },
    { action: "discard",        from: ["received", "ready", "failed"],        to: "discarded",  roles: ["operator", "verifier", "command_line"], guards: ["nothingPublishedYet"] },
    { action: "discard",        from: ["checking"],                           to: "discarded",  roles: ["operator"],                             guards: ["nothingPublishedYet"] },
    { action: "withdraw",       from: ["published"],                          to: "withdrawing", roles: ["admin", "command_line"],               guards: ["isInForce", "earlierReleaseExists", "nothingIsPublished"], reason: "required" },
    { action: "finish_withdraw", from: ["withdrawing"],                       to: "withdrawn",  roles: ["system"] },
    { action: "fail_withdraw",  from: ["withdrawing"],                        to: "published",  roles: ["system"] },
  ],
};

export function importRoleOf(actor: Actor): ImportRole {
  return actor.kind === "user" ? actor.role : actor.kind;
}

/** Whether a step is offered does not hang on its reason: the form asks for it. */
const ASKED_FOR_LATER = "asked for by the form";

/** The steps that the actor could take now, guards included: what the page offers. */
export function availableImportActions(
  role: ImportRole,
  state: ImportState,
  facts: ImportFacts,
): ImportAction[] {
  return IMPORT_ACTIONS.filter(
    (action) => decide(importWorkflow, { state, action, role, facts, reason: ASKED_FOR_LATER }).ok,
  );
}
