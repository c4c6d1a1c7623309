import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import type { UserActor } from "@/lib/auth/types";
import { type HouseholdCase, listHouseholdCases } from "@/lib/cases/household-cases";
import { readCaseJourneys } from "@/lib/cases/journey";
import type { JourneyStep } from "@/lib/cases/journey-steps";
import {
  listRelatedGroundchecks,
  listRelatedProposals,
  type RelatedGroundcheck,
  type RelatedProposal,
} from "@/lib/cases/related-records";
import { db } from "@/lib/db/client";
import { findHouseholdBnba, type HouseholdBnba } from "@/lib/registry/household-bnba";
import {
  findHouseholdFile,
  type HouseholdFile,
  listHouseholdMembers,
} from "@/lib/registry/household-file";
import {
  type HouseholdDesil,
  type HouseholdNumber,
  type HouseholdStep,
  listHouseholdDesil,
  listHouseholdNumbers,
  listHouseholdSteps,
} from "@/lib/registry/household-history";
import { type HouseholdProgram, listHouseholdPrograms } from "@/lib/registry/household-programs";
import { numbersAreRevealed } from "@/lib/registry/reveal-numbers";
import { groupDigits, maskNumber } from "@/lib/shared/mask";

/** A member as the page shows one: the NIK is masked here already, unless the person asked to see it. */
export interface MemberView {
  readonly key: string;
  readonly name: string;
  readonly nik: string | null;
  readonly nikValid: boolean;
  readonly birthDate: Date | null;
  readonly values: HouseholdFile["values"];
}

/** A member in a BNBA, the NIK masked as that of a member is. */
export type BnbaMemberView = Omit<HouseholdBnba["members"][number], "lineNo"> & {
  readonly key: string;
};

/** Everything the family's page shows. Numbers in full are in it only while the person has asked for them. */
export interface FamilyView {
  readonly file: Omit<HouseholdFile, "nomorKk"> & { readonly nomorKk: string | null };
  readonly revealed: boolean;
  readonly members: readonly MemberView[];
  readonly bnba:
    | (Omit<HouseholdBnba, "members"> & { readonly members: readonly BnbaMemberView[] })
    | null;
  readonly desil: readonly HouseholdDesil[];
  readonly numbers: readonly HouseholdNumber[];
  readonly programs: readonly HouseholdProgram[];
  readonly steps: readonly HouseholdStep[];
  readonly cases: readonly HouseholdCase[];
  /** How far each open case came, by its id. */
  readonly journeys: ReadonlyMap<string, readonly JourneyStep[]>;
  readonly groundchecks: readonly RelatedGroundcheck[];
  readonly proposals: readonly RelatedProposal[];
}

/**
 * Opens a family's file. That it was opened is written down before anything of it is shown: where
 * the audit trail cannot be written, the file cannot be read.
 */
export async function loadFamily(
  actor: UserActor,
  householdId: bigint,
): Promise<FamilyView | null> {
  const opened = await db().$transaction(async (tx) => {
    const file = await findHouseholdFile(tx, actor, householdId);
    if (!file) return null;
    await recordAudit(tx, actor, {
      action: "household.view",
      subject: "household",
      subjectId: householdId,
    });
    return { file, revealed: await numbersAreRevealed(tx, actor, householdId, new Date()) };
  });
  if (!opened) return null;
  const { file, revealed } = opened;
  const show = revealed ? groupDigits : maskNumber;
  const shown = <Member extends { readonly lineNo: number; readonly nik: string | null }>({
    lineNo,
    ...member
  }: Member) => ({
    ...member,
    key: String(lineNo),
    nik: member.nik === null ? null : show(member.nik),
  });
  const [members, bnba, desil, numbers, programs, steps, cases, groundchecks, proposals] =
    await Promise.all([
      listHouseholdMembers(db(), file),
      findHouseholdBnba(db(), householdId),
      listHouseholdDesil(db(), householdId),
      listHouseholdNumbers(db(), householdId),
      listHouseholdPrograms(db(), householdId),
      listHouseholdSteps(db(), householdId),
      listHouseholdCases(db(), actor, householdId),
      listRelatedGroundchecks(db(), actor, { householdId }),
      listRelatedProposals(db(), actor, { householdId }),
    ]);
  const open = cases.filter(({ closedAt }) => closedAt === null).map(({ id }) => id);
  return {
    revealed,
    file: { ...file, ...masked(file, show) },
    members: members.map(shown),
    bnba: bnba && { ...bnba, members: bnba.members.map(shown) },
    desil: desil.map((entry) => ({
      ...entry,
      nomorKk: entry.nomorKk === null ? null : show(entry.nomorKk),
    })),
    numbers: numbers.map((number) => ({ ...number, nomorKk: show(number.nomorKk) })),
    programs,
    steps,
    cases,
    journeys: await readCaseJourneys(db(), actor, open),
    groundchecks,
    proposals,
  };
}

function masked({ nomorKk, values }: HouseholdFile, show: (number: string) => string) {
  const meter = values?.id_pelanggan_pln;
  return {
    nomorKk: nomorKk === null ? null : show(nomorKk),
    values: values && {
      ...values,
      id_pelanggan_pln: meter == null ? null : show(String(meter)),
    },
  };
}
