import "server-only";
import type { UserActor } from "@/lib/auth/types";
import type { Database, Db } from "@/lib/db/client";
import { createBatch } from "@/lib/hand-over/create-batch";
import { enterLines } from "@/lib/hand-over/enter-lines";
import { findOffice } from "@/lib/office/queries";
import { draftProposal } from "@/lib/proposals/draft";
import { editAmendment } from "@/lib/proposals/edit";
import { recordBasis } from "@/lib/proposals/record-basis";
import { changeKey } from "@/lib/proposals/rules";
import { ProposedChanges } from "@/lib/proposals/schema";
import { submitProposal } from "@/lib/proposals/submit";
import { validateProposal } from "@/lib/proposals/validate";
import { verifyProposal } from "@/lib/proposals/verify";
import { dayOnCalendar } from "@/lib/shared/format";
import { invariant } from "@/lib/shared/invariant";
import { expectOk } from "./expect-ok";

/** How far a proposal of the demonstration has come, each one step further than the one before. */
const PROPOSAL_SCENES = ["proposed", "signed", "validated", "ready", "entered"] as const;
export type ProposalScene = (typeof PROPOSAL_SCENES)[number];

interface Hands {
  readonly operator: UserActor;
  readonly verifier: UserActor;
  readonly head: UserActor;
}

/** Proposes what a visit found, as far as the scene goes; one that stands somewhere goes on from there. */
export async function proposeFor(
  db: Database,
  hands: Hands,
  { caseIds }: { readonly caseIds: readonly bigint[] },
  scene: ProposalScene,
): Promise<void> {
  const reaches = (wanted: ProposalScene) =>
    PROPOSAL_SCENES.indexOf(scene) >= PROPOSAL_SCENES.indexOf(wanted);
  const proposalId = (await findProposal(db, caseIds)) ?? (await draft(db, hands, caseIds));
  const take = async (state: string, step: Step) => {
    const seen = await stateOf(db, proposalId);
    if (seen.state === state)
      expectOk(await db.$transaction((tx) => step(tx, { proposalId, version: seen.version })));
  };
  await take("draft", (tx, seen) => submitProposal(tx, hands.operator, seen));
  if (reaches("signed"))
    await take("submitted", (tx, seen) => verifyProposal(tx, hands.verifier, seen));
  if (reaches("validated"))
    await take("verified", (tx, seen) => validateProposal(tx, hands.head, seen));
  if (reaches("ready")) await giveBasis(db, hands, proposalId);
  if (reaches("entered")) await enter(db, hands, proposalId);
}

type Step = (
  tx: Db,
  seen: { readonly proposalId: string; readonly version: number },
) => ReturnType<typeof submitProposal | typeof verifyProposal | typeof validateProposal>;

async function findProposal(db: Db, caseIds: readonly bigint[]): Promise<string | null> {
  const found = await db.proposalCase.findFirst({
    where: { caseId: { in: [...caseIds] } },
    select: { proposalId: true },
  });
  return found?.proposalId ?? null;
}

async function draft(
  db: Database,
  { operator }: Hands,
  caseIds: readonly bigint[],
): Promise<string> {
  return db.$transaction(async (tx) => {
    const drafted = await draftProposal(tx, operator, { caseIds: [...caseIds], kind: "amend" });
    const { proposalId } = expectOk(drafted);
    const { changes, version } = await tx.proposal.findUniqueOrThrow({ where: { id: proposalId } });
    expectOk(
      await editAmendment(tx, operator, {
        proposalId,
        version,
        keep: ProposedChanges.parse(changes).map(changeKey),
        justification:
          "Kunjungan menunjukkan keadaan rumah dan daya listrik yang lebih rendah daripada data di DTSEN.",
      }),
    );
    return proposalId;
  });
}

async function giveBasis(db: Database, { operator }: Hands, proposalId: string): Promise<void> {
  const { version, basisKind } = await stateOf(db, proposalId);
  if (basisKind !== null) return;
  const recorded = await db.$transaction((tx) =>
    recordBasis(tx, operator, {
      proposals: [{ proposalId, version }],
      basisKind: "sptjm",
    }),
  );
  invariant(expectOk(recorded).done === 1, "the demonstration records a basis");
}

async function enter(db: Database, { operator }: Hands, proposalId: string): Promise<void> {
  const { version, state, line } = await stateOf(db, proposalId);
  if (state !== "validated") return;
  const office = await findOffice(db);
  invariant(office !== null, "the demonstration works in an office");
  await db.$transaction(async (tx) => {
    const batchId =
      line?.batchId ??
      expectOk(await createBatch(tx, operator, { which: "ticked", proposal: [proposalId] })).id;
    const entered = await enterLines(tx, operator, {
      batchId,
      proposal: [{ id: proposalId, version }],
      enteredOn: dayOnCalendar(new Date(), office.timeZone),
      evidence: "Tiket contoh 0001",
    });
    invariant(expectOk(entered).done.length === 1, "the demonstration enters a line");
  });
}

function stateOf(db: Db, id: string) {
  return db.proposal.findUniqueOrThrow({
    where: { id },
    select: { state: true, version: true, basisKind: true, line: { select: { batchId: true } } },
  });
}
