import "server-only";
import { z } from "zod";
import { recordAudit } from "@/lib/audit/record-audit";
import { may } from "@/lib/auth/policy";
import { areaOf } from "@/lib/auth/scope";
import type { UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { fail, ok, type Result } from "@/lib/shared/result";
import { BATCH_LINES_MAX, type CreateBatch } from "./schema";

export type CreateBatchProblem =
  | { readonly code: "not_found" }
  | { readonly code: "role_not_allowed" }
  | { readonly code: "nothing_ticked" }
  | { readonly code: "nothing_ready" };

export interface CreatedBatch {
  readonly id: string;
  readonly number: number;
  readonly lines: number;
  /** Left out, because neither berita acara nor SPTJM is recorded. */
  readonly withoutBasis: number;
  /** Left out, because they are on a list already or are no longer validated. */
  readonly notReady: number;
  /** Ready too, but beyond the length of one list. */
  readonly remaining: number;
}

/**
 * Puts proposals that are validated, have a basis and stand on no list yet on a new one, numbered in
 * the order in which SIKS-NG asks for them: by kecamatan, kelurahan, and the number of the proposal.
 * Runs inside the caller's transaction; stores nothing when it refuses.
 */
export async function createBatch(
  tx: Db,
  actor: UserActor,
  { which, proposal: tickedIds }: CreateBatch,
): Promise<Result<CreatedBatch, CreateBatchProblem>> {
  // The list is of the whole regency: for somebody of a smaller area there is none.
  if (areaOf(actor).level !== "regency") return fail({ code: "not_found" });
  if (!may(actor.role, "hand_over.enter")) return fail({ code: "role_not_allowed" });
  if (which === "ticked" && tickedIds.length === 0) return fail({ code: "nothing_ticked" });

  const wanted =
    which === "all" ? Prisma.sql`TRUE` : Prisma.sql`proposal.id = ANY(${[...tickedIds]}::uuid[])`;
  const { ready, withoutBasis } = await lockReady(tx, wanted);
  const lines = ready.slice(0, BATCH_LINES_MAX);
  if (lines.length === 0) return fail({ code: "nothing_ready" });

  const { id, number } = await tx.handOverBatch.create({
    data: { createdBy: actor.id },
    select: { id: true, number: true },
  });
  await tx.handOverLine.createMany({
    data: lines.map((proposalId, index) => ({ batchId: id, lineNo: index + 1, proposalId })),
  });
  await recordAudit(tx, actor, {
    action: "hand_over.create",
    subject: "hand_over",
    subjectId: id,
    detail: { number, lines: lines.length, withoutBasis },
  });
  const asked = which === "all" ? ready.length + withoutBasis : new Set(tickedIds).size;
  return ok({
    id,
    number,
    lines: lines.length,
    withoutBasis,
    notReady: asked - ready.length - withoutBasis,
    remaining: ready.length - lines.length,
  });
}

const Row = z.object({ id: z.uuid(), hasBasis: z.boolean() });

/**
 * The proposals that can go on a list now. Two statements on purpose: the first waits for whoever
 * makes a list at the same moment, the second sees what that one took.
 */
async function lockReady(
  tx: Db,
  wanted: Prisma.Sql,
): Promise<{ readonly ready: readonly string[]; readonly withoutBasis: number }> {
  await tx.$queryRaw`
    SELECT proposal.id
      FROM proposal
     WHERE proposal.state = 'validated'
       AND ${wanted}
  ORDER BY proposal.id
       FOR UPDATE
  `;
  const rows = await tx.$queryRaw`
    SELECT proposal.id, proposal.basis_kind IS NOT NULL AS "hasBasis"
      FROM proposal
 LEFT JOIN area AS kelurahan ON kelurahan.id = proposal.village_id
 LEFT JOIN area AS kecamatan ON kecamatan.id = kelurahan.parent_id
     WHERE proposal.state = 'validated'
       AND NOT EXISTS (SELECT FROM hand_over_line WHERE hand_over_line.proposal_id = proposal.id)
       AND ${wanted}
  ORDER BY kecamatan.code NULLS LAST, kelurahan.code NULLS LAST, proposal.number
  `;
  const found = z.array(Row).parse(rows);
  const ready = found.filter(({ hasBasis }) => hasBasis).map(({ id }) => id);
  return { ready, withoutBasis: found.length - ready.length };
}
