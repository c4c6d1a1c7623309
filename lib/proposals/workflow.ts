import type { Role } from "@/lib/auth/types";
import type { Workflow } from "@/lib/workflow/machine";

export const PROPOSAL_STATES = [
  "draft",
  "submitted",
  "verified",
  "validated",
  "entered_siks_ng",
  "kemensos_approved",
  "kemensos_rejected",
  "at_bps",
  "reflected",
  "not_reflected",
  "withdrawn",
] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

/** Still in the office's own hands: SIKS-NG does not know of it. */
export const BEFORE_HAND_OVER = [
  "draft",
  "submitted",
  "verified",
  "validated",
] as const satisfies readonly ProposalState[];

/** Handed over and not refused: the next release may show it. */
export const HANDED_OVER = [
  "entered_siks_ng",
  "kemensos_approved",
  "at_bps",
  "not_reflected",
] as const satisfies readonly ProposalState[];

export const PROPOSAL_KINDS = ["add", "amend", "remove"] as const;
export type ProposalKind = (typeof PROPOSAL_KINDS)[number];

export type ProposalAction =
  | "edit"
  | "submit"
  | "return"
  | "verify"
  | "validate"
  | "withdraw"
  | "record_basis"
  | "enter"
  | "undo_entry"
  | "approve_at_kemensos"
  | "reject_at_kemensos"
  | "forward_to_bps"
  | "reject_at_bps"
  | "take_up_again"
  | "note_reflected"
  | "note_not_reflected";
export type ProposalRole = Role | "system";
export type ProposalGuard =
  | "is_complete"
  | "not_own"
  | "based_on_current_release"
  | "has_basis"
  | "in_batch"
  | "not_taken_up";

/**
 * The life of a proposal. Its content changes in a draft only: whoever finds a fault later sends it
 * back with a reason. Drafted, verified and validated by three different people.
 *
 * `is_complete`: it names at least one change or person and why; one without a groundcheck has
 * evidence. `not_own`: the actor neither drafted nor verified it. `based_on_current_release`: its old
 * values were read in the release in force. `has_basis`: berita acara or SPTJM is recorded. `in_batch`:
 * it stands on a hand-over list. `not_taken_up`: no later proposal replaced it.
 */
export const proposalWorkflow: Workflow<
  ProposalState,
  ProposalAction,
  ProposalRole,
  ProposalGuard
> = {
  initial: "draft",
  // biome-ignore format: a table reads as a table
  transitions: [
    { action: "edit",                from: ["draft"],             to: "draft",             roles: ["operator", "village_operator"] },
    { action: "submit",              from: ["draft"],             to: "submitted",         roles: ["operator", "village_operator"], guards: ["is_complete"] },
    { action: "return",              from: ["submitted"],         to: "draft",             roles: ["verifier"], reason: "required" },
    { action: "return",              from: ["verified"],          to: "draft",             roles: ["head"],     reason: "required" },
    { action: "verify",              from: ["submitted"],         to: "verified",          roles: ["verifier"], guards: ["not_own", "based_on_current_release"] },
    { action: "validate",            from: ["verified"],          to: "validated",         roles: ["head"],     guards: ["not_own", "based_on_current_release"] },
    { action: "withdraw",            from: BEFORE_HAND_OVER,      to: "withdrawn",         roles: ["operator", "village_operator", "system"], reason: "required" },
    { action: "record_basis",        from: ["draft"],             to: "draft",             roles: ["operator", "village_operator"] },
    { action: "record_basis",        from: ["submitted"],         to: "submitted",         roles: ["operator", "village_operator"] },
    { action: "record_basis",        from: ["verified"],          to: "verified",          roles: ["operator", "village_operator"] },
    { action: "record_basis",        from: ["validated"],         to: "validated",         roles: ["operator", "village_operator"] },
    { action: "enter",               from: ["validated"],         to: "entered_siks_ng",   roles: ["operator"], guards: ["has_basis", "in_batch"] },
    { action: "undo_entry",          from: ["entered_siks_ng"],   to: "validated",         roles: ["operator"], reason: "required" },
    { action: "approve_at_kemensos", from: ["entered_siks_ng"],   to: "kemensos_approved", roles: ["operator"] },
    { action: "reject_at_kemensos",  from: ["entered_siks_ng"],   to: "kemensos_rejected", roles: ["operator"], reason: "required" },
    { action: "forward_to_bps",      from: ["kemensos_approved"], to: "at_bps",            roles: ["operator"] },
    { action: "reject_at_bps",       from: ["at_bps"],            to: "not_reflected",     roles: ["operator"], reason: "required" },
    // A new draft follows; this one keeps its state.
    { action: "take_up_again",       from: ["kemensos_rejected"], to: "kemensos_rejected", roles: ["operator", "village_operator"], guards: ["not_taken_up"] },
    { action: "take_up_again",       from: ["not_reflected"],     to: "not_reflected",     roles: ["operator", "village_operator"], guards: ["not_taken_up"] },
    { action: "note_reflected",      from: HANDED_OVER,           to: "reflected",         roles: ["system"] },
    { action: "note_not_reflected",  from: ["kemensos_approved", "at_bps"], to: "not_reflected", roles: ["system"] },
  ],
};

/**
 * What a proposal's timeline tells. `stay_unchanged` moves nothing: a release does not show it yet.
 * `reinstate` takes back what a release said of it that was withdrawn since.
 */
export const PROPOSAL_EVENT_ACTIONS = [
  "draft",
  "edit",
  "submit",
  "return",
  "verify",
  "validate",
  "withdraw",
  "record_basis",
  "enter",
  "undo_entry",
  "approve_at_kemensos",
  "reject_at_kemensos",
  "forward_to_bps",
  "reject_at_bps",
  "take_up_again",
  "note_reflected",
  "note_not_reflected",
  "stay_unchanged",
  "reinstate",
] as const;
export type ProposalEventAction = (typeof PROPOSAL_EVENT_ACTIONS)[number];
