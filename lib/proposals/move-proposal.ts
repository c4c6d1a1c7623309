import "server-only";
import { type Actor, actorColumns } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { fail, ok, type Result } from "@/lib/shared/result";
import { decide, type Rejection } from "@/lib/workflow/machine";
import {
  type ProposalAction,
  type ProposalGuard,
  type ProposalRole,
  type ProposalState,
  proposalWorkflow,
} from "./workflow";

/** Why a proposal did not move. `changed_meanwhile`: somebody moved or changed it since it was read. */
export type MoveProblem = Rejection<ProposalGuard> | { readonly code: "changed_meanwhile" };

export interface ProposalMove {
  /** State as the command read it, version as the person saw it on the page. */
  readonly proposal: {
    readonly id: string;
    readonly state: ProposalState;
    readonly version: number;
  };
  readonly action: ProposalAction;
  /** The guards of this step, computed by the command; one that is not given has failed. */
  readonly facts?: Partial<Readonly<Record<ProposalGuard, boolean>>>;
  readonly reason?: string;
  /** For the timeline: ids, states, codes, days; no names, no numbers of people. */
  readonly detail?: Prisma.InputJsonObject;
  /** What the step writes beside the state, e.g. who verified. */
  readonly data?: Omit<Prisma.ProposalUncheckedUpdateManyInput, "state" | "version" | "since">;
}

/**
 * The one place that moves a proposal: decides by the table, writes state and version in one guarded
 * statement and notes the step. Runs inside the caller's transaction and stores nothing when it
 * refuses. The caller has found the proposal in the actor's area, takes the cases along
 * (lib/cases/move-cases.ts) and writes the audit row.
 */
export async function moveProposal(
  tx: Db,
  actor: Actor,
  { proposal, action, facts = {}, reason, detail, data }: ProposalMove,
): Promise<Result<{ readonly from: ProposalState; readonly to: ProposalState }, MoveProblem>> {
  const { id, state, version } = proposal;
  const decision = decide(proposalWorkflow, {
    state,
    action,
    role: roleOf(actor),
    reason,
    facts: { ...NOTHING_HOLDS, ...facts },
  });
  if (!decision.ok) return decision;

  // State and version in the WHERE make check and write one step: of two who press the button
  // together the second updates no row, and so does one whose page shows an older version.
  const { from, to } = decision.value;
  const at = new Date();
  const { count } = await tx.proposal.updateMany({
    where: { id, state: from, version },
    data: { ...data, state: to, version: { increment: 1 }, ...(from !== to && { since: at }) },
  });
  if (count === 0) return fail({ code: "changed_meanwhile" });

  await tx.proposalEvent.create({
    data: {
      proposalId: id,
      at,
      action,
      fromState: from,
      toState: to,
      ...actorColumns(actor),
      reason: reason?.trim() || null,
      detail,
    },
  });
  return ok({ from, to });
}

const NOTHING_HOLDS: Readonly<Record<ProposalGuard, boolean>> = {
  is_complete: false,
  not_own: false,
  based_on_current_release: false,
  has_basis: false,
  in_batch: false,
  not_taken_up: false,
};

function roleOf(actor: Actor): ProposalRole {
  return actor.kind === "user" ? actor.role : "system";
}
