import { randomUUID } from "node:crypto";
import type { Database } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import type { ProposedChange } from "@/lib/proposals/schema";

export const LIGHTER_METER: ProposedChange = {
  scope: "household",
  column: "daya_terpasang",
  individualId: null,
  label: "Daya terpasang",
  old: "3",
  oldLabel: "1.300 watt",
  new: "1",
  newLabel: "450 watt",
};

/** What a validated proposal is made of; each test changes what it is about. */
export interface ValidatedProposal {
  readonly householdId: bigint;
  readonly villageId: number | null;
  readonly changes?: readonly ProposedChange[];
  readonly justification?: string;
  /** False: neither berita acara nor SPTJM is recorded. */
  readonly basis?: boolean;
  readonly caseIds?: readonly bigint[];
  readonly validatedAt?: Date;
}

/** A proposal as drafting, verifying and validating by three people leave it. */
export async function createValidatedProposal(
  db: Database,
  {
    householdId,
    villageId,
    changes = [LIGHTER_METER],
    justification = "Rumah dan daya listrik sudah dilihat",
    basis = true,
    caseIds = [],
    validatedAt = new Date(),
  }: ValidatedProposal,
): Promise<{ readonly id: string; readonly number: number; readonly version: number }> {
  const { id: releaseId } = await db.release.findFirstOrThrow({ where: { status: "published" } });
  const [draftedBy, verifiedBy, validatedBy] = [randomUUID(), randomUUID(), randomUUID()];
  return db.proposal.create({
    data: {
      kind: "amend",
      householdId,
      villageId,
      releaseId,
      state: "validated",
      version: 4,
      changes: changes as Prisma.InputJsonArray,
      justification,
      draftedBy,
      verifiedBy,
      validatedBy,
      since: validatedAt,
      ...(basis && {
        basisKind: "minutes",
        basisNumber: "470/12/2026",
        basisDate: new Date("2026-11-02"),
      }),
      cases: { create: caseIds.map((caseId) => ({ caseId })) },
      events: {
        create: {
          at: validatedAt,
          action: "validate",
          fromState: "verified",
          toState: "validated",
          actorKind: "user",
          actorId: validatedBy,
        },
      },
    },
    select: { id: true, number: true, version: true },
  });
}
