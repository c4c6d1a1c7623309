import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import type { UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { findOffice } from "@/lib/office/queries";
import { dayOnCalendar } from "@/lib/shared/format";
import { invariant } from "@/lib/shared/invariant";
import { fail, ok, type Result } from "@/lib/shared/result";
import { type BulkOutcome, type Marked, takeEach } from "./bulk";
import { loadProposal } from "./load-proposal";
import { type MoveProblem, moveProposal } from "./move-proposal";
import type { RecordBasis } from "./schema";

export type BasisProblem = { readonly code: "not_found" } | MoveProblem;
export type RecordBasisProblem = { readonly code: "minutes_incomplete" | "basis_in_future" };

type Basis = Pick<RecordBasis, "basisKind" | "basisNumber" | "basisDate">;

/**
 * Writes down what the proposals rest on: a berita acara with number and day, or an SPTJM. One basis
 * for one or for many, each decided for itself; any time before the hand-over, also again.
 */
export async function recordBasis(
  tx: Db,
  actor: UserActor,
  { proposals, ...basis }: RecordBasis,
): Promise<Result<BulkOutcome<BasisProblem>, RecordBasisProblem>> {
  const { basisKind, basisNumber, basisDate } = basis;
  if (basisKind === "minutes" && (basisNumber === undefined || basisDate === undefined))
    return fail({ code: "minutes_incomplete" });
  if (basisDate !== undefined && basisDate > (await officeToday(tx)))
    return fail({ code: "basis_in_future" });
  return ok(await takeEach(tx, proposals, (one) => recordOne(tx, actor, one, basis)));
}

/** The office's day of today: a basis that is not there yet is none. */
async function officeToday(tx: Db): Promise<string> {
  const office = await findOffice(tx);
  invariant(office !== null, "proposals are made in an office that is set up");
  return dayOnCalendar(new Date(), office.timeZone);
}

async function recordOne(
  tx: Db,
  actor: UserActor,
  { proposalId, version }: Marked,
  { basisKind, basisNumber, basisDate }: Basis,
): Promise<Result<{ readonly proposalId: string }, BasisProblem>> {
  const proposal = await loadProposal(tx, actor, proposalId);
  if (!proposal) return fail({ code: "not_found" });
  const detail = {
    kind: basisKind,
    number: basisNumber ?? null,
    date: basisDate ?? null,
  };
  const moved = await moveProposal(tx, actor, {
    proposal: { ...proposal, version },
    action: "record_basis",
    detail,
    data: {
      basisKind,
      basisNumber: basisNumber ?? null,
      basisDate: basisDate === undefined ? null : new Date(basisDate),
    },
  });
  if (!moved.ok) return moved;
  await recordAudit(tx, actor, {
    action: "proposal.record_basis",
    subject: "proposal",
    subjectId: proposalId,
    detail: { ...detail, state: moved.value.to, again: proposal.basisKind !== null },
  });
  return ok({ proposalId });
}
